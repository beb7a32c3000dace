import type { Columns } from '../samples/columns.ts';
import { ROWS } from './sample-rows.ts';

/** Losses of one sample at one node that are summed in one go: a millisecond, of exponentials some. */
export const TERMS = 2 ** 17;

const FAR = 300; // of |xa| and |zb|: e^600 is a number, and so is its product with what stands before a flush
const FULL = 700; // e^700 is a number
const LOG_2 = 0.7; // a little more than that

/**
 * Whether Σ log(1 + e^(−m)) of the margins m = xa + zb is made from tables of e^(−xa), one number a column, and e^(−zb), one a row:
 * as one logarithm of a product of 1 + e. With u = 2⁻⁵³ and library functions within 2u, this e is off by at most
 * u(|xa| + |zb| + 5) of itself and that of the plain sum by u(2|xa| + 2|zb| + 2), 1 + e and the product of them add 2u on either
 * side, the sums nu of themselves: the mean is at most u · mean(3|xa| + 3|zb| + 16) + 2(n + 8)u · L from the plain one. That is
 * nothing beside an L that is not small itself.
 */
export const isSeparable = ({ kind, uniform }: Columns): boolean => kind === 'logistic' && uniform;

/** Sums of a block of samples, row by row of nodes. */
export interface Block {
  /** Adds the block's part of the mean loss to every node of the row b. */
  add(b: number, row: Float64Array): void;
}

/** Where blocks of one field keep their tables. */
export interface Room { readonly across: Float64Array; readonly product: Float64Array }
export const roomOf = (size: number, a: Float32Array): Room => ({ across: new Float64Array(size * a.length), product: new Float64Array(a.length) });

/** @param top the largest |b| of any row */
export function blockOf(columns: Columns, from: number, to: number, a: Float32Array, top: number, { across, product }: Room): Block {
  const { x, z, w, kind } = columns, add = ROWS[kind], wide = a.length, [left, right] = [a[0]!, a.at(-1)!], farthest = Math.max(Math.abs(left), Math.abs(right));
  const tame: number[] = [], wild: number[] = [];
  for (let i = from; i < to; i += 1) (isSeparable(columns) && Math.abs(x[i]!) * farthest <= FAR && Math.abs(z[i]!) * top <= FAR ? tame : wild).push(i);
  tame.forEach((i, k) => { for (let c = 0, at = k * wide; c < wide; c += 1, at += 1) across[at] = Math.exp(-x[i]! * a[c]!); });
  const flush = (row: Float64Array) => {
    const share = w[0]!;
    for (let c = 0; c < wide; c += 1) { row[c]! += share * Math.log(product[c]!); product[c] = 1; }
  };
  return {
    add(b, row) {
      for (const i of wild) add(columns, i, z[i]! * b, a, row);
      if (tame.length === 0) return;
      product.fill(1);
      for (let k = 0, bound = 0; k < tame.length; k += 1) {
        const i = tame[k]!, p = x[i]!, base = -z[i]! * b, e = Math.exp(base);
        const rise = LOG_2 + Math.max(0, base - p * left, base - p * right); // of log(1 + e) anywhere in the row
        if ((bound += rise) > FULL) { flush(row); bound = rise; }
        for (let c = 0, at = k * wide; c < wide; c += 1, at += 1) product[c]! *= 1 + across[at]! * e;
      }
      flush(row);
    },
  };
}
