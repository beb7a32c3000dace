import type { DataLoss, Penalty, Vec2 } from '../../problem/types.ts';
import { columnsSteps } from '../../samples/columns.ts';
import { momentsSteps } from '../../samples/moments.ts';
import { inBlocks } from '../../samples/blocks.ts';
import { fitSteps } from './fit.ts';
import type { Side } from './side.ts';

/** A fit in steps: where it ended, or nowhere. */
function* ended(loss: DataLoss, penalty: Penalty, lambda: number): Generator<void, Vec2[]> {
  const fit = yield* fitSteps(loss, penalty, { form: 'penalty', lambda });
  return fit.attained && fit.theta.every(Number.isFinite) ? [fit.theta] : [];
}

/**
 * Where descents start: nowhere, nearly unpenalised fits of both weights and of each alone, their projections on the axes, and
 * points between. A light ridge has an end where the loss alone has none; a start need not be exact, and a hinge, which takes long
 * where it has but one feature, is squared for it.
 */
function* findStarts(loss: DataLoss): Generator<void, Vec2[]> {
  const { gram } = yield* columnsSteps(loss);
  const light = 1e-3 * (gram[0][0] + gram[1][1]), smooth: DataLoss = loss.kind === 'hinge' ? { ...loss, kind: 'squared-hinge' } : loss;
  const only = function* (axis: 0 | 1): Generator<void, DataLoss> {
    const X: Vec2[] = [];
    yield* inBlocks(smooth.X.length, (from, to) => { for (let i = from; i < to; i += 1) X.push(axis === 0 ? [smooth.X[i]![0], 0] : [0, smooth.X[i]![1]]); });
    return { ...smooth, X };
  };
  const [p, q] = (yield* ended(loss, { kind: 'l2' }, light))[0] ?? [1, 1];
  const first = (yield* ended(yield* only(0), { kind: 'l2' }, light)).map(([x]): Vec2 => [x, 0]);
  const second = (yield* ended(yield* only(1), { kind: 'l2' }, light)).map(([, y]): Vec2 => [0, y]);
  const free = yield* ended(loss, { kind: 'l1' }, 0);
  return [[0, 0], [p, q], [p, 0], [0, q], [p / 2, q / 2], [p, q / 2], [p / 2, q], ...first, ...second, ...free];
}

const known = new WeakMap<DataLoss, Vec2[]>();

/** The starts of a loss, in resumable steps; kept per loss value, since a λ sweep asks for the same ones at every step. */
export function* startsOf(loss: DataLoss): Generator<void, readonly Vec2[]> {
  let found = known.get(loss);
  if (!found) known.set(loss, (found = apartFrom(yield* findStarts(loss))));
  return found;
}

/** Starts without those that are near an earlier one. */
export const apartFrom = (starts: readonly Vec2[]): Vec2[] => starts.filter(([x, y], i) =>
  !starts.slice(0, i).some(([u, v]) => Math.hypot(x - u, y - v) <= 1e-3 * Math.hypot(u, v)));

const SIDE = 25; // odd, so that both axes are among the lines
const REACH = 2; // the grid's half side, in the largest coordinate of any start
interface Heights { readonly at: readonly number[]; readonly values: Float64Array }
const heights = new WeakMap<DataLoss, Heights>();

function* heightsOf(loss: DataLoss, starts: readonly Vec2[]): Generator<void, Heights> {
  let found = heights.get(loss);
  if (!found) {
    const reach = REACH * Math.max(...starts.flat().map(Math.abs));
    const at = Array.from({ length: SIDE }, (_, i) => (reach * (2 * i - SIDE + 1)) / (SIDE - 1) || 0);
    const values = new Float64Array(SIDE * SIDE);
    for (let i = 0; i < values.length; i += 1) values[i] = (yield* momentsSteps(loss, [at[i % SIDE]!, at[Math.floor(i / SIDE)]!])).value;
    heights.set(loss, (found = { at, values }));
  }
  return found;
}

/** The lowest nodes of a coarse grid around the starts that no neighbour undercuts. L is kept per loss value: a λ sweep reads only R anew. */
export function* gridStarts(loss: DataLoss, starts: readonly Vec2[], objective: (theta: Vec2, value: number) => number): Generator<void, Vec2[]> {
  const { at, values } = yield* heightsOf(loss, starts);
  const sums = values.map((value, i) => objective([at[i % SIDE]!, at[Math.floor(i / SIDE)]!], value));
  const found: { theta: Vec2; height: number }[] = [];
  for (let i = 0; i < sums.length; i += 1) {
    const column = i % SIDE, height = sums[i]!;
    const beside = [column > 0 ? i - 1 : i, column < SIDE - 1 ? i + 1 : i, i - SIDE, i + SIDE];
    if (height < Infinity && beside.every((j) => height <= (sums[j] ?? Infinity))) found.push({ theta: [at[column]!, at[Math.floor(i / SIDE)]!], height });
  }
  return found.sort((one, other) => one.height - other.height).slice(0, BEST).map(({ theta }) => theta);
}

const NODES = 32;
const BEST = 4;

/**
 * Where L is lowest along the wall R = t, from node to node of each quadrant: nodes at even shares of t, so that tips and the
 * hollows beside them are seen alike.
 */
export function* wallStarts({ inverse }: Side, budget: number, loss: DataLoss): Generator<void, Vec2[]> {
  const found: { theta: Vec2; height: number }[] = [];
  for (const sx of [1, -1]) for (const sy of [1, -1]) {
    const nodes = Array.from({ length: NODES + 1 }, (_, k): Vec2 => [sx * inverse((budget * k) / NODES) + 0, sy * inverse((budget * (NODES - k)) / NODES) + 0]);
    const heights: number[] = [];
    for (const node of nodes) heights.push((yield* momentsSteps(loss, node)).value);
    nodes.forEach((theta, k) => {
      if (theta.every(Number.isFinite) && heights[k]! <= (heights[k - 1] ?? Infinity) && heights[k]! <= (heights[k + 1] ?? Infinity)) found.push({ theta, height: heights[k]! });
    });
  }
  return found.sort((one, other) => one.height - other.height).slice(0, BEST).map(({ theta }) => theta);
}
