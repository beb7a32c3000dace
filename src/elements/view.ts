import type { Problem, Solution } from '../problem/types.ts';

/** What a reader's hand may change on a view; what is not named stays. */
export interface Change {
  readonly penalty?: string;
  readonly form?: string;
  readonly lambda?: number;
  readonly budget?: number;
}

/** An element that shows one problem, as its controls see it. */
export interface View extends HTMLElement {
  readonly problem: Problem;
  readonly solution: Solution;
  change(change: Change): void;
  /** Tells the view that these controls drive it from outside (or no longer do), so that it needs none of its own. */
  drive(controls: HTMLElement, driven: boolean): void;
}

export const isView = (node: unknown): node is View => node instanceof HTMLElement && 'drive' in node && 'solution' in node;
