// The default problem of the figure by hand, for those who are measured beside it: ½(θ−θ̂)ᵀA(θ−θ̂) + λ(|θ₁| + |θ₂|).
import { fitWindow } from '../../../src/geometry/plane.ts';

const [a, h, c] = [1, 0.3, 1];
export const MINIMIZER = [1.5, 0.3];
export const WINDOW = fitWindow(MINIMIZER);
/** The least λ at which θ* is 0. */
export const LAMBDA_MAX = Math.max(a * MINIMIZER[0] + h * MINIMIZER[1], h * MINIMIZER[0] + c * MINIMIZER[1]);
export const LINES = 12;

export const loss = (x, y) => {
  const u = x - MINIMIZER[0], v = y - MINIMIZER[1];
  return (a * u * u + 2 * h * u * v + c * v * v) / 2;
};
export const penalty = (x, y) => Math.abs(x) + Math.abs(y);

/** θ* by coordinate descent: far quicker than anything that is drawn here. */
export function argmin(lambda) {
  const shrink = (force) => Math.sign(force) * Math.max(0, Math.abs(force) - lambda);
  let [x, y] = [0, 0];
  for (let turn = 0; turn < 60; turn += 1) {
    x = shrink(a * MINIMIZER[0] + h * (MINIMIZER[1] - y)) / a;
    y = shrink(h * (MINIMIZER[0] - x) + c * MINIMIZER[1]) / c;
  }
  return [x, y];
}

/** Centres of `n` cells of an axis, from its low end to its high end. */
export const centres = ([low, high], n) => Float64Array.from({ length: n }, (_, i) => low + ((high - low) * (i + 0.5)) / n);

/** L and R at n × n cell centres, row by row from the highest θ₂ (`down`) or from the lowest. */
export function grids(n, down = true) {
  const x = centres(WINDOW.x, n), y = centres(WINDOW.y, n);
  if (down) y.reverse();
  const L = new Float64Array(n * n), R = new Float64Array(n * n);
  for (let row = 0, at = 0; row < n; row += 1) for (let column = 0; column < n; column += 1, at += 1) {
    L[at] = loss(x[column], y[row]);
    R[at] = penalty(x[column], y[row]);
  }
  return { x, y, L, R };
}

/** Fills `out` with the objective; its least and largest value. */
export function objective({ L, R }, lambda, out) {
  let low = Infinity, high = -Infinity;
  for (let at = 0; at < out.length; at += 1) {
    const value = L[at] + lambda * R[at];
    out[at] = value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Levels whose lines are as even as the figure's: equal steps of the square root. */
export const levels = ([low, high]) => Array.from({ length: LINES }, (_, i) => low + (high - low) * ((i + 1) / (LINES + 1)) ** 2);

/** θ in the pixels of a square of `size`. */
export const toPixels = ([x, y], size) => [((x - WINDOW.x[0]) / (WINDOW.x[1] - WINDOW.x[0])) * size, ((WINDOW.y[1] - y) / (WINDOW.y[1] - WINDOW.y[0])) * size];

const SVG = 'http://www.w3.org/2000/svg';
/** An SVG over the whole host with a dot; what moves it. */
export function dotOver(host, size) {
  const svg = document.createElementNS(SVG, 'svg'), dot = document.createElementNS(SVG, 'circle');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  for (const [name, value] of Object.entries({ position: 'absolute', inset: '0', width: `${size}px`, height: `${size}px` })) svg.style.setProperty(name, value);
  dot.setAttribute('r', '6');
  svg.append(dot);
  host.style.setProperty('position', 'relative');
  host.append(svg);
  return (theta) => {
    const [x, y] = toPixels(theta, size);
    dot.setAttribute('cx', String(x));
    dot.setAttribute('cy', String(y));
  };
}

/** A canvas of n × n pixels, `size` wide on the page. */
export function canvasOf(host, n, size) {
  const canvas = Object.assign(document.createElement('canvas'), { width: n, height: n });
  canvas.style.setProperty('width', `${size}px`);
  canvas.style.setProperty('height', `${size}px`);
  canvas.style.setProperty('display', 'block');
  host.append(canvas);
  return canvas;
}
