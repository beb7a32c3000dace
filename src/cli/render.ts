import { writeFileSync } from 'node:fs';
import { renderSvg, type RenderOptions } from '../api/render.ts';
import { Complaint, quote } from '../problem/complaint.ts';
import { numbers } from '../problem/read-parts.ts';
import type { Problem } from '../problem/types.ts';
import type { Given } from './arguments.ts';
import { pngOf } from './png.ts';

const FORMATS = ['svg', 'png'] as const;

function numberOf(given: Given, name: string): number | undefined {
  const text = given[name] as string | undefined;
  if (text === undefined) return undefined;
  const [number, ...more] = numbers(text);
  if (more.length > 0 || !Number.isFinite(number)) throw new Complaint(`${name} is ${quote(text)}; allowed is a number.`, name);
  return number;
}

function scaleOf(given: Given): number {
  const scale = numberOf(given, 'scale') ?? 2;
  if (scale >= 0.5 && scale <= 8) return scale;
  throw new Complaint(`scale is ${quote(given.scale)}; allowed is a number from 0.5 to 8.`, 'scale');
}

/** What renderSvg is asked; it checks what it is given. */
function optionsOf(given: Given): RenderOptions {
  const [a, b, c, d] = given.window === undefined ? [] : numbers(given.window as string);
  const asked = {
    width: numberOf(given, 'width'), height: numberOf(given, 'height'), digits: numberOf(given, 'digits'), theme: given.theme, title: given.title,
    layers: (given.layers as string | undefined)?.split(/[\s,]+/).filter(Boolean), window: given.window === undefined ? undefined : { x: [a, b], y: [c, d] },
    caption: given['no-caption'] ? false : undefined,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function formatOf(file: string | undefined): (typeof FORMATS)[number] {
  if (file === undefined || file === '-') return 'svg';
  const format = FORMATS.find((each) => file.toLowerCase().endsWith(`.${each}`));
  if (format) return format;
  throw new Complaint(`output is ${quote(file)}; allowed is a name that ends with .svg or .png.`, 'output');
}

/** Draws a problem of the plane into a file, or SVG to the output. @throws Complaint */
export async function render(problem: unknown, given: Given, print: (text: string) => void): Promise<void> {
  const file = given.output as string | undefined, format = formatOf(file), scale = scaleOf(given);
  if (given.scale !== undefined && format === 'svg') throw new Complaint('--scale is given with an SVG, which has no pixels; allowed is it with -o figure.png, or --width.', 'scale');
  const svg = renderSvg(problem as Problem, optionsOf(given));
  if (file === undefined || file === '-') return print(`${svg}\n`);
  const content = format === 'png' ? await pngOf(svg, scale) : `${svg}\n`;
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Complaint(`The file ${quote(file)} could not be written (${(error as NodeJS.ErrnoException).code}); allowed is a path in a folder that exists.`, 'output');
  }
}
