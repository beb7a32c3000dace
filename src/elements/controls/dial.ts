import { figures } from '../../geometry/number.ts';
import { MARK_POSITIONS, POWER_MARKS, POWER_STEPS, positionOfPower, powerAt, powerOf } from '../../geometry/powers.ts';
import { amountAt, positionOf, type Scale } from '../../geometry/scale.ts';
import type { Window } from '../../problem/grid.ts';
import type { Penalty, Problem, Vec2 } from '../../problem/types.ts';
import { PARAMETERS, parameterOf, replace, turn, turnPower } from './parameters.ts';
import type { Change } from '../views/view.ts';

/** A place on a dial that a reader knows by name. */
export interface Mark { readonly position: number; readonly text: string; readonly words: string }

/** One number of a problem that a reader's hand moves along a scale from 0 to 1: by slider, in prose, or played. */
export interface Dial {
  readonly symbol: string;
  readonly words: string;
  /** So many steps of the scale are worth telling apart. */
  readonly steps: number;
  /** In order; places that no step jumps over. */
  readonly marks: readonly Mark[];
  /** undefined for a problem that has no such number. */
  value(problem: Problem): number | undefined;
  position(problem: Problem): number;
  text(problem: Problem, digits?: number): string;
  /** The change that puts it there; undefined for a problem that has no such number. */
  to(problem: Problem, position: number): Change | undefined;
  /** What puts back the number that `problem` has, exactly and not as the scale would round it, whatever else has changed by then. */
  back(problem: Problem): (now: Problem) => Change | undefined;
}

const STEPS = 500; // about one a pixel, so that an arrow key is a fine step and Page Up a coarse one
const SNAP = 0.016; // of the scale: a hand rests on a mark, which is one step of many

/** The nearest mark, where a hand is near enough to mean it. */
export const snapped = ({ marks }: Dial, position: number): number => marks.find((mark) => Math.abs(mark.position - position) <= SNAP)?.position ?? position;

/** The same for several problems, which a script or their author may have given different numbers: it names them all. */
export function alike(dial: Dial, problems: readonly Problem[]): Dial {
  const texts = (digits?: number) => [...new Set(problems.map((problem) => dial.text(problem, digits)))];
  return { ...dial, text: (_problem, digits) => texts(digits).reduce((all, text, i, { length }) => `${all}${i < length - 1 ? ',' : ' and'} ${text}`) };
}

/** λ of the penalty form, or t of the constraint form. */
export function amountDial(scale: Scale): Dial {
  const { form } = scale;
  const value = (problem: Problem) => (problem.form !== form ? undefined : problem.form === 'penalty' ? problem.lambda : problem.budget);
  return {
    symbol: form === 'penalty' ? 'λ' : 't', steps: STEPS, marks: [], value,
    words: form === 'penalty' ? 'λ, the weight of the penalty' : 't, the budget of the constraint',
    position: (problem) => positionOf(scale, value(problem) ?? 0),
    text: (problem, digits = 4) => figures(value(problem) ?? Number.NaN, digits),
    to: (problem, position) => {
      const amount = amountAt(scale, position);
      return problem.form !== form ? undefined : form === 'penalty' ? { lambda: amount } : { budget: amount };
    },
    back: (problem) => {
      const amount = value(problem);
      return (now) => (now.form !== form || amount === undefined ? undefined : form === 'penalty' ? { lambda: amount } : { budget: amount });
    },
  };
}

const MARKS: readonly Mark[] = POWER_MARKS.map((p, i) => ({
  position: MARK_POSITIONS[i]!, text: p === 0.5 ? '½' : figures(p), words: `p = ${figures(p)}${p === 1 ? ', L1' : p === 2 ? ', L2' : p === Infinity ? ', the largest weight alone' : ''}`,
}));

/** p from 0.3 to ∞: in constraint form at a held radius. */
export const POWER_DIAL: Dial = {
  symbol: 'p', words: 'p, the power of the weights', steps: POWER_STEPS, marks: MARKS,
  value: ({ penalty }) => powerOf(penalty),
  position: ({ penalty }) => positionOfPower(powerOf(penalty) ?? 1),
  text: ({ penalty }, digits) => figures(powerOf(penalty) ?? Number.NaN, digits),
  to: (problem, position) => (powerOf(problem.penalty) === undefined ? undefined : turnPower(problem, powerAt(position))),
  back: ({ penalty }) => (now) => replace(now, penalty),
};

/** The same, offered of every penalty: one outside the family has no p until a hand moves it. @param last where it stands then */
export const powerDial = (last: number): Dial => ({
  ...POWER_DIAL,
  position: ({ penalty }) => positionOfPower(powerOf(penalty) ?? last),
  text: (problem, digits) => (POWER_DIAL.value(problem) === undefined ? 'none' : POWER_DIAL.text(problem, digits)),
  to: (problem, position) => turnPower(problem, powerAt(position)),
});

/** ρ of the elastic net or γ of SCAD and MCP; undefined for a penalty that has no such number. */
export function shapeDial({ kind, ...given }: Penalty): Dial | undefined {
  const parameter = PARAMETERS[kind];
  if (!parameter) return undefined;
  const { symbol, words, step } = parameter;
  const own = (given as unknown as Record<string, number>)[parameter.field]!;
  const low = Math.min(parameter.low, own), high = Math.max(parameter.high, own);
  const value = ({ penalty }: Problem) => (penalty.kind === kind ? parameterOf(penalty) : undefined);
  return {
    symbol, words, steps: Math.round((high - low) / step), marks: [], value,
    position: (problem) => ((value(problem) ?? low) - low) / (high - low),
    text: (problem, digits) => figures(value(problem) ?? Number.NaN, digits),
    to: (problem, position) => (problem.penalty.kind === kind ? turn(problem, Number((low + step * Math.round((position * (high - low)) / step)).toPrecision(6))) : undefined),
    back: ({ penalty }) => (now) => replace(now, penalty),
  };
}

/** A coordinate of θ̂ of a quadratic loss, over the window that is shown. */
export function minimizerDial(axis: 0 | 1, window: Window): Dial {
  const [low, high] = axis === 0 ? window.x : window.y;
  const decimals = Math.min(100, Math.max(0, 2 - Math.floor(Math.log10(high - low))));
  const value = ({ loss }: Problem) => (loss.kind === 'quadratic' ? loss.minimizer[axis] : undefined);
  return {
    symbol: `θ̂${'₁₂'[axis]}`, words: `θ hat ${axis + 1}, where the loss alone is least`, steps: STEPS, marks: [], value,
    position: (problem) => Math.min(1, Math.max(0, ((value(problem) ?? low) - low) / (high - low))),
    text: (problem, digits) => figures(value(problem) ?? Number.NaN, digits),
    to: ({ loss }, position) => {
      if (loss.kind !== 'quadratic') return undefined;
      const minimizer = [...loss.minimizer] as [number, number];
      minimizer[axis] = Number((low + position * (high - low)).toFixed(decimals));
      return { minimizer: minimizer as Vec2 };
    },
    back: ({ loss }) => () => (loss.kind === 'quadratic' ? { minimizer: loss.minimizer } : undefined),
  };
}
