import { onBoundary } from '../geometry/boundary.ts';
import { coordinates, figures } from '../geometry/number.ts';
import type { Findings } from '../paint/scene.ts';
import { fixedPenalty } from '../problem/formulas.ts';
import { lambdaInside, statePenalty } from '../problem/penalties.ts';
import { valueOf } from '../problem/stated.ts';
import type { Penalty, Problem, Vec2 } from '../problem/types.ts';
import { writeLoss, writePenalty } from '../problem/write.ts';
import { NAMES } from './names.ts';
import { certificateMark, multiplierText, solutionWords } from './words.ts';

/** One row of what a figure knows: for a reader, and its numbers as they are for a machine. */
export interface Fact {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (number | string)[];
}

/** Whether {R ≤ t} has corners on the axes, on the diagonals, or none. */
function cornersOn(penalty: Penalty): 'axes' | 'diagonals' | 'none' {
  switch (penalty.kind) {
    case 'l1': case 'weighted-l1': case 'scad': case 'mcp': return 'axes';
    case 'lp': return penalty.p <= 1 ? 'axes' : 'none';
    case 'elastic-net': return penalty.ratio > 0 ? 'axes' : 'none';
    case 'group': return penalty.groups.length > 1 ? 'axes' : 'none';
    case 'linf': return 'diagonals';
    case 'l2': case 'l2-norm': case 'formula': return 'none'; // of a typed formula they are not known
    default: return penalty satisfies never;
  }
}

/** The corners of the region, as far as it has any and reaches an end there. */
function corners(problem: Problem, budget: number): Vec2[] {
  const penalty = fixedPenalty(problem), on = cornersOn(penalty), R = valueOf(statePenalty(penalty, 1));
  const ways: Vec2[] = on === 'axes' ? [[1, 0], [0, 1], [-1, 0], [0, -1]] : on === 'diagonals' ? [[1, 1], [-1, 1], [-1, -1], [1, -1]] : [];
  return ways.flatMap((way) => { const corner = onBoundary(R, budget, way); return corner ? [corner] : []; });
}

/** What a figure knows of its problem, row by row: the problem, θ̂, θ*, the numbers of the solution, the region's corners, and the certificate. */
export function factsOf({ problem, solution, landmark: { minimizers } }: Findings): Fact[] {
  const { theta, loss, penalty, objective, lambda, budget, active, support, certificate } = solution;
  const inner = lambdaInside(problem.penalty), { form } = problem;
  const words = (name: string, text: string): Fact => ({ name, text, values: [text] });
  const number = (name: string, value: number | null, none = 'none'): Fact => ({ name, text: value === null ? none : figures(value, 6), values: value === null ? [none] : [value] });
  const points = (name: string, all: readonly Vec2[], none = 'none'): Fact => ({ name, text: all.map((point) => coordinates(point, 6)).join(' ') || none, values: all.length > 0 ? all.flat() : [none] });
  return [
    words('Problem', `${form === 'constraint' ? 'min L subject to R ≤ t' : inner ? 'min L + R' : 'min L + λR'}, where R is ${NAMES[problem.penalty.kind]}`),
    words('Loss', writeLoss(problem.loss)), words('Penalty', writePenalty(problem.penalty)),
    points('θ̂, where the loss is least', minimizers),
    points('θ*, the optimum', solution.minimizers.length > 0 ? solution.minimizers : [theta]),
    form === 'penalty' ? number('λ, as given', problem.lambda) : { name: inner ? 'ν, the multiplier' : 'λ, the multiplier', text: multiplierText(problem, solution, 6).replace(/^[^=]*= /, ''), values: [lambda ?? 'none'] },
    number(form === 'penalty' ? 't = R(θ*)' : 't, as given', budget),
    number('L(θ*), the loss', loss), number('R(θ*), the penalty', penalty), number(form === 'penalty' ? 'Objective L + λR' : 'Objective L', objective),
    { name: 'Support', text: solutionWords(problem, solution), values: support.map((nonzero) => (nonzero ? 'nonzero' : 'zero')) },
    number('Level of the contact', active ? loss : null, 'none: the constraint is inactive'),
    points('Corners of the region', corners(problem, budget)),
    words('Certificate', `${certificateMark(solution)} (${certificate.scope})`),
    number('Residual of stationarity', certificate.stationarity), number('Residual of feasibility', certificate.feasibility), number('Residual of complementarity', certificate.complementarity),
    number('Optimality gap', certificate.gap, 'not known'), number('Bound on the distance to the optimum', certificate.error, 'not known'),
  ];
}

const field = (value: number | string) => (typeof value === 'string' && /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value));

/** The facts as CSV (RFC 4180), numbers in full and with a point in every language: a name, then its values. */
export const csvOf = (facts: readonly Fact[]): string =>
  ['quantity,values', ...facts.map(({ name, values }) => [name, ...values].map(field).join(','))].map((line) => `${line}\r\n`).join('');

/** The facts as lines of text for a reader. */
export const textOf = (facts: readonly Fact[]): string => facts.map(({ name, text }) => `${name}: ${text}\n`).join('');
