import { budgetMax, Complaint, lambdaMax, parseCsv, samples, type DataLoss, type Pair, type Problem, type Table } from '../../src/core.ts';
import type { OwnFile } from './markup.ts';

// From a reader's CSV to a loss: nothing here knows the page.

/** What the fields of the design say, as they say it. */
export interface Design {
  readonly first: string; readonly second: string; readonly target: string; readonly weights: string;
  readonly kind: string; readonly delta: string; readonly scaling: string; readonly intercept: boolean;
}

/** A file's columns. */
export interface File { readonly name: string; readonly table: Table }

/** @throws Complaint in the library's words */
export const readFile = (name: string, text: string): File => ({ name, table: parseCsv(text) });

const isNumeric = ({ rows }: Table, column: number) => rows.slice(0, 200).every((row) => row[column]!.trim() !== '' && Number.isFinite(Number(row[column])));
const valuesOf = ({ rows }: Table, column: number) => new Set(rows.slice(0, 2000).map((row) => Number(row[column])));

/** A first design: the last column that is numbers is predicted by the first two others; labels are classified. */
export function guess({ table }: File): Design {
  const numeric = table.names.flatMap((_, column) => (isNumeric(table, column) ? [column] : []));
  const target = numeric.at(-1) ?? table.names.length - 1, others = table.names.flatMap((_, column) => (column === target ? [] : [column]));
  const [first = target, second = first] = [...numeric.filter((column) => column !== target), ...others.filter((column) => !numeric.includes(column))];
  const values = valuesOf(table, target), labels = values.size === 2 && [...values].every((value) => Math.abs(value) === 1 || value === 0) && values.has(1);
  return { first: table.names[first]!, second: table.names[second]!, target: table.names[target]!, weights: '', kind: labels ? 'logistic' : 'squared', delta: '1.345', scaling: 'standard', intercept: labels };
}

/** @throws Complaint in the library's words, about features, target, weights or loss */
export function lossOf({ table }: File, { first, second, target, weights, kind, delta, scaling, intercept }: Design): DataLoss {
  const rows = samples(table, kind as DataLoss['kind'], { features: [first, second], target, standardise: scaling === 'standard', intercept, ...(weights && { weights }) });
  if (kind === 'huber' && !(Number(delta) > 0)) throw new Complaint(`Huber’s δ is ${delta.trim() || 'nothing'}; allowed is a number above 0.`, 'loss');
  return { ...rows, kind, ...(kind === 'huber' && { delta: Number(delta) }) } as unknown as DataLoss;
}

export const lossText = ({ kind, delta }: Design): string => (kind === 'huber' ? `huber ${Number(delta)}` : kind);

/** Where a page of the reader's would find these rows; undefined for names that an attribute cannot list. */
export function fileOf({ name }: File, design: Design): OwnFile | undefined {
  const { first, second, target, weights, scaling, intercept } = design;
  if ([first, second].some((each) => /[\s,]/.test(each))) return undefined;
  return { src: name, features: `${first} ${second}`, target, weights: weights || undefined, scaling, intercept, loss: lossText(design) };
}

/** What is known of samples: which they are, and where they came from. The figure copies what it is given, so that a copy is the same rows. */
interface Known { readonly id: number; readonly file?: File; readonly design?: Design }
const known = new WeakMap<object, Known>();
let counted = 0;

export const originOf = (loss: object): Known => {
  if (!known.has(loss)) known.set(loss, { id: (counted += 1) });
  return known.get(loss)!;
};
/** @param loss the same rows as `of`, or rows made by this design */
export const isFrom = (loss: object, of: object | Omit<Known, 'id'>): void => { known.set(loss, known.get(of) ?? { id: (counted += 1), ...(of as Omit<Known, 'id'>) }); };

const round = (value: number) => Number(value.toPrecision(2));

/** λ or t where something is to be seen of other data: halfway to where all weights are zero, or to where the region holds nothing. */
export function amountFor({ penalty, form }: Problem, loss: DataLoss): { lambda?: number; budget?: number } {
  const pair: Pair = { loss, penalty };
  try {
    const most = form === 'penalty' ? lambdaMax(pair) : budgetMax(pair), half = round(most / 2);
    if (half > 0 && half < Infinity) return form === 'penalty' ? { lambda: half } : { budget: half };
  } catch (error) {
    if (!(error instanceof Complaint)) throw error; // separable classes have no least loss
  }
  return {};
}

/** λ or t for a loss of θ where the last one was of rows, whose scale is another. */
export const amountAfter = ({ loss, form }: Problem): { lambda?: number; budget?: number } => ('X' in loss ? (form === 'penalty' ? { lambda: 0.6 } : { budget: 1 }) : {});
