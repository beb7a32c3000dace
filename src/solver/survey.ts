import { Complaint } from '../problem/complaint.ts';
import type { Solution, Vec2 } from '../problem/types.ts';
import type { Rated } from './hull.ts';
import { isConvex } from './kernel/shape.ts';
import { penaltyValue, solveSteps, type Pair } from './solve.ts';

/** The least loss at one budget: a certified solution of the constraint form. */
export interface Place extends Rated {
  readonly theta: Vec2;
  /** R(θ*) is t: θ* lies on the wall, so that (t, L) is the image of a point. */
  readonly wall: boolean;
  readonly proven: boolean;
  /** How far L may be above the least one. */
  readonly error: number;
}

/** Relative: what two solutions of one problem may differ by in L. */
export const ROUNDING = 1e-9;

const SHARP = 1e-13; // relative: a minimum so little below a line is on it

/** The solutions of a constraint form that are known, one a budget. */
export class Survey {
  readonly pair: Pair;
  readonly #known = new Map<number, Place>();
  /** Whether all that was seen is convex. */
  convex: boolean;
  /** Why the newest budget without a solution has none. */
  refused: Complaint | undefined;

  constructor(pair: Pair) {
    this.pair = pair;
    this.convex = isConvex(pair.penalty);
  }

  get size(): number { return this.#known.size; }
  get(budget: number): Place | undefined { return this.#known.get(budget); }
  /** All of them, ascending in t. */
  get places(): readonly Place[] { return [...this.#known.values()].sort((a, b) => a.budget - b.budget); }
  /** How far L falls along them. */
  get fall(): number {
    const values = [...this.#known.values()].map(({ loss }) => loss);
    return Math.max(...values) - Math.min(...values);
  }

  rate(theta: Vec2): number { return penaltyValue({ ...this.pair, form: 'constraint', budget: 0 }, theta); }

  /** Solves at t and keeps the answer; undefined where t has none: below the least R, or at a pole. */
  *at(budget: number, warm?: Vec2): Generator<void, Place | undefined> {
    try {
      const found = yield* solveSteps({ ...this.pair, form: 'constraint', budget }, warm);
      if (!Number.isFinite(found.loss)) return undefined;
      this.convex &&= found.certificate.scope === 'convex';
      return this.#keep(budget, found.loss, found.theta, found);
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      this.refused = error;
      return undefined;
    }
  }

  /** Minimisers of L + λR solve the constraint form at their own R. @returns whether one of them is new */
  *under(lambda: number, line: number, warm: Vec2): Generator<void, boolean> {
    const found = yield* solveSteps({ ...this.pair, form: 'penalty', lambda }, warm);
    if (!(found.objective < line - SHARP * this.fall)) return false;
    const size = this.#known.size;
    for (const theta of found.minimizers) {
      const budget = this.rate(theta);
      if (!this.#known.has(budget)) this.#keep(budget, found.objective - lambda * budget, theta, found);
    }
    return this.#known.size > size;
  }

  #keep(budget: number, loss: number, theta: Vec2, { certificate: { scope, gap, holds } }: Solution): Place {
    const wall = Math.abs(this.rate(theta) - budget) <= ROUNDING * budget;
    const place = { budget, loss, theta, wall, proven: holds && scope !== 'best-found', error: gap ?? 0 };
    this.#known.set(budget, place);
    return place;
  }
}
