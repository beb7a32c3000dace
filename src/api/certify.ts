import { Complaint, quote } from '../problem/complaint.ts';
import { isNumber, isRecord } from '../problem/read-parts.ts';
import type { Certificate, Loss, Problem, Vec2 } from '../problem/types.ts';
import type { WideProblem } from '../problem/wide.ts';
import { certify as certifyPlane } from '../solver/certificate.ts';
import { certifyWide } from '../solver/wide/certificate.ts';
import { columnsOf, dot } from '../solver/wide/columns.ts';
import { interceptAt, predict } from '../solver/wide/local.ts';
import { readPoint, readProblem } from './read.ts';

/** What may be claimed of a point beside θ, since it can be checked: an intercept, and samples of a hinge on their kink. */
export interface Claims {
  /** Samples (from 0) that sit exactly on their kink, margin 1, with their dual variables in [0, 1]. */
  readonly kinks?: readonly { readonly sample: number; readonly alpha: number }[];
  /** The intercept b that belongs to θ. */
  readonly intercept?: number;
}

const isShare = (value: unknown) => isNumber(value) && value >= 0 && value <= 1;

/** Kinks of a hinge: samples, each with its α. */
function readKinks(value: unknown, loss: Loss | WideProblem['loss']): Claims['kinks'] {
  const n = 'y' in loss ? loss.y.length : 0;
  const fine = Array.isArray(value) && value.every((kink: unknown) => isRecord(kink) && Number.isInteger(kink.sample) && (kink.sample as number) >= 0 && (kink.sample as number) < n && isShare(kink.alpha));
  if (!fine) throw new Complaint(`kinks is ${quote(value)}; allowed are samples from 0 to ${n - 1}, each with an alpha from 0 to 1.`, 'facts');
  return value as Claims['kinks'];
}

function readClaims(value: unknown, loss: Loss | WideProblem['loss']): Claims {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new Complaint(`The facts are ${quote(value)}; allowed is an object with intercept and kinks.`, 'facts');
  const other = Object.keys(value).find((name) => name !== 'kinks' && name !== 'intercept');
  if (other !== undefined) throw new Complaint(`The facts have ${quote(other)}; allowed are intercept and kinks, which can be checked.`, 'facts');
  const { kinks, intercept } = value;
  if (intercept !== undefined && !isNumber(intercept)) throw new Complaint(`intercept is ${quote(intercept)}; allowed is a finite number.`, 'facts');
  return { ...(kinks === undefined ? {} : { kinks: readKinks(kinks, loss)! }), ...(intercept === undefined ? {} : { intercept }) };
}

/** The b that belongs to θ, where none is claimed. */
function ownIntercept(problem: WideProblem, theta: readonly number[]): number {
  const columns = columnsOf(problem.loss), point = Float64Array.from(theta);
  const own = columns.kind === 'logistic' ? interceptAt(columns, predict(columns, point), 0) : 0;
  return own + columns.target - dot(columns.means, 0, point, 0, columns.p);
}

/**
 * Certifies a point of a problem, whoever found it: are the Karush–Kuhn–Tucker conditions met at θ, up to the rounding of
 * this very evaluation, which starts from the problem's own data and shares no arithmetic with the solvers?
 * @param problem as for `solve`
 * @param theta as many finite numbers as the problem has weights; a weight counts as zero, and two as tied, only where they are
 * exactly so
 * @param facts an intercept and the kinks of a hinge that belong to θ; they are checked. Without an intercept the best one counts
 * @returns residuals, gap and error bound in the units of L and θ, and how much they prove. A stationary point of a problem
 * that is not convex is `best-found` here: that it is global only a solver's search can tell, see the certificate of `solve`
 * @throws Complaint for what cannot be read. Source: Boyd and Vandenberghe, "Convex Optimization", 5.5; Rockafellar and Wets,
 * "Variational Analysis", 8 and 10
 */
export function certify(problem: Problem | WideProblem, theta: readonly number[], facts?: Claims): Certificate {
  const read = readProblem(problem);
  const { loss } = read.problem;
  const point = readPoint(theta, read.wide ? read.problem.loss.X[0]!.length : 2);
  const claims = readClaims(facts, loss);
  if (!read.wide) return certifyPlane(read.problem, point as unknown as Vec2, claims);
  return certifyWide(read.problem, point, read.problem.loss.intercept ? claims.intercept ?? ownIntercept(read.problem, point) : 0);
}
