import { html, nothing, svg, type TemplateResult } from 'lit';
import { chart, type Chart } from '../../geometry/chart.ts';
import type { Curve } from '../../geometry/shares/curve.ts';
import { figures } from '../../geometry/number.ts';
import { percent } from './words.ts';
import { chartAxes } from '../views/chart-axes.ts';
import { Handle } from '../handle.ts';
import { typeScale } from '../layers/measure.ts';
import type { AtlasMode } from './sheet.ts';

const HEIGHT_PX = 150;
const MARGINS = { left: 40, right: 12, top: 28, bottom: 28 };
const MOST_TYPE = 1.6; // of the usual letters: more would leave no room for the curve
const DIGITS = 4;
const NARROW = 280; // pixels: less has no room for what the share is of, which the list above says
const STEP = 0.01, LARGE_STEP = 0.1; // of the axis
const KEYS: Readonly<Record<string, number>> = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: LARGE_STEP, PageDown: -LARGE_STEP, Home: -1, End: 1 };

/** What the chart shows: the curve, λ or t now, and the share there where it is known better than by the curve. */
export interface ChartState {
  readonly curve: Curve;
  readonly form: 'penalty' | 'constraint';
  readonly mode: AtlasMode;
  /** Whether equal weights are meant, as under L∞, and not zeros. */
  readonly tied: boolean;
  readonly amount: number;
  readonly share: number | undefined;
}

const between = ({ top, shares }: Curve, amount: number): number => {
  const at = (Math.min(top, amount) / top) * (shares.length - 1), below = Math.min(Math.floor(at), shares.length - 2);
  return shares[below]! + (at - below) * (shares[below + 1]! - shares[below]!);
};

/** The share of exact zeros against λ or t, with a playhead that drives the figure. */
export class AtlasChart {
  readonly #host: HTMLElement;
  readonly #handle: Handle;
  readonly #root: () => ParentNode;
  #chart: Chart | undefined;
  #state: ChartState | undefined;

  /** @param move the reader's hand wants that λ or t */
  constructor(host: HTMLElement, root: () => ParentNode, move: (amount: number) => void) {
    this.#host = host;
    this.#root = root;
    const element = () => root().querySelector<HTMLElement>('.chart') ?? host;
    this.#handle = new Handle({
      get host() { return element(); },
      plane: () => this.#chart?.plane,
      at: () => this.#point(),
      move: ([amount]) => { if (amount !== this.#point()![0]) this.#go(amount, move); }, // a click moves nothing
      press: (key, large) => {
        const step = KEYS[key];
        if (step === undefined || !this.#state) return false;
        const { curve: { top }, amount } = this.#state;
        this.#go(Math.min(top, amount) + (large && Math.abs(step) === STEP ? Math.sign(step) * LARGE_STEP : step) * top, move);
        return true;
      },
    });
  }

  #go(to: number, move: (amount: number) => void): void {
    const { curve: { top }, amount } = this.#state!;
    const next = Number(Math.min(top, Math.max(0, to)).toPrecision(DIGITS));
    if (next !== amount) move(next);
  }

  #point(): readonly [number, number] | undefined {
    if (!this.#state) return undefined;
    const { curve, amount, share } = this.#state;
    return [Math.min(curve.top, amount), 100 * (share ?? between(curve, amount))];
  }

  render(state: ChartState | undefined, width: number): TemplateResult | typeof nothing {
    this.#state = state;
    if (!state) return nothing;
    const { curve: { top, shares }, form, mode, tied, amount } = state;
    const drawn = (this.#chart = chart({ low: 0, high: top }, { low: 0, high: 100 }, width, HEIGHT_PX, MARGINS, Math.min(MOST_TYPE, typeScale(this.#host))));
    const path = shares.map((share, i) => `${i === 0 ? 'M' : 'L'}${drawn.toPixels([(top * i) / (shares.length - 1), 100 * share]).map((part) => part.toFixed(2)).join()}`).join('');
    const [, share] = this.#point()!, [x, y] = drawn.toPixels(this.#point()!);
    const symbol = form === 'penalty' ? 'λ' : 't', what = tied ? 'equal weights' : 'exact zeros';
    const name = width < NARROW ? `% with ${what}` : mode === 'minimizer' ? `% of θ̂ with ${what}` : `% of correlations with ${what}`;
    return html`<div class="chart" role="group" aria-label=${`The share of ${mode === 'minimizer' ? 'θ̂' : 'correlations'} with ${what} as ${symbol} runs from 0 to ${figures(top)}: ${percent(shares[0]!)} at first, ${percent(Math.max(...shares))} at most, ${percent(shares.at(-1)!)} at last`}>
      <svg aria-hidden="true">
        ${chartAxes(drawn, { x: svg`<tspan class="math">${symbol}</tspan>`, y: svg`<tspan class="word">${name}</tspan>` })}
        <line class="playhead" x1=${x} x2=${x} y1=${drawn.inner.top} y2=${drawn.inner.bottom} />
        <path class="curve" d=${path} /><circle class="now" cx=${x} cy=${y} r="6" />
      </svg>
      ${this.#handle.render(`${symbol}, on the curve of shares`, { low: 0, high: top, now: Math.min(top, amount), text: `${symbol} = ${figures(amount, 4)}: ${percent(share / 100)} with ${what}` })}
    </div>`;
  }

  updated(): void { this.#handle.place(this.#root().querySelector('.chart button')); }
}
