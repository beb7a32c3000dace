import { Complaint, quote } from './complaint.ts';
import { isRecord, isSize, isVec2, readTyped, words } from './read-parts.ts';
import type { Penalty, PenaltyKind, Vec2 } from './types.ts';

type Reader<Kind extends PenaltyKind> = (numbers: readonly number[], given: Readonly<Record<string, unknown>>) => Extract<Penalty, { kind: Kind }>;

const refuse = (kind: string, given: unknown, allowed: string): never => {
  throw new Complaint(`penalty ${kind} has ${quote(given)}; allowed ${allowed}.`, 'penalty');
};
const LEAST_P = 0.01; // below it θ^p tells only zero from not zero, in f32 not even that
const none = <Kind extends 'l1' | 'l2' | 'l2-norm' | 'linf'>(kind: Kind): Reader<Kind> => () => ({ kind }) as Extract<Penalty, { kind: Kind }>;

function concave<Kind extends 'scad' | 'mcp'>(kind: Kind, usual: number, least: number): Reader<Kind> {
  return (numbers, { shape = numbers[0] ?? usual, lambda = numbers[1] }) => {
    if (!isSize(shape) || shape <= least) refuse(kind, shape, `is a shape above ${least}, such as ${usual}`);
    if (lambda !== undefined && (!isSize(lambda) || lambda <= 0)) refuse(kind, lambda, 'is a lambda above 0 for the constraint form');
    return { kind, shape, ...(lambda === undefined ? {} : { lambda }) } as Extract<Penalty, { kind: Kind }>;
  };
}

/** How each penalty is read: from its numbers in the order of the short form, or from the fields of an object. */
const READERS: { readonly [Kind in Exclude<PenaltyKind, 'formula'>]: Reader<Kind> } = {
  l1: none('l1'),
  l2: none('l2'),
  'l2-norm': none('l2-norm'),
  linf: none('linf'),
  'elastic-net': (numbers, { ratio = numbers[0] ?? 0.5 }) =>
    (isSize(ratio) && ratio <= 1 ? { kind: 'elastic-net', ratio } : refuse('elastic-net', ratio, 'is a ratio from 0 to 1')),
  'weighted-l1': (numbers, { weights = numbers }) => {
    const fine = isVec2(weights) && weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0);
    return fine ? { kind: 'weighted-l1', weights: [weights[0], weights[1]] as Vec2 } : refuse('weighted-l1', weights, 'are two weights from 0 on, not both 0');
  },
  lp: (numbers, { p = numbers[0] ?? 0.5 }) => (isSize(p) && p >= LEAST_P && p <= 100 ? { kind: 'lp', p } : refuse('lp', p, `is a p from ${LEAST_P} to 100`)),
  group: (numbers, { groups = [[0, 1]], weights = numbers.length > 0 ? numbers : undefined }) => {
    const parts = Array.isArray(groups) && groups.every(Array.isArray) ? (groups as number[][]) : [];
    const known = ['[[0,1]]', '[[1,0]]', '[[0],[1]]', '[[1],[0]]'].includes(JSON.stringify(parts));
    if (!known) return refuse('group', groups, 'are the groups [[0, 1]] or [[0], [1]]');
    if (weights === undefined) return { kind: 'group', groups: parts };
    const fine = Array.isArray(weights) && weights.length === parts.length && weights.every(isSize) && weights.some((weight) => weight > 0);
    return fine ? { kind: 'group', groups: parts, weights: [...(weights as number[])] } : refuse('group', weights, 'is one weight from 0 on for each group, not all 0');
  },
  scad: concave('scad', 3.7, 2),
  mcp: concave('mcp', 3, 1),
};

/** How many numbers a short form may have. */
const MOST_NUMBERS: { readonly [Kind in PenaltyKind]?: number } = { 'elastic-net': 1, 'weighted-l1': 2, lp: 1, group: 2, scad: 2, mcp: 2 };

/** As `readPenalty`, without formulas: who needs none carries no parser. @param also what else the caller allows */
export function readNamed(value: unknown, also: readonly string[] = []): Penalty {
  const [kind, numbers, given] = words(value, 'penalty');
  if (typeof kind !== 'string' || !Object.hasOwn(READERS, kind)) {
    throw new Complaint(`penalty is ${quote(isRecord(value) ? value.kind : value)}; allowed are ${[...Object.keys(READERS), ...also].join(', ')}.`, 'penalty');
  }
  checkCount(kind, numbers);
  return (READERS[kind as keyof typeof READERS] as Reader<PenaltyKind>)(numbers, given);
}

function checkCount(kind: string, numbers: readonly number[]): void {
  const most = MOST_NUMBERS[kind as PenaltyKind] ?? 0;
  if (numbers.length > most) throw new Complaint(`penalty ${kind} has the numbers ${numbers.join(' ')}; allowed ${most === 1 ? 'is one number' : most === 0 ? 'is no number' : `are at most ${most}`}.`, 'penalty');
}

/**
 * A penalty from an object such as `{ kind: 'lp', p: 0.5 }` or its short form: the kind and then its numbers (`lp 0.5`,
 * `elastic-net 0.5`, `weighted-l1 1 2`, `scad 3.7`), or `formula: x^2 + a*abs(y) where a = 2`.
 */
export function readPenalty(value: unknown): Penalty {
  const [kind, numbers, given] = words(value, 'penalty');
  if (kind !== 'formula') return readNamed(value, ['formula']);
  checkCount(kind, numbers);
  return readTyped(given, 'penalty');
}
