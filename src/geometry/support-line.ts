import type { Vec2 } from '../problem/types.ts';
import type { Chart } from './chart.ts';

/** The steepest line that is drawn and dragged, in degrees from level. */
export const STEEPEST = 88;

const perPixel = ({ plane }: Chart): Vec2 => {
  const [x0, y0] = plane.toPixels([0, 0]), [x1, y1] = plane.toPixels([1, 1]);
  return [x1 - x0, y0 - y1];
};

/** The angle below level, in degrees, at which a line of slope −λ is drawn; ∞ is upright. */
export function angleOf(chart: Chart, lambda: number): number {
  const [across, up] = perPixel(chart);
  return lambda === Infinity ? 90 : (Math.atan2(lambda * up, across) * 180) / Math.PI;
}

/** The λ whose line is drawn at an angle, with four digits: what is shown is what is solved. */
export function lambdaAt(chart: Chart, degrees: number): number {
  const [across, up] = perPixel(chart);
  const angle = Math.min(STEEPEST, Math.max(0, degrees));
  return Number(((Math.tan((angle * Math.PI) / 180) * across) / up).toPrecision(4));
}

/** The unit direction of a line at an angle below level, in pixels, down to the right. */
export const directionOf = (degrees: number): Vec2 => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];

/** The place of a handle on the line: so far from where it touches, to the right where that is inside. */
export function armOf({ inner, toPixels }: Chart, touch: Vec2, degrees: number, length: number): Vec2 {
  const [x, y] = toPixels(touch), [dx, dy] = directionOf(degrees);
  const inside = x + length * dx <= inner.right && y + length * dy <= inner.bottom;
  const side = inside || x - length * dx < inner.left || y - length * dy < inner.top ? 1 : -1;
  // Where neither end has room the arm is cut short.
  const room = side < 0 ? 1 : Math.min(1, (inner.right - x) / (length * dx || 1), (inner.bottom - y) / (length * dy || 1));
  return [x + side * Math.max(0.35, room) * length * dx, y + side * Math.max(0.35, room) * length * dy];
}
