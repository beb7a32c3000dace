import { svg, type TemplateResult } from 'lit';
import type { Chart } from '../../geometry/chart.ts';
import { lineIn } from '../../geometry/scatter.ts';
import type { Solution, Vec2 } from '../../problem/types.ts';
import { chartAxes } from '../views/chart-axes.ts';
import { modelAlong, modelOf, type Cloud } from './cloud.ts';

const LARGEST = 3.6, SMALLEST = 1.5, SHARE = 0.3; // of the way between dots that are spread evenly
const SAMPLES = 80;

// One path for all of them: a frame of a drag draws them anew.
const dots = (points: readonly Vec2[], r: number) => points.map(([x, y]) => `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r},0,1,0,${2 * r},0a${r},${r},0,1,0,${-2 * r},0Z`).join('');

/** The curve of the model over the chart; where a label would be as likely as the other, for labels. */
function model(cloud: Cloud, { inner, toPixels, toValues }: Chart, solution: Solution): string {
  const [low, bottom] = toValues([inner.left, inner.bottom]), [high, top] = toValues([inner.right, inner.top]);
  if (cloud.labelled) {
    const ends = lineIn(solution.theta, solution.intercept ?? 0, { low, high }, { low: bottom, high: top });
    return ends ? `M${ends.map((end) => toPixels(end).join()).join('L')}` : '';
  }
  const at = modelAlong(cloud, solution);
  if (cloud.loss.kind !== 'poisson') {
    // y = at(x) is a line: cut to the chart exactly.
    const base = at(0), ends = lineIn([at(1) - base, -1], base, { low, high }, { low: bottom, high: top });
    return ends ? `M${ends.map((end) => toPixels(end).join()).join('L')}` : '';
  }
  const points = Array.from({ length: SAMPLES + 1 }, (_, i): Vec2 => { const x = low + ((high - low) * i) / SAMPLES; return [x, at(x)]; }).filter(([, y]) => y >= bottom && y <= top);
  return points.length > 1 ? `M${points.map((point) => toPixels(point).join()).join('L')}` : '';
}

/** The rows as dots (labels −1 hollow), the model, and what it misses the chosen row by. */
export function scatter(cloud: Cloud, chart: Chart, rows: readonly number[], points: readonly Vec2[], row: number, solution: Solution): TemplateResult {
  const { loss: { y }, labelled, names } = cloud, { left, right, top, bottom } = chart.inner;
  const r = Number(Math.min(LARGEST, Math.max(SMALLEST, SHARE * Math.sqrt(((right - left) * (bottom - top)) / points.length))).toFixed(1));
  const plus = labelled ? points.filter((_, i) => y[rows[i]!]! > 0) : points, minus = labelled ? points.filter((_, i) => !(y[rows[i]!]! > 0)) : [];
  const [cx, cy] = chart.toPixels(cloud.at(row)), foot = labelled ? undefined : chart.toPixels([cloud.at(row)[0], modelOf(cloud, row, solution)])[1];
  const held = foot === undefined ? undefined : Math.min(bottom, Math.max(top, foot));
  return svg`
    ${chartAxes(chart, { x: names[0], y: names[1] })}
    <path class="dots" d=${dots(plus, r)} />${labelled ? svg`<path class="dots minus" d=${dots(minus, r)} />` : ''}
    <path class="model" d=${model(cloud, chart, solution)} />
    ${held === undefined || !Number.isFinite(held) ? '' : svg`<line class="residual" x1=${cx} x2=${cx} y1=${cy} y2=${held} />`}
    <circle class="chosen" cx=${cx} cy=${cy} r="6.5" />
    ${labelled ? key(chart) : ''}`;
}

const KEY = [['dots', 'label +1', 150], ['dots minus', 'label −1', 66]] as const;

/** Which dot has which label. */
const key = ({ inner: { right, top } }: Chart) => svg`${KEY.map(([name, words, from]) => svg`<circle class=${name} cx=${right - from} cy=${top - 14} r=${LARGEST} /><text class="mark" x=${right - from + 8} y=${top - 9}>${words}</text>`)}`;
