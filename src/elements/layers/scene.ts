import type { Problem, Solution } from '../../problem/types.ts';

export type { Scene } from '../../paint/scene.ts';

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
