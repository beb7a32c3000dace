import { css, svg, type TemplateResult } from 'lit';
import { chart, type Chart } from '../../geometry/chart.ts';
import type { Course } from '../../geometry/course.ts';
import { placeLabel, type Box } from '../../geometry/labels.ts';
import type { Vec2 } from '../../problem/types.ts';
import { land } from '../../solver/implicit/index.ts';
import { chain } from './arrow.ts';
import { chartAxes } from '../views/chart-axes.ts';
import { markAt } from './marks.ts';
import type { Probe, Stop } from './probe.ts';
import type { Facts } from './study.ts';

export const profileStyles = css`
  .along { fill: none; stroke: var(--_loss); stroke-width: 2; stroke-linejoin: round; }
  .seam { stroke: var(--_rule); stroke-width: 1; stroke-dasharray: 2 3; }
  .here { stroke: var(--_penalty); stroke-width: 1.2; }
`;

/** J along the curve: [s, J] for each of its pieces. */
export type Profile = readonly (readonly Vec2[])[];

const SAMPLES = 300;

/** Reads J along the curve, at its points and between those that lie far apart. */
export function profileOf({ course, J, g }: Pick<Facts, 'course' | 'J' | 'g'>): Profile {
  const step = course.length / SAMPLES;
  return course.stretches.map(({ points, lengths }) => points.flatMap((point, i): Vec2[] => {
    const s = lengths[i]!, gap = i > 0 ? s - lengths[i - 1]! : 0;
    const more = Math.max(0, Math.ceil(gap / step) - 1);
    const between = Array.from({ length: more }, (_, k): Vec2 => { const t = s - gap + (gap * (k + 1)) / (more + 1); return [t, J.at(land(g, course.at(t), step))]; });
    return [...between, [s, J.at(point)]];
  }).filter(([, value]) => Number.isFinite(value)));
}

/** The chart of J against arc length in a plot of this size; undefined where there is no curve. @param type how much larger than 14 px the letters are */
export function profileChart(course: Course, profile: Profile, width: number, height: number, type: number): Chart | undefined {
  let low = Infinity, high = -Infinity;
  for (const piece of profile) for (const [, value] of piece) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (!(course.length > 0) || !(high >= low)) return undefined;
  const room = high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)) ? 0.12 * (high - low) : Math.max(1, Math.abs(high)) / 4;
  return chart({ low: 0, high: course.length }, { low: low - room, high: high + room }, width, height, undefined, type);
}

/** J against arc length, with a mark wherever it is stationary along the curve, and the probe's place. */
export function profilePicture({ course }: Facts, profile: Profile, drawn: Chart, stops: readonly Stop[], probe: Probe | undefined): TemplateResult {
  const { inner, toPixels } = drawn;
  const bounds: Box = { x: inner.left + 2, y: 2, width: inner.right - inner.left - 4, height: inner.bottom - 4 };
  const places = stops.map(({ s, entry }) => toPixels([s, entry.value!]));
  const marks = places.map(([x, y]): Box => ({ x: x - 10, y: y - 10, width: 20, height: 20 }));
  const labels: Box[] = [];
  const soft = profile.flat().map((pair) => toPixels(pair));
  const numbers = stops.map(({ entry: { number } }, i) => {
    const box = placeLabel(places[i]!, { width: 9 * drawn.type * String(number).length, height: 16 * drawn.type }, bounds, [...marks, ...labels], soft);
    labels.push(box);
    return svg`<text class="halo number" x=${box.x} y=${box.y + 13 * drawn.type}>${number}</text>`;
  });
  const at = probe && toPixels([probe.s, probe.J]);
  return svg`
    ${chartAxes(drawn, { x: svg`<tspan class="math">s</tspan>`, y: svg`<tspan class="math">J</tspan>` })}
    ${course.stretches.slice(1).map(({ lengths }) => { const [x] = toPixels([lengths[0]!, 0]); return svg`<line class="seam" x1=${x} x2=${x} y1=${inner.top} y2=${inner.bottom} />`; })}
    ${at ? svg`<line class="here" x1=${at[0]} x2=${at[0]} y1=${at[1]} y2=${inner.bottom} />` : ''}
    <path class="along" d=${profile.map((piece) => chain(piece.map((pair) => toPixels(pair)), false)).join('')} />
    ${stops.map(({ entry }, i) => markAt(entry, places[i]!))}
    ${at ? svg`<circle class="probe-dot" cx=${at[0]} cy=${at[1]} r="5.5" />` : ''}
    ${numbers}`;
}
