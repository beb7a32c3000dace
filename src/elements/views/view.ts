import type { Window } from '../../problem/grid.ts';
import type { DataLoss, Matrix2, Penalty, Problem, Solution, Vec2 } from '../../problem/types.ts';
import type { Findings } from '../figure/study.ts';
import type { EngineKind } from '../surface/surface.ts';

/** What a reader's hand may change on a view; what is not named stays. */
export interface Change {
  readonly penalty?: string | Penalty;
  readonly form?: string;
  readonly lambda?: number;
  readonly budget?: number;
  /** θ̂ of a quadratic loss. */
  readonly minimizer?: Vec2;
  /** A of a quadratic loss. */
  readonly curvature?: Matrix2;
  /** Other samples. */
  readonly loss?: DataLoss;
  /** The part of the θ plane that is looked at; null for the author's again. */
  readonly window?: Window | null;
}

/** An element that shows one problem, as its controls and the views linked to it see it. Fires `reg-scene` when it shows another. */
export interface View extends HTMLElement {
  /** The newest problem, which the solution may lag behind. */
  readonly problem: Problem;
  readonly solution: Solution;
  /** The newest solution with its own problem, and where that problem's loss alone is least: one moment, not two. */
  readonly findings: Findings;
  /** The part of the θ plane that it shows. */
  readonly frame: Window;
  /** What draws its field now; nothing before it has one. */
  readonly engine: EngineKind | undefined;
  /** Whether there is nothing to control yet: data are on their way, or none could be read. */
  readonly waiting: boolean;
  /** @param quiet whether another view speaks of this change */
  change(change: Change, quiet?: boolean): void;
  /** Tells the view that these controls drive it from outside (or no longer do), so that it needs none of its own. */
  drive(controls: HTMLElement, driven: boolean): void;
}

export const isView = (node: unknown): node is View => node instanceof HTMLElement && 'drive' in node && 'solution' in node;
