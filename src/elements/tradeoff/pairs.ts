import { lambdaInside } from '../../problem/penalties.ts';
import type { ConcavePenalty, Loss, Problem } from '../../problem/types.ts';
import type { Pair } from '../../solver/solve.ts';

const KEPT = 8; // penalties a loss: where λ shapes the penalty every step of a sweep has its own
const pairs = new WeakMap<Loss, Map<string, Pair>>();

/** Loss and penalty of a problem, the same object while they are the same: a λ inside the penalty belongs to it. */
export function pairOf(problem: Problem): Pair {
  const { loss } = problem;
  const penalty = problem.form === 'penalty' && lambdaInside(problem.penalty) ? { ...(problem.penalty as ConcavePenalty), lambda: problem.lambda } : problem.penalty;
  let kept = pairs.get(loss);
  if (!kept) pairs.set(loss, (kept = new Map()));
  const key = JSON.stringify(penalty);
  let pair = kept.get(key);
  if (!pair) {
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, (pair = { loss, penalty }));
  }
  return pair;
}
