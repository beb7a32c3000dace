import type { Penalty, Problem, Solution } from '../problem/types.ts';

/** What a reader's hand may change on a view; what is not named stays. */
export interface Change {
  readonly penalty?: string | Penalty;
  readonly form?: string;
  readonly lambda?: number;
  readonly budget?: number;
}

/** An element that shows one problem, as its controls see it. */
export interface View extends HTMLElement {
  /** The newest problem, which the solution may lag behind. */
  readonly problem: Problem;
  readonly solution: Solution;
  /** Whether there is nothing to control yet: data are on their way, or none could be read. */
  readonly waiting: boolean;
  /** @param quiet whether another view speaks of this change */
  change(change: Change, quiet?: boolean): void;
  /** Tells the view that these controls drive it from outside (or no longer do), so that it needs none of its own. */
  drive(controls: HTMLElement, driven: boolean): void;
}

export const isView = (node: unknown): node is View => node instanceof HTMLElement && 'drive' in node && 'solution' in node;
