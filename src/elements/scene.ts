import type { Plane } from '../geometry/plane.ts';
import type { Problem, Solution } from '../problem/types.ts';

/** What a view hands its layers: values only, replaced as a whole whenever anything changes. */
export interface Scene {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly plane: Plane;
}

/** Fired by a view after the user (not the page) changed its problem. */
export interface ChangeDetail { readonly problem: Problem }
/** Fired by a view for each new certified solution. */
export interface SolutionDetail { readonly solution: Solution }
/** Fired by a view, once for each complaint: what was given and what is allowed. */
export interface ErrorDetail { readonly message: string; readonly about: string }

declare global {
  interface HTMLElementEventMap {
    'reg-change': CustomEvent<ChangeDetail>;
    'reg-solution': CustomEvent<SolutionDetail>;
    'reg-error': CustomEvent<ErrorDetail>;
  }
}
