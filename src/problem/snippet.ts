import { type Drawn, type Language, planOf } from './snippet-plan.ts';
import { pythonScript } from './snippet-python.ts';
import { rScript } from './snippet-r.ts';
import { readChoice } from './read.ts';
import type { Problem } from './types.ts';

export type { Drawn, Language } from './snippet-plan.ts';

/**
 * A script that computes the point of a problem anew and prints θ: by the estimator of scikit-learn or glmnet that has the
 * problem, else by a search of the stated objective with scipy.optimize or base R. It holds its data up to 50 rows; beyond,
 * it reads data.csv with the columns x1, x2, y and, where there are any, weight. What a reader typed stands in it only as
 * written anew from the parsed formula.
 * @param solution of the problem: gives the multiplier of the constraint form, and is named in a comment
 * @throws Complaint for numbers that are not finite, or a language that is not python or r
 */
export function snippet(problem: Problem, language: Language, solution?: Drawn): string {
  const choice = readChoice(language, 'language', ['python', 'r']);
  const plan = planOf(problem, choice, solution);
  return choice === 'python' ? pythonScript(plan) : rScript(plan);
}
