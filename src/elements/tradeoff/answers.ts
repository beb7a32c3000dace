import { largestSteps } from '../../api/largest.ts';
import { lambdaInside } from '../../problem/penalties.ts';
import type { Problem, Solution } from '../../problem/types.ts';
import { gapAt } from '../../geometry/balance.ts';
import type { Frontier } from '../../solver/frontier.ts';
import { budgetSteps, lambdaSteps, type Correspondence, type Pair } from '../../solver/light.ts';
import type { Change } from '../views/view.ts';

/** What a hand asks: another slope of the line, or another place of the vertical. */
export type Asked = { readonly lambda: number } | { readonly budget: number };

/** What answers t; λ at t = 0 by what all of the plane asks for, where it is not convex. */
function* lambdasAt(pair: Pair, budget: number): Generator<void, Correspondence> {
  if (budget > 0) return yield* lambdaSteps(pair, budget);
  const from = yield* largestSteps(pair);
  return from < Infinity ? { kind: 'interval', from, to: Infinity, reason: 'At t = 0 every λ from λmax on keeps the penalty at zero.' }
    : { kind: 'none', reason: 'At t = 0 the region is one point, and no finite λ presses the weights all the way to it.' };
}

/** ν at t where the shape is fixed: of the whole frontier, since no problem in penalty form has this shape and another weight. */
function multiplierAt(frontier: Frontier, { lambda, active }: Solution, budget: number): Correspondence {
  const { places } = frontier, [first] = places;
  if (!active) return { kind: 'number', value: 0, reason: 'θ̂ is already inside the region, so the constraint does not bind.' };
  if (budget === 0) {
    const from = Math.max(0, ...places.slice(1).map(({ budget: t, loss }) => (first!.loss - loss) / t));
    return { kind: 'interval', from, to: Infinity, reason: 'At t = 0 every ν from here on keeps the penalty at zero.' };
  }
  if (gapAt(frontier, budget)) return { kind: 'none', reason: 'No ν reaches this t: at every ν a point elsewhere is better.' };
  return lambda === null ? { kind: 'none', reason: 'No multiplier is attained at this point of the wall.' } : { kind: 'number', value: lambda, reason: '' };
}

/**
 * What λ answers the solution that is shown, in resumable steps: in constraint form always, in penalty form where more than its
 * own λ may (undefined where not).
 */
export function* answerSteps({ problem, solution }: { readonly problem: Problem; readonly solution: Solution }, frontier: Frontier): Generator<void, Correspondence | undefined> {
  const { loss, penalty } = problem, pair = { loss, penalty };
  if (lambdaInside(penalty)) return problem.form === 'penalty' ? undefined : multiplierAt(frontier, solution, problem.budget);
  const kinked = loss.kind === 'hinge';
  if (problem.form === 'penalty') {
    if (solution.penalty > 0 && !kinked) return undefined;
    const found = yield* lambdasAt(pair, solution.penalty);
    return found.kind === 'interval' && problem.lambda >= found.from * (1 - 1e-9) && problem.lambda <= found.to * (1 + 1e-9) ? found : undefined;
  }
  if (frontier.convex && !kinked && problem.budget > 0 && solution.lambda !== null) {
    return { kind: 'number', value: solution.lambda, reason: solution.active ? '' : 'θ̂ is already inside the region, so the constraint does not bind.' };
  }
  const found = yield* lambdasAt(pair, problem.budget);
  const doubtful = found.kind === 'none' && problem.budget > 0 && solution.certificate.scope === 'best-found';
  return doubtful ? { kind: 'none', reason: 'No λ was found for this t; that there is none is not proven.' } : found;
}

/** The answer that is nearest to what is there now. */
function nearest(found: Correspondence, now: number): number | undefined {
  switch (found.kind) {
    case 'number': return found.value;
    case 'interval': return Math.min(Math.max(now, found.from), found.to);
    case 'set': return found.values.reduce((best, value) => (Math.abs(value - now) < Math.abs(best - now) ? value : best));
    case 'none': return undefined;
    default: return found satisfies never;
  }
}

/**
 * The change of a problem's own λ or t that a hand on the other one asks for, in resumable steps; undefined where nothing
 * answers. A t that no λ reaches asks for the λ that jumps over it.
 * @param frontier of this problem, where it is known
 */
export function* changeSteps(problem: Problem, asked: Asked, frontier?: Frontier): Generator<void, Change | undefined> {
  const { loss, penalty } = problem, inside = lambdaInside(penalty);
  if (problem.form === 'penalty') {
    if ('lambda' in asked) return inside ? undefined : { lambda: asked.lambda };
    if (inside) return undefined;
    const lambda = nearest(yield* lambdasAt({ loss, penalty }, asked.budget), problem.lambda) ?? (frontier && gapAt(frontier, asked.budget)?.lambda);
    return lambda === undefined ? undefined : { lambda };
  }
  if ('budget' in asked) return { budget: asked.budget };
  if (inside) {
    const best = frontier?.places.reduce((least, place) => (place.loss + asked.lambda * place.budget < least.loss + asked.lambda * least.budget ? place : least));
    return best && { budget: best.budget };
  }
  const budget = nearest(yield* budgetSteps({ loss, penalty }, asked.lambda), problem.budget);
  return budget === undefined ? undefined : { budget };
}
