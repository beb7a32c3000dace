import { HELD_BYTES, ROW_BYTES } from '../problem/budgets.ts';
import { isData } from '../problem/losses.ts';
import type { DataLoss, Loss, Vec2 } from '../problem/types.ts';
import { inSlices } from './slices.ts';

/** The samples of a loss as they cross to the worker, once: arrays that are moved, not copied. `X` row by row. */
export interface Packed { readonly id: number; readonly rest: Omit<DataLoss, 'X' | 'y' | 'weights'>; readonly X: Float64Array<ArrayBuffer>; readonly y: Float64Array<ArrayBuffer>; readonly weights?: Float64Array<ArrayBuffer> }

/** What crosses in place of a loss whose samples are there. */
export interface Known { readonly known: number }

const ROWS = 16_384; // packed or unpacked between two yields: about a millisecond

/** Packs samples, in resumable steps. */
export function* packSteps(id: number, { X: rows, y: targets, weights: shares, ...rest }: DataLoss): Generator<void, Packed> {
  const n = targets.length, X = new Float64Array(2 * n), y = new Float64Array(n), weights = shares && new Float64Array(n);
  for (let from = 0; from < n; from += ROWS) {
    for (let i = from; i < Math.min(n, from + ROWS); i += 1) {
      const row = rows[i]!;
      X[2 * i] = row[0]; X[2 * i + 1] = row[1];
      y[i] = targets[i]!;
      if (weights) weights[i] = shares![i]!;
    }
    if (from + ROWS < n) yield;
  }
  return { id, rest, X, y, ...(weights ? { weights } : {}) };
}

/** The loss that was packed, in resumable steps. */
export function* unpackSteps({ rest, X: packed, y, weights }: Packed): Generator<void, DataLoss> {
  const X: Vec2[] = [], n = y.length;
  for (let from = 0; from < n; from += ROWS) {
    for (let i = from; i < Math.min(n, from + ROWS); i += 1) X.push([packed[2 * i]!, packed[2 * i + 1]!]);
    if (from + ROWS < n) yield;
  }
  return { ...rest, X, y: Array.from(y), ...(weights ? { weights: Array.from(weights) } : {}) } as DataLoss;
}

const bytesOf = ({ y }: DataLoss) => ROW_BYTES * y.length;

/** A worker, by what is asked of it: declarations that Node reads know no DOM. */
interface Post { postMessage(message: unknown, transfer: ArrayBuffer[]): void }

/** What one worker has of the page's samples. */
export class Handing {
  readonly #worker: Post;
  readonly #most: number;
  readonly #handed = new WeakMap<DataLoss, Promise<number>>();
  readonly #bytes = new Map<number, number>(); // by id, those asked for longest ago first
  // A loss that nobody has any more is one that the worker needs no more.
  readonly #gone = new FinalizationRegistry<number>((id) => this.#forget(id));
  readonly #forgotten = new Set<number>();

  /** @param most bytes that are kept there */
  constructor(worker: Post, most = HELD_BYTES) {
    this.#worker = worker;
    this.#most = most;
  }

  /** Bytes that the worker has, counted by rows. */
  get bytes(): number { return [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0); }

  /** Ids of the samples that the worker has. */
  get ids(): readonly number[] { return [...this.#bytes.keys()]; }

  /** What stands for a loss in a question to the worker: samples are handed over at the first, in slices. */
  async of(loss: Loss): Promise<Loss | Known> {
    if (!isData(loss)) return loss;
    let handed = this.#handed.get(loss);
    if (!handed || this.#forgotten.has(await handed)) this.#handed.set(loss, (handed = this.#hand(loss)));
    const known = await handed, bytes = bytesOf(loss);
    this.#bytes.delete(known);
    this.#bytes.set(known, bytes); // now the last to go
    return { known };
  }

  async #hand(loss: DataLoss): Promise<number> {
    const id = (count += 1), packed = await inSlices(packSteps(id, loss));
    this.#bytes.set(id, bytesOf(loss));
    this.#gone.register(loss, id);
    for (const [oldest] of this.#bytes) {
      if (oldest === id || this.bytes <= this.#most) break;
      this.#forget(oldest);
    }
    this.#worker.postMessage({ packed }, [packed.X.buffer, packed.y.buffer, ...(packed.weights ? [packed.weights.buffer] : [])]);
    return id;
  }

  #forget(id: number): void {
    if (!this.#bytes.delete(id)) return;
    this.#forgotten.add(id);
    this.#worker.postMessage({ forget: id }, []);
  }
}

let count = 0;
