import { html, type TemplateResult } from 'lit';
import { promptly } from '../../field/slices.ts';
import type { Chart } from '../../geometry/chart.ts';
import { angleOf, armOf, lambdaAt, STEEPEST } from '../../geometry/support-line.ts';
import type { Problem, Vec2 } from '../../problem/types.ts';
import type { Frontier } from '../../solver/frontier.ts';
import { Handle } from '../handle.ts';
import { changeSteps, type Asked } from './answers.ts';
import type { View } from '../views/view.ts';

const ARM = 78, SHORT_ARM = 54; // pixels from where the line touches to the handle that turns it
const TURN = 1, LARGE_TURN = 8; // degrees
const STEP = 0.01, LARGE_STEP = 0.1; // of what t runs over
const HANDLE_TOP = 16; // pixels of the vertical's handle below its end
const DIGITS = 4;

/** What the hands stand at: a vertical, and a line through `touch`. */
export interface Stand {
  readonly chart: Chart;
  readonly frontier: Frontier;
  readonly budget: number;
  readonly lambda: number;
  readonly touch: Vec2;
  /** λ and t in words. */
  readonly text: string;
  readonly letter: 'λ' | 'ν';
}

export const amountOf = (problem: Problem): number => (problem.form === 'penalty' ? problem.lambda : problem.budget);
const round = (value: number): number => Number(Math.max(0, value).toPrecision(DIGITS));

/** The two hands of the trade-off: one moves t, one turns the line; whatever is not the form's own amount is converted. */
export class TradeoffHands {
  readonly #views: () => readonly View[];
  readonly #changed: () => void;
  readonly #vertical: Handle;
  readonly #line: Handle;
  #question = 0;
  #wish: { readonly asked: Asked; readonly form: Problem['form']; readonly amount: number } | undefined;
  #pivot: { readonly at: Vec2; readonly side: number } | undefined;
  stand: Stand | undefined;

  /** @param changed called where a hand moved and the view has nothing else to show for it */
  constructor(plot: () => HTMLElement, views: () => readonly View[], changed: () => void) {
    this.#views = views;
    this.#changed = changed;
    const plane = () => this.stand?.chart.plane;
    const far = () => this.stand!.chart.toValues([this.stand!.chart.inner.right, 0])[0];
    const slide = (t: number) => this.#ask({ budget: round(Math.min(t, far())) });
    const turn = (degrees: number) => this.#ask({ lambda: lambdaAt(this.stand!.chart, degrees) });
    this.#vertical = new Handle({
      get host() { return plot(); }, plane,
      at: () => this.stand && [this.stand.budget, this.stand.chart.toValues([0, this.stand.chart.inner.top + HANDLE_TOP])[1]],
      move: ([t]) => { if (t !== this.stand!.budget) slide(t); },
      press: (key, large) => press(key, (steps) => slide(this.stand!.budget + steps * (large ? LARGE_STEP : STEP) * far()), () => slide(0), () => slide(this.stand!.frontier.places.at(-1)!.budget)),
    });
    this.#line = new Handle({
      get host() { return plot(); }, plane,
      at: () => this.#end,
      move: (values, done) => {
        const degrees = this.#degrees(values);
        if (degrees !== undefined) turn(degrees);
        if (done) this.#pivot = undefined;
      },
      press: (key, large) => press(key, (steps) => turn(angleOf(this.stand!.chart, this.stand!.lambda) + steps * (large ? LARGE_TURN : TURN)), () => turn(0), () => turn(STEEPEST)),
    });
  }

  /** What the hand asked for last, as long as the view still has what it was given for it. */
  wish(problem: Problem): Partial<Record<'lambda' | 'budget', number>> {
    const wish = this.#wish;
    return wish && wish.form === problem.form && wish.amount === amountOf(problem) ? wish.asked : {};
  }

  render(): TemplateResult | undefined {
    if (!this.stand) return undefined;
    const { budget, lambda, chart, letter, text } = this.stand;
    const finite = Math.min(lambda, lambdaAt(chart, STEEPEST));
    return html`${this.#vertical.render('t, the budget: the vertical', { low: 0, high: chart.toValues([chart.inner.right, 0])[0], now: budget, text })}
      ${this.#line.render(`${letter}, the slope of the line`, { low: 0, high: lambdaAt(chart, STEEPEST), now: finite, text })}`;
  }

  /** Puts both where they are drawn. */
  place(root: ParentNode): void {
    const [vertical, line] = root.querySelectorAll<HTMLElement>('.plot > button');
    this.#vertical.place(vertical ?? null);
    this.#line.place(line ?? null);
  }

  get #end(): Vec2 | undefined {
    if (!this.stand) return undefined;
    const { chart, touch, lambda } = this.stand, { inner } = chart;
    return chart.toValues(armOf(chart, touch, angleOf(chart, lambda), inner.right - inner.left < 260 ? SHORT_ARM : ARM));
  }

  /** The angle of the line through a place and where the line touched when the hand took hold; undefined where it only clicked. */
  #degrees(values: Vec2): number | undefined {
    const { chart, touch } = this.stand!, [x, y] = chart.toPixels(values);
    if (!this.#pivot) {
      const at = chart.toPixels(touch), end = chart.toPixels(this.#end!);
      if (Math.hypot(x - end[0], y - end[1]) < 1e-6) return undefined;
      this.#pivot = { at, side: end[0] < at[0] - 1e-6 ? -1 : 1 };
    }
    const { at, side } = this.#pivot;
    return (Math.atan2(side * (y - at[1]), Math.max(1, side * (x - at[0]))) * 180) / Math.PI;
  }

  // Each view by its own form and penalty; of those that one hand moves, one speaks.
  #ask(asked: Asked): void {
    const question = (this.#question += 1), { frontier } = this.stand!;
    for (const [i, view] of this.#views().entries()) {
      const { problem } = view, first = i === 0;
      promptly(changeSteps(problem, asked, first ? frontier : undefined), () => question !== this.#question, (change) => {
        const amount = change?.lambda ?? change?.budget ?? amountOf(problem);
        if (first) this.#wish = { asked, form: problem.form, amount };
        if (change && amount !== amountOf(view.problem)) view.change(change, !first);
        else if (first) this.#changed();
      }, () => {}); // nothing attained there: the view that would show it says so for its own λ
    }
  }
}

/** Arrow keys in steps, Page Up and Down in tens of them, Home and End. @returns whether it was one of them */
function press(key: string, by: (steps: number) => void, home: () => void, end: () => void): boolean {
  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
  if (steps !== undefined) by(steps);
  else if (key === 'Home') home();
  else if (key === 'End') end();
  else return false;
  return true;
}
