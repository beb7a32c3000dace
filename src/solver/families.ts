import { isData } from '../problem/losses.ts';
import type { Quadratic } from '../problem/quadratic.ts';
import type { Loss, Penalty, Problem, Vec2 } from '../problem/types.ts';
import type { Answer } from './answer.ts';
import type { readTyped } from './certificate/typed.ts';
import type { isConvexFormula } from './certificate/convex.ts';
import type { sampleSlope } from './certificate/samples.ts';
import { isConvex } from './kernel/shape.ts';
import type { budgetsOf, lambdasOf } from './pieces/correspondence.ts';
import type { PiecePenalty } from './pieces/minimise.ts';
import type { momentsAt, momentsSteps } from '../samples/moments.ts';

type Solver = (problem: Problem, warm: Vec2 | undefined) => Generator<void, Answer>;

/**
 * What only some problems need. A quadratic under a convex penalty needs none of it, which is what a page shows first; whoever solves
 * any problem has all of it (`everything.ts`), and a figure loads each part when it meets the first problem of its kind (`load.ts`).
 */
export interface Families {
  /** A quadratic under scad, mcp, or lp with p < 1. */
  readonly pieces: {
    readonly answer: (quadratic: Quadratic, penalty: PiecePenalty, problem: Problem) => Answer;
    readonly budgets: typeof budgetsOf;
    readonly lambdas: typeof lambdasOf;
  };
  /** Reading a loss of samples at a point: its value and slope, and its certificate. */
  readonly samples: { readonly moments: typeof momentsAt; readonly momentsSteps: typeof momentsSteps; readonly slope: typeof sampleSlope };
  /** Solving a loss of samples, beside least squares. */
  readonly data: { readonly answer: Solver };
  /** Everything else, by intervals. */
  readonly global: { readonly answer: Solver };
  /** Certificates of formulas that somebody typed. */
  readonly typed: { readonly read: typeof readTyped; readonly isConvex: typeof isConvexFormula };
}
export type Family = keyof Families;

const held: Partial<Families> = {};

/** Adds parts to what is there. */
export function supply(parts: Partial<Families>): void { Object.assign(held, parts); }

/** A part that is there. @throws Error where it is not: who solves without `everything.ts` loads what a problem needs before */
export function family<Name extends Family>(name: Name): Families[Name] {
  const found: Partial<Families>[Name] = held[name];
  if (!found) throw new Error(`What solves problems of ${name} is not loaded.`);
  return found as Families[Name];
}

/** The quadratics: losses that are solved in closed form, from a matrix or from samples. */
export const isQuadratic = ({ kind }: Loss): boolean => kind === 'quadratic' || kind === 'squared';

/** Penalties that a quadratic is minimised with piece by piece. */
export const isPieces = (penalty: Penalty): penalty is PiecePenalty =>
  penalty.kind === 'scad' || penalty.kind === 'mcp' || (penalty.kind === 'lp' && penalty.p < 1);

/** What solves a loss under a penalty, in either form and with any amount; also under any convex penalty. */
function* needs(loss: Loss, penalty: Penalty): Generator<Family> {
  const quadratic = isQuadratic(loss);
  if (isData(loss)) yield 'samples';
  if (loss.kind === 'formula' || penalty.kind === 'formula') yield 'typed';
  if (isData(loss) && !quadratic) yield 'data';
  else if (quadratic && isPieces(penalty)) yield 'pieces';
  else if (!quadratic || !isConvex(penalty)) yield 'global';
}

/** The parts that a loss and a penalty need and that are not there yet. */
export const lacking = ({ loss, penalty }: Pick<Problem, 'loss' | 'penalty'>): Family[] => [...needs(loss, penalty)].filter((name) => !held[name]);
