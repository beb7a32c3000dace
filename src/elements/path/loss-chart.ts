import { css, svg, type TemplateResult } from 'lit';
import type { LossStop, PathLosses } from '../../api/losses.ts';
import type { Against } from '../../geometry/along.ts';
import { chart, MARGINS, type Chart } from '../../geometry/chart.ts';
import { placeLabel, type Box } from '../../geometry/labels.ts';
import { ticks } from '../../geometry/ticks.ts';
import type { Vec2 } from '../../problem/types.ts';
import { amountText, axisName } from './against.ts';
import { chartAxes } from '../views/chart-axes.ts';
import type { Sheet } from './coefficient-chart.ts';
import { textWidth, typeScale } from '../layers/measure.ts';

export const lossStyles = css`
  .losses { fill: none; stroke: var(--_loss); stroke-width: 2; stroke-linejoin: round; }
  .held { stroke-dasharray: 6 4; }
  .band { fill: var(--_loss); fill-opacity: 0.14; }
  .best { stroke: var(--_loss); stroke-width: 1.4; stroke-dasharray: 1 3; stroke-linecap: round; }
  .least { fill: var(--_loss); stroke: var(--_field-low); stroke-width: 2; }
  .near { fill: var(--_field-low); stroke: var(--_loss); stroke-width: 1.8; }
  .loss-name { font-size: 0.86em; fill: var(--_loss); }
  .side { font-size: 0.86em; fill: var(--_muted); }
  .side.end { text-anchor: end; }
`;

const SMALL = 0.86; // of the figure's own letters

/** Whether the held-out loss is higher on either side of its least value. */
const isInside = ({ best, stops }: PathLosses) => best !== undefined && best > 0 && best < stops.length - 1;

/** The losses of a path on the axis of its sheet: training and held-out loss, the band of one standard error, the best place. */
export function lossChart(host: Element, losses: PathLosses, { span, value, turns }: Sheet, against: Against, width: number, height: number): { readonly chart: Chart; readonly drawn: TemplateResult } {
  const stops = losses.stops.flatMap((stop) => { const x = value(stop); return x === null || x < span.low * (1 - 1e-9) || x > span.high * (1 + 1e-9) ? [] : [{ ...stop, x }]; });
  // From the t of the last stop on the constraint does not bind.
  if (against === 't' && stops.length > 0 && losses.stops.at(-1)!.budget < span.high) stops.push({ ...stops.at(-1)!, x: span.high });
  const all = stops.flatMap(({ training, heldOut, error }) => [training, ...(heldOut === undefined ? [] : [heldOut - error!, heldOut + error!])]);
  const low = Math.min(...all), high = Math.max(...all), room = 0.08 * (high - low || Math.abs(high) || 1);
  const flat = chart(span, { low: low - room, high: high + room }, width, height, { ...MARGINS, top: 22 }, typeScale(host));
  // From one tick alone no unit could be read.
  const drawn = flat.y.length > 1 ? flat : { ...flat, y: ticks(low - room, high + room, 4).map((tick) => ({ ...tick, at: flat.toPixels([span.high, tick.value])[1] })) };
  const { toPixels, inner } = drawn;
  type On = (typeof stops)[number];
  // No line from one side of a jump to the other.
  const parts = stops.reduce<On[][]>((runs, stop, i) => {
    const before = stops[i - 1];
    const jumped = before && turns.some(({ turn: { beyond }, x }) => beyond && (before.x - x) * (stop.x - x) <= 0);
    if (!before || jumped) runs.push([stop]); else runs.at(-1)!.push(stop);
    return runs;
  }, []);
  const line = (run: readonly On[], of: (stop: On) => number) => run.map((stop) => toPixels([stop.x, of(stop)]).join()).join('L');
  const held = losses.best !== undefined;
  const best = held ? losses.stops[losses.best] : undefined, near = held ? losses.stops[losses.near!] : undefined;
  const spot = (stop: LossStop | undefined): Vec2 | undefined => { const x = stop && value(stop); return x === undefined || x === null || x < span.low || x > span.high ? undefined : toPixels([x, stop!.heldOut!]); };
  const at = spot(best), first = spot(near), rising = against.endsWith('lambda');
  const names = [['training', (stop: On) => stop.training] as const, ...(held ? [['held out', (stop: On) => stop.heldOut!] as const] : [])];
  const bounds: Box = { x: inner.left + 2, y: inner.top - 4, width: inner.right - inner.left - 4, height: inner.bottom - inner.top - 14 * drawn.type };
  const taken: Box[] = at ? [{ x: at[0] - 6, y: at[1] - 6, width: 12, height: 12 }] : [];
  const soft = names.flatMap(([, of]) => stops.map((stop) => toPixels([stop.x, of(stop)])));
  const labels = names.map(([text, of]) => {
    const stop = [...stops].sort((a, b) => Math.abs(toPixels([a.x, 0])[0] - 0.62 * width) - Math.abs(toPixels([b.x, 0])[0] - 0.62 * width))[0]!;
    const box = placeLabel(toPixels([stop.x, of(stop)]), { width: textWidth(host, text) * SMALL + 2, height: 15 * drawn.type }, bounds, taken, soft);
    taken.push(box);
    return svg`<text class="halo loss-name" x=${box.x + 1} y=${box.y + 12 * drawn.type}>${text}</text>`;
  });
  const sides = isInside(losses) ? (rising ? ['overfits', 'underfits'] : ['underfits', 'overfits']) : ['', ''];
  return {
    chart: drawn,
    drawn: svg`
      ${held ? parts.map((run) => svg`<path class="band" d=${`M${line(run, ({ heldOut, error }) => heldOut! + error!)}L${line([...run].reverse(), ({ heldOut, error }) => heldOut! - error!)}Z`} />`) : ''}
      ${chartAxes(drawn, { x: axisName(against), y: 'loss' })}
      ${parts.map((run) => svg`<path class="losses training" d=${`M${line(run, ({ training }) => training)}`} />`)}
      ${held ? parts.map((run) => svg`<path class="losses held" d=${`M${line(run, ({ heldOut }) => heldOut!)}`} />`) : ''}
      ${at ? svg`<line class="best" x1=${at[0]} x2=${at[0]} y1=${inner.top} y2=${inner.bottom} />` : ''}
      ${first && losses.near !== losses.best ? svg`<circle class="near" cx=${first[0]} cy=${first[1]} r="4" />` : ''}
      ${at ? svg`<circle class="least" cx=${at[0]} cy=${at[1]} r="5" />` : ''}
      ${labels}
      <text class="halo side" x=${inner.left + 6} y=${inner.bottom - 6}>${sides[0]}</text>
      <text class="halo side end" x=${inner.right - 2} y=${inner.bottom - 6}>${sides[1]}</text>`,
  };
}

/** What the two losses say of under- and overfitting, in a sentence. */
export function lossWords(losses: PathLosses, sheet: Sheet, against: Against): string {
  const { stops, best, near, folds, refusal } = losses;
  if (refusal) return `No rows are held out. ${refusal}`;
  if (best === undefined) return 'No rows are held out.';
  const place = (i: number) => { const x = sheet.value(stops[i]!); return x === null ? 'the end' : amountText(against, x); };
  const [over, under] = against.endsWith('lambda') ? ['left', 'right'] : ['right', 'left'];
  const least = `Held out in ${folds} folds, the loss is least at ${place(best)}`;
  const simpler = near !== best ? `; the ring, at ${place(near!)}, is the simplest within one standard error` : '';
  if (best === stops.length - 1) return `${least}, the end of the path: it underfits everywhere else, and nothing overfits${simpler}.`;
  if (best === 0) return `${least}, where the path begins: every weight that enters overfits.`;
  return `${least}: ${over} of it the weights overfit, ${under} of it they underfit${simpler}.`;
}
