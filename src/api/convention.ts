import { Complaint, quote } from '../problem/complaint.ts';
import { type Library, translate as translation, type Translation } from '../problem/conventions.ts';
import { isNumber, isRecord, isVec2 } from '../problem/read-parts.ts';
import { type Language, snippet as script } from '../problem/snippet.ts';
import type { Problem, Solution } from '../problem/types.ts';
import type { WidePair } from '../problem/wide.ts';
import type { Pair } from '../solver/correspond.ts';
import { readPair, readPlane } from './read.ts';

/**
 * What λ is called elsewhere: the number `lambda` in the convention of `from` (its alpha, C or lambda), for this loss, these
 * data and this penalty, said in the convention of `to`.
 * @param lambda from 0 on; a C is above 0
 * @param from 'reg-geometry', 'scikit-learn', 'glmnet' or 'statsmodels'
 * @param to the same choice
 * @param problem `{ loss, penalty }`, plain JSON, in the plane or of p weights. The form does not matter: for the constraint form
 * give the multiplier of its solution
 * @returns the estimator and its settings, or `{ kind: 'none', reason }` where the other library has no such problem
 * @throws Complaint for what cannot be read, a number below 0, or another library. Source: the libraries' documented objectives
 */
export const translate = (lambda: number, from: Library, to: Library, problem: Pair | WidePair): Translation => translation(lambda, from, to, readPair(problem).pair);

/** θ, λ and uniqueness of a solution, which a script may quote. */
function readDrawn(value: unknown): Pick<Solution, 'theta' | 'lambda' | 'unique'> {
  const { theta, lambda, unique } = isRecord(value) ? value : {};
  if (isVec2(theta) && (lambda === null || isNumber(lambda)) && typeof unique === 'boolean') return { theta, lambda, unique };
  throw new Complaint(`The solution is ${quote(value)}; allowed is what solve returns, with theta, lambda and unique.`, 'solution');
}

/**
 * A script that computes the point of a problem anew, with software that is not ours, and prints θ.
 * @param problem of the plane, plain JSON, as for `solve`
 * @param language 'python' (scikit-learn, scipy) or 'r' (glmnet, base R)
 * @param solution of the problem, as `solve` returns it: gives the multiplier of the constraint form, and is named in a comment
 * @returns the text of the script. It holds its data up to 50 rows; beyond, it reads data.csv with the columns x1, x2, y and
 * weight
 * @throws Complaint for what cannot be read, or another language
 */
export const snippet = (problem: Problem, language: Language, solution?: Pick<Solution, 'theta' | 'lambda' | 'unique'>): string =>
  script(readPlane(problem, 'a script'), language, solution === undefined ? undefined : readDrawn(solution));
