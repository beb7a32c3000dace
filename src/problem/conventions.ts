import { Complaint, quote } from './complaint.ts';
import { glmnet } from './conventions-glmnet.ts';
import { type Convention, designOf, mirrored, mixedOf, type Pair, type Rule, type Settings } from './conventions-pair.ts';
import { scikitLearn } from './conventions-scikit-learn.ts';
import { statsmodels } from './conventions-statsmodels.ts';
import { isData } from './losses.ts';
import { readChoice } from './read.ts';
import type { Loss } from './types.ts';

export const LIBRARIES = ['reg-geometry', 'scikit-learn', 'glmnet', 'statsmodels'] as const;
export type Library = (typeof LIBRARIES)[number];
export type { Pair } from './conventions-pair.ts';

/** The same problem as another library states it, or the sentence that says why it cannot. */
export type Translation =
  | {
    readonly kind: 'translated';
    /** Ours, of min L + λR. */
    readonly lambda: number;
    /** The class or function of the library; `solve` for ours. */
    readonly estimator: string;
    /** Its arguments that state the problem, by their names there; C is Infinity for no penalty. Text is R where it is a vector. */
    readonly settings: Settings;
    readonly reason: string;
  }
  | { readonly kind: 'none'; readonly reason: string };

const RULES: Readonly<Record<Exclude<Library, 'reg-geometry'>, Rule>> = { 'scikit-learn': scikitLearn, glmnet, statsmodels };
const OURS: Convention = { estimator: 'solve', parameter: 'lambda', scale: 1, settings: {}, reason: 'λ multiplies R in L + λR.' };

/** How a library states a pair, or why it cannot. */
export function conventionOf(library: Library, { loss, penalty }: Pair): Convention | string {
  if (library === 'reg-geometry') return OURS;
  const rule = RULES[library];
  if (loss.kind === 'quadratic') {
    const mixed = mixedOf(penalty, 2);
    if (typeof mixed === 'string') return mixed;
    // glmnet would leave out a column that is constant on the two rows; the mirror images keep it.
    const found = rule(library === 'glmnet' ? mirrored(designOf(loss)) : designOf(loss), mixed);
    if (typeof found === 'string') return found;
    const rows = library === 'glmnet' ? 'X = √2·F, y = Xθ̂ with its mirror image −X, −y' : 'X = √2·F, y = Xθ̂';
    return { ...found, reason: `No library has a quadratic, but it is least squares of the rows ${rows} without intercept, where A = FᵀF. ${found.reason}` };
  }
  if (!isData(loss as Loss)) return 'None of these libraries has this loss: theirs are sums over samples.';
  const data = loss as Parameters<Rule>[0];
  const mixed = mixedOf(penalty, data.X[0]!.length);
  return typeof mixed === 'string' ? mixed : rule(data, mixed);
}

function readNumber(value: unknown, { parameter }: Convention): number {
  const fine = typeof value === 'number' && value >= 0 && (parameter === 'C' ? value > 0 : value < Infinity);
  if (fine) return value;
  throw new Complaint(`${parameter} is ${quote(value)}; allowed is a number ${parameter === 'C' ? 'above 0' : 'from 0 on'}.`, 'lambda');
}

/**
 * What λ is called elsewhere: the number `lambda` in the convention of `from` (its alpha, C or lambda) for the problem's loss,
 * data and penalty, said in the convention of `to`. The form does not matter: for the constraint form give the multiplier
 * of its solution. Objectives as documented by the libraries and checked against scikit-learn 1.2.1, glmnet 4.1-6 and
 * statsmodels 0.13.5.
 * @throws Complaint for a number below 0 (a C of 0), or a library that is not one of LIBRARIES
 */
export function translate(lambda: number, from: Library, to: Library, pair: Pair): Translation {
  const none = (reason: string): Translation => ({ kind: 'none', reason });
  const source = conventionOf(readChoice(from, 'from', LIBRARIES), pair), target = conventionOf(readChoice(to, 'to', LIBRARIES), pair);
  if (typeof source === 'string') return none(source);
  if (typeof target === 'string') return none(target);
  const given = readNumber(lambda, source);
  const ours = from === 'reg-geometry' ? given : source.parameter === 'C' ? 1 / given / source.scale : given / source.scale;
  const { estimator, parameter, scale, settings, reason, free } = target;
  if (ours === 0 && free !== undefined) {
    return typeof free === 'string' ? none(free) : { kind: 'translated', lambda: 0, ...free, reason: 'At λ = 0 nothing is penalised.' };
  }
  const number = parameter === 'C' ? 1 / (scale * ours) : scale * ours;
  if (!(Number.isFinite(number) && Number.isFinite(ours)) || (number === 0 && ours > 0)) return none(`${parameter} would be beyond the range of numbers.`);
  return { kind: 'translated', lambda: ours, estimator, settings: { [parameter]: number, ...settings }, reason };
}
