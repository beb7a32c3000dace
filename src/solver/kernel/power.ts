import type { Vec2 } from '../../problem/types.ts';
import { type Bowl, pullExactly } from './bowl.ts';
import { only, type Point } from './point.ts';
import { differenceOfProducts } from './products.ts';
import { increasingRoot } from './root.ts';

const ROUNDS = 200;
const COARSE = 1 / 16;
const close = (a: number, b: number) => Math.abs(a - b) <= 2 * Number.EPSILON * Math.abs(b);

/**
 * The z ≥ 0 with c y + k z = r, where z = y^(p−1); c, r ≥ 0, k > 0. Convex in z for p < 2 and in y for p > 2: from a point
 * to the right of the root Newton's steps descend to it.
 */
function part(c: number, k: number, p: number, r: number): { y: number; z: number } {
  if (r === 0) return { y: 0, z: 0 };
  const most = r / k;
  if (c === 0) return { y: most ** (1 / (p - 1)), z: most };
  if (p < 2) {
    const power = 1 / (p - 1);
    let z = Math.min(most, (r / c) ** (p - 1));
    for (let round = 0; round < ROUNDS; round += 1) {
      const y = z ** power;
      const next = z - (c * y + k * z - r) / ((c * power * y) / z + k);
      if (!(next < z) || close(next, z)) break;
      z = next;
    }
    // θ = z^(1/(p−1)) has lost digits for p near 1: the equation in y itself has them
    let y = z ** power;
    for (let round = 0; round < 2 && y > 0; round += 1) {
      const pulled = k * y ** (p - 1), step = (c * y + pulled - r) / (c + ((p - 1) * pulled) / y);
      if (Math.abs(step) <= y / 2) y -= step;
    }
    return { y, z: y > 0 ? y ** (p - 1) : z };
  }
  let y = Math.min(r / c, most ** (1 / (p - 1)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const z = y ** (p - 1);
    const next = y - (c * y + k * z - r) / (c + (k * (p - 1) * z) / y);
    if (!(next < y) || close(next, y)) break;
    y = next;
  }
  return { y, z: y ** (p - 1) };
}

/** k (p − 1)|y|^(p−2): the bend of k/p |y|^p. */
const bendOf = (k: number, p: number, y: number) => (y === 0 ? (p < 2 ? Infinity : 0) : k * (p - 1) * Math.abs(y) ** (p - 2));

/** What Newton's steps at θ ask for: v = sign(θ)|θ|^(p−1), the residual −∇L − kv, and H⁻¹ with H = A + k∇²(Σ|θᵢ|^p/p). */
export function linearised(bowl: Bowl, p: number, k: number, theta: Vec2): { v: Vec2; residual: Vec2; solve: (w: Vec2) => Vec2 } {
  const { a, h, c, det } = bowl;
  const [x, y] = theta;
  const v: Vec2 = [Math.sign(x) * Math.abs(x) ** (p - 1), Math.sign(y) * Math.abs(y) ** (p - 1)];
  const force = pullExactly(bowl, theta);
  const d1 = bendOf(k, p, x), d2 = bendOf(k, p, y);
  const all = det + d1 * c + d2 * a + d1 * d2;
  // An infinite bend holds its weight where it is.
  const solve = ([s, t]: Vec2): Vec2 => (d1 < Infinity && d2 < Infinity
    ? [differenceOfProducts(c + d2, s, h, t) / all, differenceOfProducts(a + d1, t, h, s) / all] : [s / (a + d1), t / (c + d2)]);
  return { v, residual: [force[0] - k * v[0], force[1] - k * v[1]], solve };
}

/** A Newton step, taken while it refines and does not search: for p < 2 small beside each weight, since R bends so much near 0. */
function refined(p: number, theta: Vec2, [s, t]: Vec2): Vec2 {
  const [x, y] = theta;
  const size = Math.abs(x) + Math.abs(y);
  const small = p < 2 ? Math.abs(s) <= Math.abs(x) / 2 && Math.abs(t) <= Math.abs(y) / 2 : Math.abs(s) + Math.abs(t) <= size / 2;
  return small ? [x + s, y + t] : theta;
}

/** A bound on Σ|θᵢ|^p at the solution, which costs no more than θ = 0: k/p Σ|θᵢ|^p ≤ L(0) − min L. */
function mostPower({ b, minimizer, q, rank, eigenvalues }: Bowl, p: number, k: number): number {
  const drop = rank === 2 ? Math.abs(b[0] * minimizer[0]) + Math.abs(b[1] * minimizer[1]) : rank === 1 ? (q[0] * b[0] + q[1] * b[1]) ** 2 / eigenvalues[0] : 0;
  return (p * drop) / k;
}

/**
 * b − Aθ = k sign(θ)|θ|^(p−1), p > 1, k > 0. With y eliminated (a root of its own) what is left for x,
 * det A (x − θ̂₁) + k(c z(x) − h z(y)) = 0 with z = sign(·)|·|^(p−1), increases, and its root lies between those with L's full
 * and with its least bend along x. Two Newton steps in both weights give the last digits.
 */
export function stationaryPower(bowl: Bowl, p: number, k: number): Vec2 {
  const { a, h, c, det, b, minimizer } = bowl;
  const follow = (x: number): { y: number; z: number } => {
    const r = b[1] - h * x;
    const found = part(c, k, p, Math.abs(r));
    return r < 0 ? { y: -found.y, z: -found.z } : found;
  };
  const left = (x: number, z: number) => (c === 0 ? a * x + k * z - b[0] : (det * (x - minimizer[0]) + k * differenceOfProducts(c, z, h, follow(x).z)) / c);
  const rest = -left(0, 0);
  if (rest === 0) return [0, follow(0).y];
  const sign = Math.sign(rest), size = Math.abs(rest);
  // The unknown is z = |x|^(p−1) for p < 2, else |x|: the function is smooth in it.
  const low = part(a, k, p, size), high = part(c > 0 ? det / c : a, k, p, size);
  const read = (x: number, z: number) => (p < 2 ? z : x);
  const most = mostPower(bowl, p, k);
  const weight = (at: number) => (p < 2 ? at ** (1 / (p - 1)) : at);
  const value = (x: number, z: number): number => sign * left(sign * x, sign * z);
  const bend = (x: number): number => {
    const d2 = bendOf(k, p, follow(sign * x).y);
    return d2 === Infinity || c + d2 === 0 ? a : (det + a * d2) / (c + d2);
  };
  const at = increasingRoot((at) => {
    const x = weight(at), z = p < 2 ? at : at ** (p - 1);
    return [value(x, z), p < 2 ? (bend(x) * x) / ((p - 1) * z) + k : bend(x) + (k * (p - 1) * z) / x];
  }, read(low.y, low.z), Math.min(read(high.y, high.z), read(most ** (1 / p), most ** ((p - 1) / p))), read(low.y, low.z));
  let x = weight(at);
  if (p < 1 + COARSE && x > 0 && x < Infinity) {
    // an ulp of z is many of x: the root once more, between the neighbours of z
    const from = weight(at * (1 - 4 * Number.EPSILON)), to = weight(at * (1 + 4 * Number.EPSILON));
    x = increasingRoot((x) => [value(x, x ** (p - 1)), bend(x) + (k * (p - 1) * x ** (p - 1)) / x], from, to, x);
  }
  let theta: Vec2 = [sign * x, follow(sign * x).y];
  for (let round = 0; round < 2; round += 1) {
    const { residual, solve } = linearised(bowl, p, k, theta);
    theta = refined(p, theta, solve(residual));
  }
  return theta;
}

/** min L + k/p Σ|θᵢ|^p, p > 1. */
export const shrinkPower = (bowl: Bowl, p: number, k: number): Point => only(k === Infinity ? [0, 0] : stationaryPower(bowl, p, k));
