import { checkForm } from '../problem/read.ts';
import type { Problem, Solution } from '../problem/types.ts';
import type { WideSolution } from '../problem/wide.ts';
import { pathSteps } from '../solver/wide/path.ts';
import type { ReadPair, ReadProblem } from './read.ts';
import { stepsOf } from './solve.ts';

/** λ descending, or t ascending: from no weights to many. */
export interface Amounts {
  readonly form: Problem['form'];
  readonly amounts: readonly number[];
}

/** A pair at one λ or t. */
function problemAt({ wide, pair }: ReadPair, form: Problem['form'], amount: number): ReadProblem {
  const given = form === 'penalty' ? { form, lambda: amount } as const : { form, budget: amount } as const;
  return wide ? { wide, problem: { ...pair, ...given } } : { wide, problem: { ...pair, penalty: checkForm(form, pair.penalty), ...given } };
}

/** Solutions along a path, each the start of the next. */
export function* sampleSteps(read: ReadPair, { form, amounts }: Amounts): Generator<void, (Solution | WideSolution)[]> {
  // In p dimensions the path has steps of its own: along exact knots, or ahead of the last solutions.
  if (read.wide && form === 'penalty') return yield* pathSteps(read.pair, amounts);
  const found: (Solution | WideSolution)[] = [];
  for (const amount of amounts) found.push(yield* stepsOf(problemAt(read, form, amount), found.at(-1)));
  return found;
}
