import { css, svg, type TemplateResult } from 'lit';
import { alongAxis, shrinkage, spanOf, valueOn, type Against, type Stop } from '../../geometry/along.ts';
import { chart, MARGINS, type Chart, type Span } from '../../geometry/chart.ts';
import { placeLabel, type Box } from '../../geometry/labels.ts';
import type { Penalty, Vec2 } from '../../problem/types.ts';
import type { Place, Trail, Turn } from '../../solver/trail.ts';
import { amountText, axisName } from './against.ts';
import { chartAxes } from '../views/chart-axes.ts';
import { textWidth, typeScale } from '../layers/measure.ts';
import { turnWords } from '../layers/turn-words.ts';

export const coefficientStyles = css`
  .zero { stroke: var(--_rule); stroke-width: 1; shape-rendering: crispEdges; }
  .knot { stroke: var(--_muted); stroke-width: 1; }
  .turn { font-size: 0.86em; fill: var(--_muted); }
  .knot.jump, .gap { stroke: var(--_muted); stroke-width: 1.2; stroke-dasharray: 2 4; }
  .curve { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
  .first { stroke: var(--_ink); }
  .second { stroke: var(--_second); stroke-dasharray: 8 4; }
  text.second { stroke: var(--_field-low); stroke-dasharray: none; fill: var(--_second); }
  text.first { stroke: var(--_field-low); }
  .curve-name { font-size: 1.15em; }
`;

const ROW = 16, MOST_ROWS = 5; // pixels; a name a row
const SMALL = 0.86; // of the figure's own letters
const WEIGHTS = ['first', 'second'] as const;

/** A path on an axis: what of it stands still while λ moves. */
export interface Sheet {
  readonly chart: Chart;
  readonly span: Span;
  readonly pieces: readonly (readonly Stop[])[];
  readonly turns: readonly { readonly turn: Turn; readonly x: number; readonly words: string }[];
  value(place: Place): number | null;
  readonly drawn: TemplateResult;
}

/**
 * Both weights of a path against one quantity.
 * @param top the largest λ or t
 * @param bare without the ticks below, where another chart stands on the same axis
 */
export function coefficientSheet(host: Element, trail: Trail, penalty: Penalty, against: Against, top: number, width: number, height: number, bare: boolean): Sheet {
  const share = shrinkage(penalty, trail), value = valueOn(against, share), places = trail.pieces.flat();
  const span = spanOf(against, top, places, share);
  const pieces = alongAxis(trail, against, span, value);
  const turns = trail.turns.flatMap((turn) => {
    const x = value(turn.place);
    return x === null || x < span.low || x > span.high ? [] : [{ turn, x, words: `${turnWords(turn, against.endsWith('lambda'))} at ${amountText(against, x)}` }];
  }).sort((a, b) => a.x - b.x);
  const values = pieces.flat().flatMap(({ place }) => place.theta), low = Math.min(0, ...values), high = Math.max(0, ...values), room = 0.07 * (high - low || 1);
  const rows = Math.min(turns.length, MOST_ROWS);
  const drawn = chart(span, { low: low - (low < 0 ? room : 0), high: high + (high > 0 || low === 0 ? room : 0) }, width, height, { ...MARGINS, top: 24 + ROW * rows, bottom: bare ? 10 : MARGINS.bottom }, typeScale(host));
  const { toPixels, inner } = drawn;
  const at = ({ x, place }: Stop, weight: 0 | 1): Vec2 => toPixels([x, place.theta[weight]]);
  const curve = (weight: 0 | 1) => pieces.map((piece) => svg`<path class="curve ${WEIGHTS[weight]}" d=${`M${piece.map((stop) => at(stop, weight).join()).join('L')}`} />`);
  const zero = toPixels([span.low, 0])[1];
  // Where both ends have one λ the knot's own line is the gap.
  const gaps = turns.flatMap(({ turn: { place, beyond }, x }) => (beyond && !against.endsWith('lambda') ? ([0, 1] as const).map((weight) => {
    const [x1, y1] = toPixels([x, place.theta[weight]]), [x2, y2] = toPixels([value(beyond) ?? x, beyond.theta[weight]]);
    return svg`<line class="gap" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
  }) : []));
  return {
    chart: drawn, span, pieces, turns, value,
    drawn: svg`
      ${names(host, turns.slice(0, MOST_ROWS).map(({ x, words, turn }) => ({ x: toPixels([x, 0])[0], words, jump: turn.beyond !== undefined })), drawn, width)}
      <line class="zero" x1=${inner.left} x2=${inner.right} y1=${zero} y2=${zero} />
      ${chartAxes(bare ? { ...drawn, x: [] } : drawn, { x: bare ? '' : axisName(against), y: '' })}${gaps}${curve(0)}${curve(1)}${labels(host, pieces, at, drawn)}`,
  };
}

/** Each knot's line with its name in a row of its own, so ordered that no line runs through another's name where that can be. */
function names(host: Element, knots: readonly { readonly x: number; readonly words: string; readonly jump: boolean }[], { inner, type }: Chart, width: number): TemplateResult[] {
  const sized = knots.map((knot) => ({ ...knot, wide: textWidth(host, knot.words) * SMALL }));
  const leftward = sized.every(({ x, wide }) => x - wide > 4) || !sized.every(({ x, wide }) => x + wide < width - 4);
  return sized.map(({ x, words, wide, jump }, i) => {
    const row = leftward ? sized.length - 1 - i : i, y = (14 + ROW * row) * type;
    const left = Math.max(4, Math.min(width - 4 - wide, leftward ? x - wide : x));
    return svg`<line class="knot ${jump ? 'jump' : ''}" x1=${x} x2=${x} y1=${y + 4} y2=${inner.bottom} /><text class="halo turn" x=${left} y=${y}>${words}</text>`;
  });
}

/** θ₁ and θ₂ beside their curves, where these are farthest from each other. */
function labels(host: Element, pieces: readonly (readonly Stop[])[], at: (stop: Stop, weight: 0 | 1) => Vec2, { inner, type }: Chart): TemplateResult[] {
  const stops = pieces.flat(), bounds: Box = { x: inner.left + 2, y: inner.top - 6, width: inner.right - inner.left - 4, height: inner.bottom - inner.top + 2 };
  const within = stops.filter((stop) => { const part = (at(stop, 0)[0] - inner.left) / (inner.right - inner.left); return part > 0.06 && part < 0.9; });
  const apart = (stop: Stop) => Math.abs(at(stop, 0)[1] - at(stop, 1)[1]);
  const best = (within.length > 0 ? within : stops).reduce((a, b) => (apart(b) > apart(a) ? b : a), (within[0] ?? stops[0])!);
  const soft = ([0, 1] as const).flatMap((weight) => pieces.flatMap((piece) => piece.slice(1).flatMap((stop, i) => {
    const [x, y] = at(piece[i]!, weight), [u, v] = at(stop, weight), count = Math.min(100, Math.ceil(Math.hypot(u - x, v - y) / 6));
    return Array.from({ length: count }, (_, k): Vec2 => [x + (k / count) * (u - x), y + (k / count) * (v - y)]);
  })));
  const taken: Box[] = [];
  return ([0, 1] as const).map((weight) => {
    const text = weight === 0 ? 'θ₁' : 'θ₂';
    const box = placeLabel(at(best, weight), { width: textWidth(host, text) * 1.15 + 2, height: 18 * type }, bounds, taken, soft);
    taken.push(box);
    return svg`<text class="halo curve-name math ${WEIGHTS[weight]}" x=${box.x + 1} y=${box.y + 14 * type}>${text}</text>`;
  });
}
