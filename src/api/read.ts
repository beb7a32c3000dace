import { Complaint, quote } from '../problem/complaint.ts';
import { readLoss } from '../problem/read-loss.ts';
import { isNumber, isRecord } from '../problem/read-parts.ts';
import { readPenalty } from '../problem/read-penalty.ts';
import { checkForm, readAmount, readForm } from '../problem/read.ts';
import type { Loss, Problem } from '../problem/types.ts';
import { readWide, readWideLoss, type WideLoss, type WidePair, type WideProblem } from '../problem/wide.ts';
import type { Pair } from '../solver/correspond.ts';

// What the doors have in common: which problems are of the plane, which of p weights, and what was read before.

export type ReadPair = { readonly wide: false; readonly pair: Pair } | { readonly wide: true; readonly pair: WidePair };
export type ReadProblem = { readonly wide: false; readonly problem: Problem } | { readonly wide: true; readonly problem: WideProblem };

type Fields = Readonly<Record<string, unknown>>;
type Known = { readonly given: Fields; readonly read: Loss | WideLoss };

const FIELDS = ['kind', 'X', 'y', 'weights', 'intercept', 'delta'] as const;
const KEPT = 8; // losses of one X that are remembered
const known = new WeakMap<object, Known[]>();

/** Rows of any other length than two make a problem of p weights. */
const isWide = ({ X }: Fields) => Array.isArray(X) && Array.isArray(X[0]) && X[0].length !== 2;

/**
 * Reads a loss. Samples are copied and checked once: the same arrays, by identity, give the same value again, and with it all
 * that the solvers remember of it. Arrays that are changed in place afterwards are therefore not seen: values are immutable.
 */
function readAnyLoss(value: unknown): Loss | WideLoss {
  if (!isRecord(value) || !Array.isArray(value.X)) return readLoss(value);
  let list = known.get(value.X);
  if (!list) known.set(value.X, (list = []));
  const before = list.find(({ given, read }) => (read as unknown) === value || FIELDS.every((name) => given[name] === value[name]));
  if (before) return before.read;
  const read = isWide(value) ? readWideLoss(value) : readLoss(value);
  const entry = { given: Object.fromEntries(FIELDS.map((name) => [name, value[name]])), read };
  list.push(entry);
  if (list.length > KEPT) list.shift();
  known.set((read as WideLoss).X, [entry]); // a value that was read is known as itself
  return read;
}

/** readWide checks the rest against p features; the samples, checked once already, are stood in for by one row of zeros. */
function readWideWith(loss: WideLoss, value: Fields): WideProblem {
  const row = Array.from(loss.X[0]!, () => 0);
  return { ...readWide({ ...value, loss: { kind: 'squared', X: [row], y: [0] } }), loss };
}

function record(value: unknown, allowed: string): Fields {
  if (isRecord(value)) return value;
  throw new Complaint(`The problem is ${quote(value)}; allowed is an object with ${allowed}.`, 'problem');
}

/** A problem of the plane or of p weights from plain JSON. @throws Complaint for anything else */
export function readProblem(value: unknown): ReadProblem {
  const given = record(value, 'loss, penalty, form and lambda or budget');
  const form = readForm(given.form);
  const loss = readAnyLoss(given.loss);
  if (isWide(loss as unknown as Fields)) return { wide: true, problem: readWideWith(loss as WideLoss, given) };
  const both = { loss: loss as Loss, penalty: checkForm(form, readPenalty(given.penalty)) };
  const amount = readAmount(given[form === 'penalty' ? 'lambda' : 'budget'], form === 'penalty' ? 'lambda' : 'budget');
  return { wide: false, problem: form === 'penalty' ? { ...both, form, lambda: amount } : { ...both, form, budget: amount } };
}

/** A problem without its form; what else it says is not read. @throws Complaint for a loss or a penalty that is not allowed */
export function readPair(value: unknown): ReadPair {
  const given = record(value, 'loss and penalty');
  const loss = readAnyLoss(given.loss);
  if (!isWide(loss as unknown as Fields)) return { wide: false, pair: { loss: loss as Loss, penalty: readPenalty(given.penalty) } };
  const { penalty } = readWideWith(loss as WideLoss, { ...given, form: 'penalty', lambda: 0 });
  return { wide: true, pair: { loss: loss as WideLoss, penalty } };
}

/** A problem of the plane, for what is drawn or evaluated on a grid. @throws Complaint for one of p weights */
export function readPlane(value: unknown, about: string): Problem {
  const read = readProblem(value);
  if (!read.wide) return read.problem;
  throw new Complaint(`The rows of X have ${read.problem.loss.X[0]!.length} numbers; allowed for ${about} are two features.`, 'loss');
}

/** A point of p weights. @throws Complaint for another number of them, or what is no finite number */
export function readPoint(value: unknown, p: number): number[] {
  if (Array.isArray(value) && value.length === p && value.every(isNumber)) return [...value];
  throw new Complaint(`theta is ${quote(value)}; allowed are ${p} finite numbers.`, 'theta');
}
