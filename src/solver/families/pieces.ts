import type { Problem } from '../../problem/types.ts';
import type { Families } from '../families.ts';
import { budgetsOf, lambdasOf } from '../pieces/correspondence.ts';
import { constrainPieces, minimisePieces } from '../pieces/minimise.ts';

const amountOf = (problem: Problem, multiplier: number | null) => (problem.form === 'penalty' ? problem.lambda : multiplier);

export const pieces: Families['pieces'] = {
  answer(quadratic, penalty, problem) {
    const { minimizers, unique, lambda, scope } = problem.form === 'penalty' ? minimisePieces(quadratic, penalty, problem.lambda) : constrainPieces(quadratic, penalty, problem.budget);
    return { minimizers, unique, lambda: amountOf(problem, lambda), facts: scope === 'best-found' ? {} : { scope: 'proven' } };
  },
  budgets: budgetsOf,
  lambdas: lambdasOf,
};
