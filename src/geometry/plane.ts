import { mat2d, vec2 } from 'gl-matrix';
import type { Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';

/** θ ↔ pixels. Pixels count from the upper left; θ₂ grows upward. All in f64: gl-matrix's own arrays would be f32. */
export interface Plane {
  readonly window: Window;
  readonly width: number;
  readonly height: number;
  /** The affine map θ → pixels as [a, b, c, d, e, f] of an SVG matrix. */
  readonly matrix: readonly number[];
  toPixels(theta: Vec2): Vec2;
  toTheta(pixel: Vec2): Vec2;
}

const out = new Float64Array(2) as unknown as vec2; // written and read at once
function pair(map: mat2d, point: Vec2): Vec2 {
  vec2.transformMat2d(out, point as unknown as vec2, map);
  return [out[0], out[1]];
}

/** A plane of `width` × `height` CSS pixels over a window. */
export function plane(window: Window, width: number, height: number): Plane {
  const { x, y } = window;
  const [across, up] = [width / (x[1] - x[0]), height / (y[1] - y[0])];
  const matrix = Float64Array.of(across, 0, 0, -up, -x[0] * across, y[1] * up) as unknown as mat2d;
  const inverse = Float64Array.of(1 / across, 0, 0, -1 / up, x[0], y[1]) as unknown as mat2d;
  return { window, width, height, matrix: [...matrix], toPixels: (theta) => pair(matrix, theta), toTheta: (pixel) => pair(inverse, pixel) };
}

/**
 * The window that shows the argument: the origin, θ̂ and the ball between them, with room around. For θ̂ = 0 the unit square.
 */
export function fitWindow([p, q]: Vec2): Window {
  const half = 1.3 * Math.max(Math.abs(p), Math.abs(q)) || 1.3;
  return { x: [p / 3 - half, p / 3 + half], y: [q / 3 - half, q / 3 + half] };
}

/** The largest value of a convex function on a window: it is taken at one of the four corners. */
export function convexHigh({ x, y }: Window, value: (x: number, y: number) => number): number {
  return Math.max(value(x[0], y[0]), value(x[1], y[0]), value(x[0], y[1]), value(x[1], y[1]));
}
