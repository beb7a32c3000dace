import { readFileSync } from 'node:fs';
import { samples } from '../api/samples.ts';
import { parseCsv } from '../data/csv.ts';
import { Complaint, quote } from '../problem/complaint.ts';
import { checkNumbers, DATA_KINDS, lossNumbers, lossOfSamples, readLoss } from '../problem/read-loss.ts';
import { words } from '../problem/read-parts.ts';
import { readPenalty } from '../problem/read-penalty.ts';
import { checkForm, readAmount, readChoice } from '../problem/read.ts';
import type { DataLoss, Loss, Penalty } from '../problem/types.ts';
import type { Given } from './arguments.ts';
import { DATA, PROBLEM } from './options.ts';

/** Reads a file, or the input for “-”. @throws Complaint */
export function textOf(file: string, about: string, input: () => string): string {
  if (file === '-') return input();
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Complaint(`The file ${quote(file)} could not be read (${(error as NodeJS.ErrnoException).code}); allowed is the path of a file, or - for the input.`, about);
  }
}

/** A penalty in words; with other than two weights a weighted l1 has as many numbers. */
function penaltyOf(written: string, p: number): unknown {
  const [kind, weights] = words(written, 'penalty');
  return p !== 2 && kind === 'weighted-l1' ? { kind, weights } : readPenalty(written);
}

const text = (given: Given, name: string) => given[name] as string | undefined;
const isDataKind = (kind: unknown): kind is DataLoss['kind'] => (DATA_KINDS as readonly unknown[]).includes(kind);

/** Options that say nothing beside another are refused: silence would be taken for obedience. @throws Complaint */
function alone(given: Given, names: readonly string[], why: string): void {
  const name = names.find((each) => given[each] !== undefined);
  if (name) throw new Complaint(`--${name} is given ${why}.`, name);
}

function lossOf(given: Given, input: () => string): Loss {
  const file = text(given, 'data'), written = text(given, 'loss') ?? (file === undefined ? 'quadratic' : 'squared');
  const [kind, numbers] = words(written, 'loss');
  if (kind !== 'quadratic') alone(given, ['minimizer', 'curvature'], `with the loss ${String(kind)}; it belongs to a quadratic`);
  if (!isDataKind(kind)) {
    alone(given, DATA.map(({ name }) => name), `with the loss ${String(kind)}, which has no data; allowed with it are ${DATA_KINDS.join(', ')}`);
    if (kind !== 'quadratic') return readLoss(written);
    checkNumbers(kind, numbers);
    return readLoss({ kind, minimizer: text(given, 'minimizer') ?? '1.5 0.3', curvature: text(given, 'curvature') ?? '1 0.3 1' });
  }
  checkNumbers(kind, numbers);
  if (file === undefined) throw new Complaint(`The loss ${kind} needs --data with a CSV.`, 'data');
  const features = (text(given, 'features') ?? '').split(/[\s,]+/).filter(Boolean);
  if (features.length === 0) throw new Complaint('--data needs --features with names of its columns, such as --features bmi,s5.', 'features');
  const standardise = readChoice(text(given, 'scaling') ?? 'standard', 'scaling', ['standard', 'none']) === 'standard';
  const weights = text(given, 'weights'), design = { features, target: text(given, 'target') ?? 'y', standardise, intercept: given.intercept === true, ...(weights === undefined ? {} : { weights }) };
  const taken = samples(parseCsv(textOf(file, 'data', input)), kind, design);
  return lossOfSamples(kind, taken as Parameters<typeof lossOfSamples>[1], lossNumbers(kind, numbers));
}

/** The problem that the options ask for: plain JSON, of the plane or, with data of other than two features, of p weights. @throws Complaint */
export function problemOf(given: Given, input: () => string): unknown {
  const file = text(given, 'problem');
  if (file !== undefined) {
    alone(given, [...PROBLEM, ...DATA].map(({ name }) => name).filter((name) => name !== 'problem'), 'beside --problem, which says everything; allowed is one of both');
    const written = textOf(file, 'problem', input);
    try {
      return JSON.parse(written) as unknown;
    } catch (error) {
      throw new Complaint(`${file === '-' ? 'The input' : `The file ${quote(file)}`} is no JSON: ${(error as Error).message}`, 'problem');
    }
  }
  if (given.lambda !== undefined && given.budget !== undefined) throw new Complaint('Both --lambda and --budget are given; allowed is --lambda for the penalty form or --budget for the constraint form.', 'form');
  const loss = lossOf(given, input), penalty = penaltyOf(text(given, 'penalty') ?? 'l1', 'X' in loss ? loss.X[0]!.length : 2);
  if (given.budget !== undefined) return { loss, penalty: checkForm('constraint', penalty as Penalty), form: 'constraint', budget: readAmount(given.budget, 'budget') };
  return { loss, penalty, form: 'penalty', lambda: readAmount(given.lambda ?? 0.6, 'lambda') };
}
