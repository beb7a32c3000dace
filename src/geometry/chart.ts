import type { Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';
import { figures } from './number.ts';
import { plane, type Plane } from './plane.ts';
import { ticks, type Tick } from './ticks.ts';

/** What one axis of a chart runs over: low < high, and both above 0 on a logarithmic one. */
export interface Span {
  readonly low: number;
  readonly high: number;
  readonly logarithmic?: boolean;
}

/** Room around the data for ticks and names, in CSS pixels. */
export interface Margins { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** A tick and how far along its axis it stands, in pixels of the plot. */
export interface Notch extends Tick { readonly at: number }

/** A chart of two quantities: where a pair of values is drawn, and what a pixel means. */
export interface Chart {
  /** The same map for what draws on planes; its units are log10 of the values on a logarithmic axis. */
  readonly plane: Plane;
  /** The rectangle of the data in pixels. */
  readonly inner: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** How much larger than 14 px its letters are. */
  readonly type: number;
  readonly x: readonly Notch[];
  readonly y: readonly Notch[];
  toPixels(values: Vec2): Vec2;
  toValues(pixel: Vec2): Vec2;
}

export const MARGINS: Margins = { left: 46, right: 14, top: 26, bottom: 30 };
const APART_PX = { x: 80, y: 60 };
const LONGEST = { x: 9, y: 6 }; // letters of a tick: on the left there is room for no more

const unit = ({ logarithmic }: Span, value: number) => (logarithmic ? Math.log10(value) : value);
const value = ({ logarithmic }: Span, at: number) => (logarithmic ? 10 ** at : at);

// Whole powers of ten; over less than two decades, where there would be few, also their double and fivefold.
function decades({ low, high }: Span, count: number): Tick[] {
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  const stride = Math.max(1, Math.ceil((last - first) / Math.max(1, count)));
  const factors = high / low < 100 ? [1, 2, 5] : [1];
  const all = Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => 10 ** (first + stride * i)).flatMap((power) => factors.map((factor) => factor * power));
  return all.filter((at) => at >= low * (1 - 1e-9) && at <= high * (1 + 1e-9)).map((at) => ({ value: at, text: figures(at, 1) }));
}

function notches(span: Span, pixels: number, axis: 'x' | 'y'): Tick[] {
  const count = Math.max(2, pixels / APART_PX[axis]);
  if (span.logarithmic) return decades(span, count);
  let found = ticks(span.low, span.high, count, LONGEST[axis]);
  for (let more = 1.4 * count; found.length < 2 && more < 3 * count; more *= 1.4) found = ticks(span.low, span.high, more, LONGEST[axis]); // from one alone no unit could be read
  return found;
}

/**
 * A chart of `width` × `height` CSS pixels over two spans; y grows upward.
 * @param margins for letters of 14 px @param type how much larger they are
 */
export function chart(x: Span, y: Span, width: number, height: number, margins: Margins = MARGINS, type = 1): Chart {
  const margin = margins.left * type, head = margins.top * type;
  const inner = { left: margin, right: Math.max(margin + 1, width - margins.right * type), top: head, bottom: Math.max(head + 1, height - margins.bottom * type) };
  const across = (unit(x, x.high) - unit(x, x.low)) / (inner.right - inner.left), up = (unit(y, y.high) - unit(y, y.low)) / (inner.bottom - inner.top);
  const left = unit(x, x.low) - across * inner.left, top = unit(y, y.high) + up * inner.top;
  const window: Window = { x: [left, left + across * width], y: [top - up * height, top] };
  const drawn = plane(window, width, height);
  const toPixels = (values: Vec2) => drawn.toPixels([unit(x, values[0]), unit(y, values[1])]);
  return {
    plane: drawn, inner, type, toPixels,
    toValues: (pixel) => { const [u, v] = drawn.toTheta(pixel); return [value(x, u), value(y, v)]; },
    x: notches(x, (inner.right - inner.left) / type, 'x').map((tick) => ({ ...tick, at: toPixels([tick.value, y.low])[0] })),
    y: notches(y, (inner.bottom - inner.top) / type, 'y').map((tick) => ({ ...tick, at: toPixels([x.low, tick.value])[1] })),
  };
}
