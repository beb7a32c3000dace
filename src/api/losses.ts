import { Complaint } from '../problem/complaint.ts';
import type { DataLoss, Problem } from '../problem/types.ts';
import type { Place } from '../solver/trail.ts';
import { pathSteps } from './path.ts';

/** Both losses at a place of a path, on the scale of L. */
export interface LossStop extends Place {
  readonly training: number;
  /** Mean over the folds of the loss of the rows held out, and its standard error. */
  readonly heldOut?: number;
  readonly error?: number;
}

/** Training and cross-validated loss along a path, from few weights to many. */
export interface PathLosses {
  readonly stops: readonly LossStop[];
  /** The stop of the least held-out loss, and the first one within one standard error of it. */
  readonly best?: number;
  readonly near?: number;
  readonly folds: number;
  /** Why nothing could be held out. */
  readonly refusal?: string;
}

const EACH = 40; // of the amounts: as many evenly as by equal factors, so that either axis shows them
const FACTOR = 1e-3;

/** From 0 weights on: λ down from `top` to a thousandth of it, or t up to `top`. */
function amountsOf(form: Problem['form'], top: number, many: number): number[] {
  const even = Array.from({ length: many }, (_, i) => (top * (i + 1)) / many);
  if (form === 'constraint') return [0, ...even];
  return [...new Set([...even, ...Array.from({ length: many }, (_, i) => top * FACTOR ** (i / (many - 1)))])].sort((a, b) => b - a);
}

/**
 * The losses along a path of samples in resumable steps. Where rows cannot be held out, as where a class is lost with a fold, the
 * training loss alone and the reason.
 * @param form which amount leads along it
 * @param top the largest λ or t
 * @param folds parts that are held out in turn; 0 for none
 * @throws Complaint for a number of folds that does not fit
 */
export function* lossesSteps(loss: DataLoss, penalty: Problem['penalty'], form: Problem['form'], top: number, folds: number, slow: boolean): Generator<void, PathLosses> {
  const amounts = amountsOf(form, top, slow ? EACH / 2 : EACH);
  const options = form === 'penalty' ? { form, lambdas: amounts } : { form, budgets: amounts };
  let refusal: string | undefined;
  for (const held of folds > 0 ? [folds, 0] : [0]) {
    try {
      const { points, validation } = yield* pathSteps({ loss, penalty }, { ...options, ...(held > 0 ? { folds: held } : {}) });
      const stops = points.map(({ theta, lambda, penalty: size, budget, loss: training }, i): LossStop => ({
        theta, training, lambda: form === 'penalty' ? amounts[i]! : lambda, budget: form === 'penalty' ? size : budget,
        ...(validation ? { heldOut: validation.mean[i]!, error: validation.error[i]! } : {}),
      }));
      const means = validation?.mean ?? [], best = means.indexOf(Math.min(...means));
      const near = means.findIndex((mean) => mean <= means[best]! + validation!.error[best]!);
      return { stops, folds: held, ...(best >= 0 ? { best, near } : {}), ...(refusal ? { refusal } : {}) };
    } catch (error) {
      if (!(error instanceof Complaint) || held === 0) throw error;
      refusal = error.message;
    }
  }
  throw new Complaint('No loss could be followed; allowed is a loss of samples.', 'loss');
}
