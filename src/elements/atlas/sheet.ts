import { landingAt } from '../../field/landing.ts';
import { basinsOf, type Basin } from '../../geometry/shares/basins.ts';
import { lambdaTop } from '../../geometry/shares/curve.ts';
import { homeOf, type Distribution } from '../../geometry/shares/distribution.ts';
import { problemAt } from '../../geometry/shares/landing-solve.ts';
import { isRuled, ruleOf, unmapped, type Mapped } from '../../geometry/shares/rule.ts';
import { transitions } from '../../geometry/transitions.ts';
import type { Window } from '../../problem/grid.ts';
import type { Axes, Rule } from '../../problem/landing.ts';
import type { Problem, Vec2 } from '../../problem/types.ts';
import type { Question } from './map.ts';
import type { EngineKind } from '../surface/surface.ts';

export type AtlasMode = 'minimizer' | 'correlation';

/** What an atlas shows: the plane, what its pixels ask, and the basins where they are polygons. */
export interface Sheet {
  readonly problem: Mapped;
  readonly mode: AtlasMode;
  readonly distribution: Distribution;
  readonly window: Window;
  readonly question: Question;
  /** In closed form; null where edges are curves, or the solver alone knows. */
  readonly basins: readonly Basin[] | null;
  /** The edges of a map of correlations as curves; null where the solver alone knows, or polygons have outlines of their own. */
  readonly curves: readonly (readonly Vec2[])[] | null;
  /** What the shares are counted on where no polygon gives them; null where one does. */
  readonly census: Question | null;
}

const SOLVED = 32, COUNTED = 320; // nodes a side, at first and in all
const MOST_PX = { gpu: 800, cpu: 480 };
const F32_SAFE = 1e6; // squares and products of numbers beyond it or below its inverse lose their range in f32

/** Why this view has nothing to map, in a sentence; empty where it has. */
export function refusal(problem: Problem, mode: AtlasMode): string {
  const sentence = unmapped(problem);
  if (sentence || mode === 'minimizer' || problem.form === 'penalty') return sentence;
  return 'λ × correlation maps the penalty form: in constraint form, with equal scales, the shares of the corners are the same at every correlation.';
}

// All of a rule but what a map of correlations asks of every pixel anew, and what λ moves of a ball that is not asked about.
const free = (rule: Rule): Rule => ({ ...rule, A: [[rule.A[0][0], 0], [0, rule.A[1][1]]], det: 0, amount: 0, reach: [0, 0], rise: [0, 0] });

function windowOf(problem: Mapped, mode: AtlasMode, distribution: Distribution): Window {
  if (mode === 'minimizer') return homeOf(distribution);
  const { minimizer } = problem.loss;
  const ends = [-1, 1].map((rho) => problemAt({ problem, axes: { of: 'correlation', minimizer } }, rho, 0));
  return { x: [-1, 1], y: [0, lambdaTop(problem, ends)] };
}

const isSafe = ({ A: [[a], [, c]], amount, weights, bend }: Rule, { x, y }: Window) =>
  [a, c, ...x, ...y, amount, ...weights, bend].every((value) => value === 0 || (Math.abs(value) < F32_SAFE && Math.abs(value) > 1 / F32_SAFE));

let drawn: { readonly key: string; readonly curves: readonly (readonly Vec2[])[] } | undefined;

// Kept, since neither λ nor the correlation moves them.
function curvesOf(rule: Rule, axes: Axes, window: Window): readonly (readonly Vec2[])[] {
  const key = JSON.stringify([rule, axes, window]);
  if (drawn?.key !== key) drawn = { key, curves: transitions(landingAt({ rule, axes }), window) };
  return drawn.curves;
}

/** The sheet of a problem on a canvas of this size in device pixels. */
export function sheetOf(problem: Mapped, mode: AtlasMode, distribution: Distribution, engine: EngineKind, width: number, height: number): Sheet {
  const window = windowOf(problem, mode, distribution);
  const axes: Axes = mode === 'minimizer' ? { of: mode } : { of: mode, minimizer: problem.loss.minimizer };
  if (!isRuled(problem.penalty)) {
    const { loss: { curvature }, ...rest } = problem;
    const asked = mode === 'minimizer' ? [curvature, rest] : [curvature[0][0], curvature[1][1], rest.penalty];
    const question: Question = { by: 'solver', key: JSON.stringify([asked, axes, window]), task: { problem, axes }, window, side: SOLVED };
    return { problem, mode, distribution, window, question, basins: null, curves: null, census: question };
  }
  const own = ruleOf(problem, Math.max(...window.x, ...window.y));
  const rule = mode === 'minimizer' ? own : free(own);
  const kind = isSafe(rule, window) ? engine : 'cpu';
  const shrink = Math.min(1, MOST_PX[kind] / Math.max(width, height));
  const ask = (by: EngineKind, columns: number, rows: number): Question => {
    const task = { rule, axes, grid: { window, columns: Math.max(2, columns), rows: Math.max(2, rows) } };
    return { by: 'rule', engine: by, key: JSON.stringify([by, task]), task };
  };
  return {
    problem, mode, distribution, window, question: ask(kind, Math.round(shrink * width), Math.round(shrink * height)),
    basins: mode === 'minimizer' ? basinsOf(rule) : null,
    curves: mode === 'minimizer' ? null : curvesOf(rule, axes, window),
    census: mode === 'minimizer' ? null : ask('cpu', COUNTED, COUNTED),
  };
}
