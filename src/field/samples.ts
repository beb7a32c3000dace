import { type Columns, columnsOf, columnsSteps } from '../samples/columns.ts';
import { interceptAt, interceptSteps } from '../samples/intercept.ts';
import { pass, passSteps } from '../samples/moments.ts';
import type { DataLoss } from '../problem/types.ts';
import { blockOf, isSeparable, roomOf, TERMS } from './sample-blocks.ts';

const SMALL = 2 ** -20; // of L: below it the rounding of 1 + e is more than 2⁻³⁰ of it

/**
 * L of a data loss in f64 at every node, row by row: the weighted mean of its samples' losses, at the best intercept where it has one.
 * Samples come in blocks, so that what one block needs is as small for a million of them; in resumable steps that tell what part is done.
 */
export function* sampleField(loss: DataLoss, x: Float32Array, y: Float32Array): Generator<number | void, Float64Array<ArrayBuffer>> {
  const columns = yield* columnsSteps(loss), out = new Float64Array(x.length * y.length);
  if (columns.intercept) return yield* intercepted(columns, x, y, out);
  const wide = x.length, size = Math.min(columns.n, Math.max(1, Math.floor(TERMS / wide))), top = Math.max(Math.abs(y[0]!), Math.abs(y.at(-1)!));
  const room = roomOf(isSeparable(columns) ? size : 0, x), row = new Float64Array(wide);
  for (let from = 0; from < columns.n; from += size) {
    const to = Math.min(columns.n, from + size), block = blockOf(columns, from, to, x, top, room);
    yield;
    for (let r = 0; r < y.length; r += 1) {
      row.fill(0);
      block.add(y[r]!, row);
      for (let c = 0, at = r * wide; c < wide; c += 1, at += 1) out[at]! += row[c]!;
      yield (from + ((to - from) * r) / y.length) / columns.n;
    }
  }
  // What is off there is off absolutely, and counts where L itself is small.
  for (let at = 0; isSeparable(columns) && at < out.length; at += 1) {
    if (out[at]! < SMALL) out[at] = (yield* passSteps(columns, [x[at % wide]!, y[Math.floor(at / wide)]!], 0)).value;
    if (at % TERMS === 0) yield;
  }
  return out;
}

function* intercepted(columns: Columns, x: Float32Array, y: Float32Array, out: Float64Array<ArrayBuffer>): Generator<number | void, Float64Array<ArrayBuffer>> {
  let near = 0; // the intercept at a neighbour: nodes are visited in order
  for (let at = 0; at < out.length; at += 1) {
    const theta = [x[at % x.length]!, y[Math.floor(at / x.length)]!] as const;
    near = yield* interceptSteps(columns, theta, near);
    out[at] = (yield* passSteps(columns, theta, near)).value;
    yield at / out.length;
  }
  return out;
}

/** L(θ) of a data loss in f64, at the best intercept where it has one. */
export function dataLossFunction(loss: DataLoss): (x: number, y: number) => number {
  const columns = columnsOf(loss);
  let near = 0;
  return (x, y) => {
    if (columns.intercept) near = interceptAt(columns, [x, y], near);
    return pass(columns, [x, y], near).value;
  };
}

/** The intercept b that is best at θ. */
export function interceptFunction(loss: DataLoss): (x: number, y: number) => number {
  const columns = columnsOf(loss);
  let near = 0;
  return (x, y) => {
    near = interceptAt(columns, [x, y], near);
    return near - columns.mean[0] * x - columns.mean[1] * y; // of the columns as they were given
  };
}
