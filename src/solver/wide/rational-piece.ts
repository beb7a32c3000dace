import { dot, type Columns, type Shape } from './columns.ts';
import type { Form } from './gram.ts';
import { END, spread, type Event, type Piece } from './piece.ts';
import { firstFall, type Rational, type Terms } from './rational.ts';
import { spectrum } from './spectrum.ts';

/**
 * A piece of the elastic net's path. With X_A = Σ sᵢ uᵢeᵢᵀ and σᵢ = eᵢ·(as), θ_A(λ) = Σ eᵢ (βᵢ − λσᵢ)/(sᵢ² + cλ), and along
 * directions that X_A does not see it is −as/c: rational in λ, with every term monotone, so that the first event below λ
 * is found by bounds and bisection and none is missed.
 * @param changed the weight whose event was at the top of the piece, and the sign with which it touches its condition there
 * @param floor events below it are not looked for
 */
export function* rationalPiece(
  columns: Columns, form: Form, { a, curvature: c }: Shape, active: readonly number[], signs: Float64Array, changed: Event, floor: number,
): Generator<void, Piece> {
  const { n, p, x, y } = columns;
  const k = active.length;
  const own = new Float64Array(n * k);
  active.forEach((j, i) => own.set(x.subarray(j * n, (j + 1) * n), i * n));
  const { e, beta, squares } = yield* spectrum(own, y, k);
  const push = Float64Array.from(active, (j, i) => a[j]! * signs[i]!);
  const sigma = Float64Array.from(e, (unit) => dot(unit, 0, push, 0, k));
  const terms: Terms = { beta, sigma, S: squares, c };
  const unseen = Float64Array.from(push);
  if (e.length < k) e.forEach((unit, i) => { for (let j = 0; j < k; j += 1) unseen[j]! -= sigma[i]! * unit[j]!; });
  else unseen.fill(0);
  const thetaAt = (lambda: number) => {
    const values = unseen.map((part) => -part / c);
    e.forEach((unit, i) => {
      const part = (beta[i]! - lambda * sigma[i]!) / (squares[i]! + c * lambda);
      for (let j = 0; j < k; j += 1) values[j]! += part * unit[j]!;
    });
    return spread(p, active, values);
  };
  const gram = active.map((j) => form.column(j));
  const next = (below: number) => {
    let event = END;
    const consider = (f: Rational, weight: number, sign: number, kind: 'enters' | 'leaves', atRoot: boolean) => {
      const lambda = firstFall(f, Math.max(event.lambda, floor), below, atRoot);
      if (lambda !== null && lambda > event.lambda) event = { lambda, weight, sign, kind };
    };
    active.forEach((j, i) => consider({
      level: (-signs[i]! * unseen[i]!) / c, slope: 0, w: Float64Array.from(e, (unit) => signs[i]! * unit[i]!), terms,
    }, j, 0, 'leaves', changed.kind === 'enters' && changed.weight === j));
    const inside = new Set(active);
    for (let j = 0; j < p; j += 1) {
      if (inside.has(j)) continue;
      const w = Float64Array.from(e, (unit) => { let sum = 0; for (let i = 0; i < k; i += 1) sum += gram[i]![j]! * unit[i]!; return sum; });
      for (const sign of [1, -1]) consider({ level: -sign * form.b[j]!, slope: a[j]!, w: w.map((part) => sign * part), terms }, j, sign, 'enters', changed.kind === 'leaves' && changed.weight === j && changed.sign === sign);
    }
    return event;
  };
  return { thetaAt, next };
}
