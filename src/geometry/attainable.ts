import type { Field } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';
import type { Place } from '../solver/survey.ts';

/** The image of a window under (R, L): at each of `budgets`, ascending, the intervals of L that points with this R attain. */
export interface Attainable {
  readonly budgets: readonly number[];
  readonly runs: readonly (readonly Vec2[])[];
}

const COLUMNS = 200, BINS = 1200; // finer than the pixels of a large plot
const ROWS = 4; // of cells between two yields

type Corner = readonly [R: number, L: number];

/**
 * The image of a field in resumable steps, as far as it lies in the given ranges of R and L. Each cell of the grid is two
 * triangles, whose images are triangles: filled, they leave no hole that the function does not have. Cells are cut along the
 * diagonal that points to the origin, where linf has its kinks. What is said is exact to the square of the cell size; nothing
 * is claimed of the lower edge, which is the solver's where it has one.
 */
export function* attainableSteps({ grid: { window, columns, rows }, loss, penalty, extent }: Field, [lowR, highR]: Vec2, [lowL, highL]: Vec2): Generator<void, Attainable> {
  const start = extent.penalty[0] > lowR ? extent.penalty[0] : lowR, step = (highR - start) / (COLUMNS - 1), bin = (highL - lowL) / BINS;
  if (!(step > 0)) return { budgets: [], runs: [] }; // all of the window has a greater R
  const budgets = Array.from({ length: COLUMNS }, (_, k) => start + k * step);
  const filled = new Uint8Array(COLUMNS * BINS);
  const fill = (a: Corner, b: Corner, c: Corner): void => {
    const [p, q, s] = [a, b, c].sort((one, other) => one[0] - other[0]) as [Corner, Corner, Corner];
    if (!Number.isFinite(a[1] + b[1] + c[1]) || !(s[0] >= start)) return;
    for (let k = Math.max(0, Math.ceil((p[0] - start) / step)); k < COLUMNS && budgets[k]! <= s[0]; k += 1) {
      const r = budgets[k]!, far = between(p, s, r), near = r < q[0] ? between(p, q, r) : between(q, s, r);
      const first = Math.floor((Math.min(far, near) - lowL) / bin), last = Math.floor((Math.max(far, near) - lowL) / bin);
      if (last >= 0 && first < BINS) filled.fill(1, k * BINS + Math.max(0, first), k * BINS + Math.min(BINS - 1, last) + 1);
    }
  };
  const { x, y } = window;
  for (let row = 0; row + 1 < rows; row += 1) {
    const up = y[0] + ((row + 0.5) / (rows - 1)) * (y[1] - y[0]) > 0;
    for (let column = 0, at = row * columns; column + 1 < columns; column += 1, at += 1) {
      const right = x[0] + ((column + 0.5) / (columns - 1)) * (x[1] - x[0]) > 0;
      const [a, b, c, d] = [at, at + 1, at + columns, at + columns + 1].map((node): Corner => [penalty[node]!, loss[node]!]) as [Corner, Corner, Corner, Corner];
      if (up === right) { fill(a, b, d); fill(a, c, d); } else { fill(b, a, c); fill(b, d, c); }
    }
    if (row % ROWS === 0) yield;
  }
  return { budgets, runs: budgets.map((_, k) => runsOf(filled.subarray(k * BINS, (k + 1) * BINS)).map(([from, to]): Vec2 => [lowL + from * bin, lowL + to * bin])) };
}

const between = ([r0, l0]: Corner, [r1, l1]: Corner, r: number) => (r1 > r0 ? l0 + ((l1 - l0) * (r - r0)) / (r1 - r0) : l1);

// A run touches its first and last bin somewhere: their middles are off by half a bin at most.
function runsOf(bins: Uint8Array): Vec2[] {
  const runs: Vec2[] = [];
  for (let from = bins.indexOf(1); from >= 0;) {
    const end = bins.indexOf(0, from), to = end < 0 ? bins.length : end;
    runs.push([from === 0 ? 0 : from + 0.5, to === bins.length ? to : to - 0.5]);
    from = bins.indexOf(1, to);
  }
  return runs;
}

/**
 * Brings the lower edge to the frontier: exactly where its places are images of points, since a grid always stays above, by up
 * to 61 % of L, and the strip between would be a gap that is none (balls' walls are connected, so all of it is attained);
 * elsewhere not below it, since nothing is.
 * @param leap a fall of L from place to place that is a jump
 */
export function grounded({ budgets, runs }: Attainable, places: readonly Place[], leap: number): Attainable {
  let i = 0;
  return {
    budgets,
    runs: budgets.map((r, k) => {
      while (i + 2 < places.length && places[i + 1]!.budget <= r) i += 1;
      const a = places[i]!, b = places[Math.min(i + 1, places.length - 1)]!, [first, ...rest] = runs[k]!;
      if (!first || r < a.budget) return runs[k]!;
      const smooth = r < b.budget && a.loss - b.loss <= leap;
      const floor = smooth ? a.loss + ((b.loss - a.loss) * (r - a.budget)) / (b.budget - a.budget) : b.loss;
      const low = (smooth && a.wall && b.wall) || r === b.budget ? floor : Math.max(first[0], floor);
      return [[low, Math.max(low, first[1])], ...rest];
    }),
  };
}

/** The set as one SVG path: a trapezoid between the runs of neighbouring columns that overlap. */
export function attainablePath({ budgets, runs }: Attainable, toPixels: (values: Vec2) => Vec2): string {
  const at = (r: number, l: number) => toPixels([r, l]).map((pixel) => pixel.toFixed(1)).join();
  let path = '';
  for (let k = 1; k < budgets.length; k += 1) for (const [low, high] of runs[k - 1]!) for (const [under, over] of runs[k]!) {
    if (under > high || over < low) continue;
    const [p, q] = [budgets[k - 1]!, budgets[k]!];
    path += `M${at(p, low)}L${at(q, under)}L${at(q, over)}L${at(p, high)}Z`;
  }
  return path;
}
