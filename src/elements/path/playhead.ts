import { css, type TemplateResult } from 'lit';
import { placeAt, type Against } from '../../geometry/along.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Place } from '../../solver/trail.ts';
import { AXES } from './against.ts';
import type { Sheet } from './coefficient-chart.ts';
import { Handle } from '../handle.ts';
import type { View } from '../views/view.ts';

export const playheadStyles = css`
  .playhead { stroke: var(--_penalty); stroke-width: 2; }
  .thumb { fill: var(--_penalty); stroke: var(--_field-low); stroke-width: 2; }
  .plot > button { background-color: color-mix(in srgb, var(--_penalty) 18%, transparent); cursor: ew-resize; touch-action: pan-y; }
  .plot > button:focus-visible { outline-color: var(--_penalty); }
`;

const SNAP_PX = 5; // a hand that comes so near to a knot means the knot
const STEP = 0.01, LARGE_STEP = 0.1; // of the axis
const DIGITS = 4; // of λ or t as a hand chooses it
const ASIDE = 1e-12; // of a knot's amount
const FAR = 1e6; // where an axis of t ends at 0, λ has no end

/** Where a figure stands on the axis of its path, as a slider that drives the figure by the amount of its own form. */
export class Playhead {
  readonly #view: () => View | undefined;
  readonly #handle: Handle;
  #sheet: Sheet | undefined;
  #against: Against = 'lambda';
  #at: Vec2 | undefined; // in the units of the chart

  constructor(host: HTMLElement, view: () => View | undefined) {
    this.#view = view;
    this.#handle = new Handle({
      host, plane: () => this.#sheet?.chart.plane, at: () => this.#at,
      move: ([x]) => { if (x !== this.#at?.[0]) this.#drag(this.#sheet?.span.logarithmic ? 10 ** x : x); }, // a click moves nothing
      press: (key, large) => this.#press(key, large),
    });
  }

  hide(): void { this.#at = undefined; }

  /** Its handle, at a value on the axis of a sheet; `text` is what a screen reader is told of it. */
  render(sheet: Sheet, against: Against, now: number, text: string): TemplateResult {
    const { chart: { plane, toPixels, inner }, span: { low, high } } = sheet;
    [this.#sheet, this.#against, this.#at] = [sheet, against, plane.toTheta([toPixels([now, 0])[0], inner.bottom])];
    return this.#handle.render(`Playhead on the path, against ${AXES[against].words}`, { low, high, now, text });
  }

  place(button: HTMLElement | null): void { this.#handle.place(button); }

  /** Has the figure go to a value on the axis, or to a knot exactly. */
  #drive(x: number, knot?: Place): void {
    const view = this.#view(), sheet = this.#sheet;
    if (!view || !sheet) return;
    const { form } = view.problem, value = Math.min(sheet.span.high, Math.max(sheet.span.low, x));
    const own = form === 'penalty' ? this.#against.endsWith('lambda') : this.#against === 't';
    const place = knot ?? placeAt(sheet.pieces, value);
    const amount = own && !knot ? value : form === 'penalty' ? place?.lambda : place?.budget;
    if (amount === undefined || amount === null) return;
    // A knot is rounded, and just on its other side the weight would not be zero.
    const chosen = !knot ? Number(Math.min(amount, FAR).toPrecision(DIGITS)) : amount * (form === 'penalty' ? 1 + ASIDE : 1 - ASIDE);
    view.change(form === 'penalty' ? { lambda: chosen } : { budget: chosen });
  }

  #drag(x: number): void {
    const { chart, span, turns } = this.#sheet!, at = (value: number) => chart.toPixels([value, 0])[0];
    const near = turns.find((turn) => Math.abs(at(turn.x) - at(Math.max(x, span.low))) < SNAP_PX);
    this.#drive(x, near?.turn.place);
  }

  #press(key: string, large: boolean): boolean {
    if (!this.#sheet || !this.#at) return false;
    const { chart: { plane, toValues, inner }, span, turns } = this.#sheet;
    const [at] = plane.toPixels(this.#at), step = (large ? LARGE_STEP : STEP) * (inner.right - inner.left);
    const along = (by: number) => this.#drive(toValues([at + by, 0])[0]);
    const beyond = (by: number) => toValues([at + by, 0])[0];
    const next = key === 'PageUp' ? turns.find(({ x }) => x > beyond(0.5)) : key === 'PageDown' ? [...turns].reverse().find(({ x }) => x < beyond(-0.5)) : undefined;
    switch (key) {
      case 'ArrowRight': case 'ArrowUp': along(step); return true;
      case 'ArrowLeft': case 'ArrowDown': along(-step); return true;
      case 'Home': this.#drive(span.low); return true;
      case 'End': this.#drive(span.high); return true;
      case 'PageUp': case 'PageDown':
        if (next) this.#drive(next.x, next.turn.place);
        else along((key === 'PageUp' ? 1 : -1) * LARGE_STEP * (inner.right - inner.left)); // no knot on that side
        return true;
      default: return false;
    }
  }
}
