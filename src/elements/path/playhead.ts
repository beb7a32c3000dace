import { css, type TemplateResult } from 'lit';
import { placeAt, type Against } from '../../geometry/along.ts';
import { walk } from '../../geometry/sweep.ts';
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

const SNAP_PX = 5; // a hand that comes so near to a rest means the rest
const SAME_PX = 0.5; // nearer it stands on it
const STEP = 0.01, LARGE_STEP = 0.1; // of the axis
const DIGITS = 4; // of λ or t as a hand chooses it
const ASIDE = 1e-12; // of a knot's amount
const FAR = 1e6; // where an axis of t ends at 0, λ has no end

/** A place on the axis that a hand may want exactly: a knot, or where the held-out loss is least. */
export interface Rest { readonly x: number; readonly place: Place; readonly knot: boolean }

const KEYS: Readonly<Record<string, number>> = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: LARGE_STEP, PageDown: -LARGE_STEP };

/** Where a figure stands on the axis of its path, as a slider that drives the figure by the amount of its own form. */
export class Playhead {
  readonly #view: () => View | undefined;
  readonly #handle: Handle;
  #sheet: Sheet | undefined;
  #against: Against = 'lambda';
  #rests: readonly Rest[] = [];
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

  /** Its handle, at a value on the axis of a sheet; `text` is what a screen reader is told of it, `least` where the held-out loss is least. */
  render(sheet: Sheet, against: Against, now: number, text: string, least?: Place): TemplateResult {
    const { chart: { plane, toPixels, inner }, span: { low, high } } = sheet;
    [this.#sheet, this.#against, this.#at] = [sheet, against, plane.toTheta([toPixels([now, 0])[0], inner.bottom])];
    const best = least && sheet.value(least);
    this.#rests = [...sheet.turns.map(({ x, turn: { place } }) => ({ x, place, knot: true })), ...(typeof best === 'number' && best >= low && best <= high ? [{ x: best, place: least!, knot: false }] : [])];
    const keys = `Arrow keys move it in small steps, Page Up and Page Down in steps of ten; it rests on every knot${least ? ' and where the held-out loss is least' : ''}`;
    return this.#handle.render(`Playhead on the path, against ${AXES[against].words}`, { low, high, now, text, keys });
  }

  place(button: HTMLElement | null): void { this.#handle.place(button); }

  /** Has the figure go to a value on the axis, or to a rest exactly. */
  #drive(x: number, rest?: Rest): void {
    const view = this.#view(), sheet = this.#sheet;
    if (!view || !sheet) return;
    const { form } = view.problem, value = Math.min(sheet.span.high, Math.max(sheet.span.low, x));
    const own = form === 'penalty' ? this.#against.endsWith('lambda') : this.#against === 't';
    const place = rest?.place ?? placeAt(sheet.pieces, value);
    const amount = own && !rest ? value : form === 'penalty' ? place?.lambda : place?.budget;
    if (amount === undefined || amount === null) return;
    // A knot is rounded, and just on its other side the weight would not be zero.
    const chosen = !rest ? Number(Math.min(amount, FAR).toPrecision(DIGITS)) : !rest.knot ? amount : amount * (form === 'penalty' ? 1 + ASIDE : 1 - ASIDE);
    view.change(form === 'penalty' ? { lambda: chosen } : { budget: chosen });
  }

  #drag(x: number): void {
    const { chart, span } = this.#sheet!, at = (value: number) => chart.toPixels([value, 0])[0];
    const off = (rest: Rest) => Math.abs(at(rest.x) - at(Math.max(x, span.low)));
    const [near] = this.#rests.filter((rest) => off(rest) < SNAP_PX).sort((a, b) => off(a) - off(b));
    this.#drive(x, near);
  }

  // No step is larger than a tenth of the axis, and none passes over a rest.
  #press(key: string, large: boolean): boolean {
    if (!this.#sheet || !this.#at) return false;
    const { chart: { plane, toPixels, toValues, inner: { left, right } }, span } = this.#sheet, step = KEYS[key];
    if (key === 'Home' || key === 'End') this.#drive(key === 'Home' ? span.low : span.high);
    if (step === undefined) return key === 'Home' || key === 'End';
    const part = (pixel: number) => (pixel - left) / (right - left), at = part(plane.toPixels(this.#at)[0]);
    const rests = this.#rests.map((rest) => ({ rest, part: part(toPixels([rest.x, 0])[0]) })).filter((each) => Math.abs(each.part - at) * (right - left) > SAME_PX);
    const to = walk(at, large ? Math.sign(step) * LARGE_STEP : step, rests.map((each) => each.part));
    this.#drive(toValues([left + to * (right - left), 0])[0], rests.find((each) => each.part === to)?.rest);
    return true;
  }
}
