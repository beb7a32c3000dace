import type { Columns, Shape } from './columns.ts';
import { solveFactor } from './factor.ts';
import { centredAt, forcesOf, predict, type Rows } from './local.ts';
import { changeOf, noiseAt, type Fit } from './logistic.ts';

const ROUNDING = 2 ** -49;

/**
 * The last digits of a logistic fit that is close: steps on the active weights with the factor of its last Newton step, each from
 * the force itself. Every step shrinks the error by as much as the curvature has changed since.
 * @param a, curvature already multiplied by λ
 * @returns null where the active set or a sign has to change, or the steps do not shrink: Newton's method has the word again
 */
export function chords(columns: Columns, { a, curvature }: Shape, start: Omit<Fit, 'force'>, eta: Float64Array, rows: Rows & { readonly intercept: number }): Fit | null {
  const { active, signs, factor } = start;
  const { p, norms } = columns;
  const inside = new Uint8Array(p);
  for (const j of active) inside[j] = 1;
  let { theta } = start;
  for (let round = 0, last = Infinity; round < 12; round += 1) {
    const force = forcesOf(columns, rows.pull);
    const noise = noiseAt(columns, rows, theta);
    let room = Infinity; // before another weight would enter
    for (let j = 0; j < p; j += 1) if (!inside[j] && norms[j]! > 0) room = Math.min(room, (a[j]! - Math.abs(force[j]!)) / norms[j]!);
    if (room < -noise) return null;
    const step = solveFactor(factor, Float64Array.from(active, (j, i) => force[j]! - a[j]! * signs[i]! - curvature * theta[j]!));
    const next = Float64Array.from(theta);
    active.forEach((j, i) => { next[j]! += step[i]!; });
    if (active.some((j, i) => signs[i] !== 0 && Math.sign(next[j]!) !== signs[i])) return null;
    const whole = predict(columns, next);
    const { change, lift } = changeOf(columns, rows.bend, eta, whole);
    const size = whole.reduce((most, part) => Math.max(most, Math.abs(part)), 1);
    theta = next;
    eta = whole;
    const done = change <= ROUNDING * size;
    if (!done || columns.intercept) rows = centredAt(columns, eta, rows.intercept + lift);
    if (done && room <= 4 * noise) return null; // at the edge of its condition: whether the minimiser is unique is to be seen
    if (done) return { ...start, theta, intercept: rows.intercept, force };
    if (!(change <= last / 2)) return null;
    last = change;
  }
  return null;
}
