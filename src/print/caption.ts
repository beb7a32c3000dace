import type { Scene } from '../paint/scene.ts';
import { rich, richWidth, TYPE, type Palette } from './look.ts';
import { node, type SvgNode } from './node.ts';
import { formText, symbolText } from './notation.ts';
import { amountText, certificateMark, sentences } from './words.ts';

const GAP = 1.1 * TYPE, LINE = 1.45 * TYPE, TOP = 0.55 * TYPE, FOOT = 0.6 * TYPE;
const SIDE = 8; // pixels to the edges of the sheet
const TICK = 15; // pixels, with what stands between it and its word

interface Part { readonly text: string; readonly weight: number; readonly role: 'ink' | 'penalty' | 'muted'; readonly tick?: boolean }
type Line = readonly { readonly part: Part; readonly x: number }[];

const widthOf = ({ text, weight, tick }: Part) => richWidth(text, TYPE, weight) + (tick ? TICK : 0);

/** The caption in lines no wider than the picture: λ and t at the right beside the problem where there is room, else each part below. */
function captionLines({ problem, solution }: Scene, width: number, digits: number): Line[] {
  const mark = certificateMark(solution);
  const [form, ...more] = wrapped(formText(problem), width, 650).map((text): Part => ({ text, weight: 650, role: 'ink' })) as [Part, ...Part[]];
  const head = [form, ...more].map((part): Line => [{ part, x: 0 }]);
  const rest: Part[] = [{ text: amountText(problem, solution, digits), weight: 400, role: 'penalty' }, { text: mark, weight: 400, role: 'muted', tick: mark === 'certified' }];
  const right = rest.reduce((sum, part) => sum + widthOf(part) + GAP, 0);
  const lines: Line[] = [];
  const spread = (parts: readonly Part[], from: number): Line => {
    let x = from;
    return parts.map((part) => { const at = x; x += widthOf(part) + GAP; return { part, x: at }; });
  };
  if (more.length === 0 && widthOf(form) + right <= width) lines.push([{ part: form, x: 0 }, ...spread(rest, width - right + GAP)]);
  else if (right - GAP <= width) lines.push(...head, spread(rest, 0));
  else lines.push(...head, ...rest.map((part): Line => [{ part, x: 0 }]));
  for (const sentence of sentences(problem, solution)) {
    for (const text of wrapped(sentence.replace('{l1}', symbolText({ kind: 'l1' })), width, 400)) lines.push([{ part: { text, weight: 400, role: 'muted' }, x: 0 }]);
  }
  return lines;
}

function wrapped(sentence: string, width: number, weight: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && richWidth(longer, TYPE, weight) > width) { lines.push(line); line = word; } else line = longer;
  }
  return [...lines, line];
}

/** What stands under the picture, from its own origin down, and how high it is in pixels. */
export function captionMarks(scene: Scene, width: number, digits: number, palette: Palette): { marks: SvgNode[]; height: number } {
  const lines = captionLines(scene, width - 2 * SIDE, digits);
  const marks = lines.flatMap((line, row) => line.flatMap(({ part: { text, weight, role, tick }, x: at }): SvgNode[] => {
    const x = SIDE + at;
    const y = TOP + (row + 0.75) * LINE, fill = palette[role];
    const check = tick ? [node('path', { d: 'M2,6.5l3,3l5,-7', transform: `translate(${Math.round(x)} ${Math.round(y) - 10})`, fill: 'none', stroke: fill, 'stroke-width': 1.6, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' })] : [];
    return [...check, node('text', { x: x + (tick ? TICK : 0), y, 'font-weight': weight, fill }, ...rich(text, TYPE))];
  }));
  return { marks, height: Math.ceil(TOP + lines.length * LINE + FOOT) };
}
