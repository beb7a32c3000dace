import { coordinates, figures } from '../../geometry/number.ts';
import { scaleOf, type Scale } from '../../geometry/scale.ts';
import { lambdaInside } from '../../problem/penalties.ts';
import type { Problem } from '../../problem/types.ts';
import { amountDial, minimizerDial, POWER_DIAL, powerDial, shapeDial, type Dial } from './dial.ts';
import { supportSentence } from '../support.ts';
import type { View } from '../views/view.ts';

/** A number or a few words about what a view shows, as prose names it. */
export interface Quantity {
  /** Whose colour it has. */
  readonly role: 'loss' | 'penalty' | 'ink';
  /** As a reader sees it; null where this problem has no such thing. */
  text(view: View, digits: number): string | null;
  /** How a hand moves it, in a problem where it is given and not an answer. */
  dial?(view: View, kept: Scale | undefined): { readonly dial: Dial; readonly scale?: Scale } | undefined;
}

const answer = (role: Quantity['role'], read: (view: View) => number | null): Quantity => ({
  role, text: (view, digits) => { const value = read(view); return value === null ? null : figures(value, digits); },
});

/** λ and t: the one that is given follows the hand, the other is the solution's. */
const amount = (form: Problem['form'], read: (view: View) => number | null): Quantity => ({
  role: 'penalty',
  text: (view, digits) => {
    const { problem } = view;
    const value = problem.form !== form ? read(view) : problem.form === 'penalty' ? problem.lambda : problem.budget;
    return value === null ? null : figures(value, digits);
  },
  dial: ({ problem }, kept) => {
    if (problem.form !== form) return undefined;
    const scale = scaleOf([problem], kept);
    return { dial: amountDial(scale), scale };
  },
});

const shape = (of: (problem: Problem) => Dial | undefined): Quantity => ({
  role: 'penalty',
  text: ({ problem }, digits) => of(problem)?.text(problem, digits) ?? null,
  dial: ({ problem }) => { const dial = of(problem); return dial && { dial }; },
});

const minimizer = (axis: 0 | 1): Quantity => ({
  role: 'loss',
  text: ({ problem: { loss }, findings }, digits) => {
    const place = loss.kind === 'quadratic' ? loss.minimizer : findings.landmark.minimizer;
    return place && figures(place[axis], digits);
  },
  dial: ({ problem, frame }) => (problem.loss.kind === 'quadratic' ? { dial: minimizerDial(axis, frame) } : undefined),
});

const ofSolution = (read: (solution: View['solution']) => number | null) => (view: View) => read(view.findings.solution);

export const QUANTITIES: Readonly<Record<string, Quantity>> = {
  theta1: answer('ink', ofSolution(({ theta }) => theta[0])),
  theta2: answer('ink', ofSolution(({ theta }) => theta[1])),
  theta: { role: 'ink', text: ({ findings }, digits) => coordinates(findings.solution.theta, digits) },
  lambda: amount('penalty', ({ findings: { problem, solution } }) => (lambdaInside(problem.penalty) ? null : solution.lambda)),
  t: amount('constraint', ofSolution(({ budget }) => budget)),
  multiplier: answer('penalty', ofSolution(({ lambda }) => lambda)), // of the wall, also where it is no λ of the penalty form
  loss: answer('loss', ofSolution(({ loss }) => loss)),
  level: answer('loss', ofSolution(({ loss }) => loss)), // of the contour that touches the region
  penalty: answer('penalty', ofSolution(({ penalty }) => penalty)),
  objective: answer('ink', ofSolution(({ objective }) => objective)),
  zeros: answer('ink', ofSolution(({ support }) => support.filter((nonzero) => !nonzero).length)),
  support: { role: 'ink', text: ({ findings: { solution } }) => supportSentence(solution.support) },
  certificate: {
    role: 'ink',
    text: ({ findings: { solution: { certificate: { holds, scope } } } }) => (!holds ? 'not certified' : scope === 'best-found' ? 'best found' : 'certified'),
  },
  gap: answer('ink', ofSolution(({ certificate: { gap } }) => gap)),
  // Of a penalty outside the family there is none, and a hand that moves it comes back.
  p: { ...shape((problem) => (POWER_DIAL.value(problem) === undefined ? undefined : POWER_DIAL)), dial: () => ({ dial: powerDial(1) }) },
  rho: shape(({ penalty }) => (penalty.kind === 'elastic-net' ? shapeDial(penalty) : undefined)),
  minimizer1: minimizer(0),
  minimizer2: minimizer(1),
};
