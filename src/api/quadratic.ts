import { Complaint, quote } from '../problem/complaint.ts';
import { centred } from '../problem/quadratic.ts';
import { readCurvature, readMinimizer } from '../problem/read-loss.ts';
import { isRecord } from '../problem/read-parts.ts';
import { readNamed } from '../problem/read-penalty.ts';
import { readAmount } from '../problem/read.ts';
import type { Penalty, PenaltyProblem, Vec2 } from '../problem/types.ts';
import { isConvex } from '../solver/kernel/shape.ts';
import { minimise } from '../solver/minimise.ts';

/** θ* of a quadratic under a convex penalty, without a certificate. */
export interface QuadraticSolution {
  /** With exact zeros and exact ties. */
  readonly theta: Vec2;
  readonly unique: boolean;
  /** Where it is not unique, the far end of all minimisers. */
  readonly others: readonly Vec2[];
}

function readConvex(value: unknown): Penalty {
  const penalty = readNamed(value);
  if (isConvex(penalty)) return penalty;
  throw new Complaint(`penalty is ${penalty.kind}, which is not convex; allowed here are convex ones, and any penalty for solve.`, 'penalty');
}

/**
 * The kernel of `solve` alone, for who wants a few kilobytes: min L + λR for a quadratic loss and a convex penalty, exactly, by closed
 * forms and active sets. It says nothing of its certificate; `certify` does.
 * @param problem as for `solve`, with `form: 'penalty'`, a loss of the kind quadratic and a convex penalty that has a name
 * @throws Complaint for what cannot be read, and for any other loss, penalty or form
 */
export function solveQuadratic(problem: PenaltyProblem): QuadraticSolution {
  const { loss, form, penalty, lambda } = (isRecord(problem) ? problem : {}) as Readonly<Record<string, unknown>>;
  if (!isRecord(loss) || loss.kind !== 'quadratic') throw new Complaint(`The loss is ${quote(isRecord(loss) ? loss.kind : loss)}; allowed here is quadratic, and any loss for solve.`, 'loss');
  if (form !== 'penalty') throw new Complaint(`form is ${quote(form)}; allowed here is penalty, and both forms for solve.`, 'form');
  return minimise(centred(readCurvature(loss.curvature), readMinimizer(loss.minimizer)), readConvex(penalty), readAmount(lambda, 'lambda'));
}
