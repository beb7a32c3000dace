import { Complaint, quote } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { isNumber, words } from '../../problem/read-parts.ts';
import { readChoice, readWindow } from '../../problem/read.ts';
import { bound, treeOf, type Stated } from '../../problem/stated.ts';
import { readQuestion, type Inquiry, type Question } from '../../solver/lagrange/question.ts';

/** What an author writes on a Lagrangian explorer, as given. */
export interface Posed {
  readonly objective: string;
  readonly constraint: string;
  readonly level: string | number;
  readonly relation: string;
  readonly sense: string;
  readonly window: string | null | undefined;
  readonly parameters: string;
}

/** A question of one constraint as a plain value, and as the solver reads it. */
export interface Asked { readonly question: Question; readonly inquiry: Inquiry }

const RELATIONS: Readonly<Record<string, '=' | '<='>> = { '=': '=', '==': '=', '<=': '<=', '≤': '<=' };

/** A formula with the parameters beside it and those after its own “where”. */
function readFormula(text: unknown, parameters: string, about: string): { formula: string; parameters: Record<string, number> } {
  const [, , given] = words(`formula: ${typeof text === 'string' ? text : ''}`, about);
  const [, , shared] = words(`formula: 0 where ${parameters}`, 'parameters');
  if (String(given.formula).trim() === '') throw new Complaint(`${about} is ${quote(text)}; allowed is a formula such as x*y or x^2 + y^2.`, about);
  return { formula: String(given.formula), parameters: { ...(shared.parameters as Record<string, number>), ...(given.parameters as Record<string, number>) } };
}

const SQUARES = [2, 3, 4, 6, 8, 12, 16, 24, 32]; // half sides to choose from
const NODES = 60, NEAR = 0.94;

/** The least square around the origin that holds all of the curve, as far as samples tell; else the first that it comes into. */
function fitted({ stated, level }: { stated: Stated; level: number }): Window {
  const g = bound(treeOf(stated), stated);
  const marks = Array.from({ length: NODES + 1 }, (_, i) => (2 * i) / NODES - 1 + 1e-4);
  const changes = (points: readonly (readonly [number, number])[]) => {
    const signs = points.map(([x, y]) => g(x, y) - level).filter(Number.isFinite).map((value) => value < 0);
    return signs.includes(true) && signs.includes(false);
  };
  const seen = SQUARES.filter((half) => changes(marks.flatMap((s) => marks.map((t) => [s * half, t * half] as const))));
  const whole = seen.find((half) => !changes(marks.flatMap((s) => [-NEAR, NEAR].flatMap((edge) => [[s * half, edge * half], [edge * half, s * half]] as const))));
  const half = whole ?? seen[0] ?? SQUARES[0]!;
  return { x: [-half, half], y: [-half, half] };
}

/**
 * Reads what an author wrote.
 * @throws Complaint for what cannot be read
 */
export function readPosed({ objective, constraint, level, relation, sense, window, parameters }: Posed): Asked {
  const J = readFormula(objective, parameters, 'objective'), g = readFormula(constraint, parameters, 'constraint');
  const k = typeof level === 'string' && level.trim() !== '' ? Number(level) : level;
  if (!isNumber(k)) throw new Complaint(`level is ${quote(level)}; allowed is a number.`, 'level');
  const reads = Object.hasOwn(RELATIONS, relation.trim()) ? RELATIONS[relation.trim()]! : undefined;
  if (!reads) throw new Complaint(`relation is ${quote(relation)}; allowed are = and <=.`, 'relation');
  const question = {
    objective: J.formula, parameters: { ...g.parameters, ...J.parameters }, constraints: [{ g: g.formula, level: k, relation: reads }],
    sense: readChoice(sense, 'sense', ['minimise', 'maximise']), window: window ? readWindow(window) : { x: [-2, 2], y: [-2, 2] } as Window,
  };
  try {
    const inquiry = readQuestion(question);
    if (window) return { question, inquiry };
    const fit = fitted(inquiry.bounds[0]!);
    return { question: { ...question, window: fit }, inquiry: { ...inquiry, window: fit } };
  } catch (error) {
    // The solver counts its constraints; here there is one.
    const { message, about } = error as Complaint;
    throw error instanceof Complaint ? new Complaint(message.replaceAll('constraint 1', 'constraint'), about.replace('constraint 1', 'constraint')) : error;
  }
}
