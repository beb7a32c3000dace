import { binary, number, type Tree } from '../../formula/tree.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { isNumber, isRecord, readTyped } from '../../problem/read-parts.ts';
import type { Stated } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { bind, slope } from '../global/rewrite.ts';
import { vanishes } from './vanishes.ts';

/** g = level, or g ≤ level; g is a formula of x and y (or theta1, theta2). */
export interface Constraint { readonly g: string; readonly level: number; readonly relation: '=' | '<=' }

/** Candidates of J on {g = k, h ≤ l, …} inside a window. At most 6 constraints, at most 2 of them equalities. */
export interface Question {
  readonly objective: string;
  /** Numbers of other names in the formulas. */
  readonly parameters?: Readonly<Record<string, number>>;
  readonly constraints: readonly Constraint[];
  readonly sense: 'minimise' | 'maximise';
  readonly window: Window;
}

/** A function as it was stated, and its tree; of a constraint g − level, which is = 0 or ≤ 0. */
export interface Term { readonly stated: Stated; readonly tree: Tree }
export interface Bound extends Term { readonly level: number; readonly relation: '=' | '<=' }
/** A question that was read: trees with the parameters put in. */
export interface Inquiry {
  readonly objective: Term;
  readonly bounds: readonly Bound[];
  readonly sense: 'minimise' | 'maximise';
  readonly window: Window;
}

const MOST = 6, EQUALITIES = 2;

function readTerm(formula: unknown, parameters: unknown, about: string): Term {
  const typed = readTyped({ formula, ...(parameters === undefined ? {} : { parameters }) }, about);
  const stated = { formula: typed.formula, names: Object.keys(typed.parameters ?? {}), values: Object.values(typed.parameters ?? {}) };
  const tree = bind(stated);
  if (tree.kind === 'number' && !Number.isFinite(tree.value)) throw new Complaint(`${about} is ${quote(formula)}, which has no value; allowed is a formula with finite values.`, about);
  return { stated, tree };
}

function readBound(value: unknown, parameters: unknown, at: number): Bound {
  const about = `constraint ${at + 1}`;
  if (!isRecord(value)) throw new Complaint(`${about} is ${quote(value)}; allowed is an object such as { g: 'x^2 + y^2', level: 1, relation: '<=' }.`, about);
  const { g, level, relation } = value;
  if (!isNumber(level)) throw new Complaint(`The level of ${about} is ${quote(level)}; allowed is a finite number.`, about);
  if (relation !== '=' && relation !== '<=') throw new Complaint(`The relation of ${about} is ${quote(relation)}; allowed are = and <=.`, about);
  const { stated, tree } = readTerm(g, parameters, about);
  if (vanishes(slope(tree, 'x')) && vanishes(slope(tree, 'y'))) throw new Complaint(`${about} is ${quote(g)}, which is constant; allowed is a formula that changes with x or y.`, about);
  return { stated, tree: binary('-', tree, number(level)), level, relation };
}

const isRange = (value: unknown): value is Vec2 => Array.isArray(value) && value.length === 2 && value.every(isNumber) && (value as number[])[0]! < (value as number[])[1]!;

/**
 * Reads a question.
 * @throws Complaint for a formula that cannot be read, a constraint that is constant, more than 6 constraints or 2
 * equalities, a level that is no number, a window whose sides are not [low, high]
 */
export function readQuestion(value: unknown): Inquiry {
  if (!isRecord(value)) throw new Complaint(`The question is ${quote(value)}; allowed is an object with objective, constraints, sense and window.`, 'question');
  const { objective, parameters, constraints, sense, window } = value;
  if (sense !== 'minimise' && sense !== 'maximise') throw new Complaint(`The sense is ${quote(sense)}; allowed are minimise and maximise.`, 'sense');
  if (!isRecord(window) || !isRange(window.x) || !isRange(window.y)) throw new Complaint(`The window is ${quote(window)}; allowed are x and y as [low, high] with low below high.`, 'window');
  if (!Array.isArray(constraints) || constraints.length > MOST) throw new Complaint(`The constraints are ${Array.isArray(constraints) ? constraints.length : quote(constraints)}; allowed are at most ${MOST} of them, in a list.`, 'constraints');
  const bounds = constraints.map((entry: unknown, at) => readBound(entry, parameters, at));
  const equalities = bounds.filter(({ relation }) => relation === '=').length;
  if (equalities > EQUALITIES) throw new Complaint(`There are ${equalities} equalities; in the plane at most ${EQUALITIES} are allowed, since more leave no point free.`, 'constraints');
  const { x, y } = window;
  return { objective: readTerm(objective, parameters, 'objective'), bounds, sense, window: { x: [x[0], x[1]], y: [y[0], y[1]] } };
}
