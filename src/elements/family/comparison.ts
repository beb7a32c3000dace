import { lossFunction } from '../../field/evaluate.ts';
import { levelPath } from '../../geometry/level.ts';
import type { Plane } from '../../geometry/plane.ts';
import { budgetAt, radiusAt } from '../../geometry/radius.ts';
import { convexRing } from '../../geometry/convex-ring.ts';
import { Complaint } from '../../problem/complaint.ts';
import { isData, stateLoss } from '../../problem/losses.ts';
import { isSize } from '../../problem/read-parts.ts';
import { checkForm } from '../../problem/read.ts';
import type { Loss, Penalty, Problem, Solution, Vec2 } from '../../problem/types.ts';
import { solveSteps } from '../../solver/solve.ts';
import { sameProblem } from '../figure/stage.ts';
import type { Findings } from '../figure/study.ts';

/** One penalty's answer to the figure's own loss, and the contour of that loss through it as an SVG path. */
export interface Row {
  readonly problem: Problem;
  readonly plane: Plane;
  /** undefined where there is none: then `refusal` says why. */
  readonly solution: Solution | undefined;
  readonly refusal: string;
  readonly ring: string;
}

/**
 * The same question under another penalty: at the same λ, or in constraint form at the t whose region has the same radius.
 * @throws Complaint where no radius can be held
 */
export function under(problem: Problem, other: Penalty): Problem {
  const penalty = checkForm(problem.form, other);
  if (JSON.stringify(penalty) === JSON.stringify(problem.penalty)) return problem;
  if (problem.form === 'penalty') return { ...problem, penalty };
  const radius = radiusAt(problem.penalty, problem.budget);
  if (radius === null) {
    throw new Complaint(problem.penalty.kind === 'formula' ? 'The figure has a typed penalty, whose radius is not known: no other region can be given the same.'
      : 'The region of the figure goes on along the axes for ever: no other has the same radius.', 'penalty');
  }
  const budget = budgetAt(penalty, radius);
  if (!isSize(budget)) throw new Complaint('This penalty has no region of that radius.', 'penalty');
  return { ...problem, penalty, budget };
}

const MOST_SAMPLES = 20_000; // beyond them a contour costs more than a small picture is worth

function* ringOf(loss: Loss, { theta, loss: level }: Solution, minimizer: Vec2 | null, plane: Plane): Generator<void, string> {
  if (stateLoss(loss)) return levelPath(loss, lossFunction(loss), level, theta, plane);
  if (!minimizer || !isData(loss) || loss.y.length > MOST_SAMPLES) return '';
  const points = yield* convexRing(lossFunction(loss), minimizer, theta);
  return points.length > 0 ? `M${points.map((point) => plane.toPixels(point).map((part) => part.toFixed(2)).join()).join('L')}Z` : '';
}

const isSame = (row: Row, problem: Problem, plane: Plane): boolean =>
  sameProblem(row.problem, problem) && JSON.stringify(row.plane.window) === JSON.stringify(plane.window);

/**
 * Every penalty's row, in resumable steps.
 * @param known the rows until now: one whose question is the same is kept
 * @param figure the figure's question and its answer
 */
export function* compare(figure: Findings, penalties: readonly Penalty[], plane: Plane, known: ReadonlyMap<string, Row>): Generator<void, Map<string, Row>> {
  const { problem, landmark: { minimizer } } = figure;
  const rows = new Map<string, Row>();
  for (const penalty of penalties) {
    const old = known.get(penalty.kind);
    let asked: Problem = { ...problem, penalty };
    try {
      const fresh = under(problem, penalty);
      // An equal penalty keeps its identity, by which problems are compared.
      asked = old && JSON.stringify(old.problem.penalty) === JSON.stringify(fresh.penalty) ? { ...fresh, penalty: old.problem.penalty } : fresh;
      if (old && isSame(old, asked, plane)) { rows.set(penalty.kind, old); continue; }
      const solution = problem === fresh ? figure.solution : yield* solveSteps(asked, old?.solution?.theta);
      rows.set(penalty.kind, { problem: asked, plane, solution, refusal: '', ring: yield* ringOf(asked.loss, solution, minimizer, plane) });
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      rows.set(penalty.kind, { problem: asked, plane, solution: undefined, refusal: error.message, ring: '' });
    }
    yield;
  }
  return rows;
}
