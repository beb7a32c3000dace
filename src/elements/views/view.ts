import type { Window } from '../../problem/grid.ts';
import type { DataLoss, Matrix2, Penalty, Problem, Solution, Vec2 } from '../../problem/types.ts';
import type { Way } from '../figure/history.ts';
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

/** An element that shows one problem, as its controls and the views linked to it see it. Fires `reg-scene` when it shows another, and `reg-hand` (a HandDetail) at once when its reader's hand has changed something. */
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
  /** When the step was that goes next; undefined where there is none. Steps that one hand took in several views at once have the same. */
  latest(way: Way): number | undefined;
  /** Takes back the last step, or takes it again. @param quiet whether another view speaks of it @returns whether there was one */
  undo(quiet?: boolean): boolean;
  redo(quiet?: boolean): boolean;
  /** Tells the view that these controls drive it from outside (or no longer do), so that it needs none of its own. */
  drive(controls: HTMLElement, driven: boolean): void;
}

/** What a hand did to a view: a change of which this view speaks, or a step back or forth that was taken at some time. */
export type HandDetail = { readonly change: Change } | { readonly way: Way; readonly stamp: number | undefined };

export const isView = (node: unknown): node is View => node instanceof HTMLElement && 'drive' in node && 'solution' in node;
