import { Complaint, quote } from './complaint.ts';
import { conventionOf, translate } from './conventions.ts';
import { designOf, mirrored, type Settings } from './conventions-pair.ts';
import { isData, stateLoss, stateSample } from './losses.ts';
import { penaltyOf } from './penalties.ts';
import { quadraticOf } from './quadratic.ts';
import type { Stated } from './stated.ts';
import type { DataLoss, Penalty, Problem, Solution, Vec2 } from './types.ts';

export type Language = 'python' | 'r';
/** What a snippet wants to know of a solution. */
export type Drawn = Pick<Solution, 'theta' | 'lambda'> & Partial<Pick<Solution, 'unique'>>;

/** What a script has to say, before any language: either a library's estimator or an objective to search. */
export interface Plan {
  /** Sentences for the head of the script. */
  readonly notes: readonly string[];
  readonly data: DataLoss | null;
  readonly library: { readonly estimator: string; readonly settings: Settings } | null;
  /** L of (x, y), or null where it is the mean of `sample` over the data. */
  readonly loss: Stated | null;
  readonly sample: Stated | null;
  readonly penalty: Stated;
  /** The multiplier of R in the objective, or the budget. */
  readonly amount: { readonly weight: number } | { readonly budget: number };
  /** Whether R is 0 at θ = 0 and rises along every ray from there, as all but a typed one do. */
  readonly star: boolean;
  /** Half the width of the square in which the search starts. */
  readonly size: number;
  /** Whether R bends on the diagonals as well as on the axes. */
  readonly diagonals: boolean;
}

/** The most rows of data that a script holds; beyond, it reads a file. */
export const MAX_ROWS = 50;

/**
 * A number as it stands in Python and in R, in brackets where it is negative.
 * @throws Complaint for what is not a finite number
 */
export function literal(value: number): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Complaint(`A number of the problem is ${quote(value)}; allowed are finite numbers.`, 'problem');
  return value < 0 ? `(${value})` : String(Math.abs(value));
}
/** The same where no bracket is needed. */
export const plain = (value: number): string => (literal(value), String(value + 0));

/** The numbers of a formula's names, to stand in their places. */
export const numbersOf = ({ names, values }: Stated): Record<string, string> => Object.fromEntries(names.map((name, i) => [name, literal(values[i]!)]));

const LOSSES: Readonly<Record<Problem['loss']['kind'], string>> = {
  quadratic: 'a quadratic', squared: 'least squares', logistic: 'the logistic loss', huber: 'the Huber loss', hinge: 'the hinge loss', 'squared-hinge': 'the squared hinge loss',
  poisson: 'the Poisson loss', rosenbrock: 'Rosenbrock’s function', himmelblau: 'Himmelblau’s function', formula: 'a typed loss',
};
const PENALTIES: Readonly<Record<Penalty['kind'], string>> = {
  l1: 'Σ|θᵢ|', l2: 'Σθᵢ²', 'l2-norm': '‖θ‖₂', linf: 'max|θᵢ|', 'elastic-net': 'the elastic net', 'weighted-l1': 'Σ wᵢ|θᵢ|', lp: 'Σ|θᵢ|^p', group: 'the group norm',
  scad: 'SCAD', mcp: 'MCP', formula: 'a typed penalty',
};

/** Rows of a quadratic or of data for an estimator. glmnet keeps a column that is constant only if its mirror image is there. */
function rowsOf({ loss }: Problem, language: Language): DataLoss | null {
  const rows = loss.kind === 'quadratic' ? designOf(loss) : isData(loss) ? loss : null;
  return rows?.kind === 'squared' && !rows.intercept && language === 'r' ? mirrored(rows) : rows;
}

/**
 * In constraint form one multiplier may belong to many budgets where L is flat along the path; then the penalty form at that
 * multiplier has other solutions than the one drawn.
 */
function determined(problem: Problem, lambda: number): boolean {
  const { loss, penalty, form } = problem;
  if (form === 'penalty') return true;
  const strict = (penalty.kind === 'l2' || penalty.kind === 'elastic-net') && lambda > 0;
  if (strict && !(penalty.kind === 'elastic-net' && penalty.ratio === 1)) return true;
  return loss.kind === 'quadratic' || loss.kind === 'squared' ? quadraticOf(loss).rank === 2 : loss.kind === 'logistic' || loss.kind === 'poisson';
}

function libraryOf(problem: Problem, data: DataLoss | null, lambda: number | null, language: Language): Plan['library'] & { reason: string } | string {
  const name = language === 'python' ? 'scikit-learn' : 'glmnet';
  if (!data) return `No estimator of ${name} has this loss.`;
  if (lambda === null) return 'The constraint form is solved as it is: no multiplier is given.';
  const pair = { loss: data, penalty: problem.penalty };
  if (typeof conventionOf(name, pair) !== 'string' && !determined(problem, lambda)) return 'The constraint form is solved as it is: one multiplier may belong to many budgets here.';
  const found = translate(lambda, 'reg-geometry', name, pair);
  return found.kind === 'none' ? found.reason : found;
}

function sizeOf({ loss }: Problem, drawn?: Drawn): number {
  const known: Vec2 | undefined = drawn?.theta ?? (loss.kind === 'quadratic' || loss.kind === 'squared' ? quadraticOf(loss).minimizer : undefined);
  return known ? Math.max(2, Number((2 * Math.max(Math.abs(known[0]), Math.abs(known[1]))).toPrecision(2))) : 8;
}

/** What the script of a problem says. `drawn` gives the multiplier of the constraint form. */
export function planOf(problem: Problem, language: Language, drawn?: Drawn): Plan {
  const { loss, penalty, form } = problem;
  const lambda = form === 'penalty' ? problem.lambda : drawn?.lambda ?? null;
  const rows = rowsOf(problem, language);
  const found = libraryOf(problem, rows, lambda, language);
  const library = typeof found === 'string' ? null : found;
  const { stated, weight } = penaltyOf(problem);
  const inside = form === 'penalty' && (penalty.kind === 'scad' || penalty.kind === 'mcp');
  const aim = form === 'constraint' ? `L subject to R ≤ ${plain(problem.budget)}` : inside ? 'L + R' : `L + ${plain(problem.lambda)} R`;
  const notes = [
    `Minimise ${aim}, where L is ${LOSSES[loss.kind]} and R is ${PENALTIES[penalty.kind]}${inside ? ` with λ = ${plain(problem.lambda)} inside` : ''}.`,
    ...(library && form === 'constraint' ? [`R ≤ ${plain(problem.budget)} is reached by L + λR at the multiplier of the solution, λ = ${plain(lambda!)}.`] : []),
    typeof found === 'string' ? found : found.reason,
    ...(library && loss.kind === 'quadratic' ? ['The rows below are the equivalent least squares: XᵀX/n is the curvature and Xθ̂ = y.'] : []),
    ...(library && language === 'r' && rows!.kind === 'squared' && !rows!.intercept ? ['The mirror image of every row changes nothing, and keeps columns from being constant and y from having a mean.'] : []),
    ...(drawn ? [`The figure shows θ = (${plain(drawn.theta[0])}, ${plain(drawn.theta[1])})${drawn.unique === false ? ', which is not the only solution' : ''}.`] : []),
  ];
  const formula = stateLoss(loss);
  return {
    notes, library, data: library ? rows : formula ? null : loss as DataLoss,
    loss: formula, sample: !formula && isData(loss) ? stateSample(loss) : null, penalty: stated,
    amount: form === 'constraint' ? { budget: problem.budget } : { weight: weight! },
    star: penalty.kind !== 'formula', size: sizeOf(problem, drawn), diagonals: penalty.kind === 'linf',
  };
}
