import type { Plane } from '../geometry/plane.ts';
import type { Picture } from '../paint/picture.ts';
import type { Relief } from '../paint/relief.ts';
import type { Problem, Solution, Vec2 } from '../problem/types.ts';

/** What a view hands its layers: values only, replaced as a whole whenever anything changes. */
export interface Scene {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly plane: Plane;
  /** θ̂, where L is least; null where it is least nowhere (separable classes) or in many places that are not one point. */
  readonly minimizer: Vec2 | null;
  /** Every such place that is known. */
  readonly minimizers: readonly Vec2[];
  /** L in f64, from a table where only a sum over samples gives it; nothing while that is on its way. */
  readonly loss: ((x: number, y: number) => number) | undefined;
  readonly relief: Relief | undefined;
  /** What the field canvas draws from; nothing while a table is on its way. */
  readonly formulas: Picture['formulas'] | undefined;
}

/** Fired by a view after the user (not the page) changed its problem. */
export interface ChangeDetail { readonly problem: Problem }
/** Fired by a view for each new certified solution. */
export interface SolutionDetail { readonly solution: Solution }
/** Fired by a view, once for each complaint: what was given and what is allowed. */
export interface ErrorDetail { readonly message: string; readonly about: string }
/** Fired by a view for each engine that takes over: at first, after a loss or a fault, and for a new one after that. */
export interface EngineDetail {
  readonly engine: 'gpu' | 'cpu';
  /** What happened to a better engine or to the last one, in sentences; empty where nothing did. */
  readonly reason: string;
}

declare global {
  interface HTMLElementEventMap {
    'reg-change': CustomEvent<ChangeDetail>;
    'reg-solution': CustomEvent<SolutionDetail>;
    'reg-engine': CustomEvent<EngineDetail>;
    'reg-error': CustomEvent<ErrorDetail>;
  }
}
