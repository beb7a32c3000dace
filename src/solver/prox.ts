import { Complaint, quote } from '../problem/complaint.ts';
import type { GroupPenalty, Penalty, Vec2 } from '../problem/types.ts';

/** A proximal point: one minimiser, and the other ones where it is not unique. A zero is exactly 0. */
export interface Proximal {
  /** Of several minimisers the one with most zeros. */
  readonly theta: Vec2;
  /** Where a whole segment ties (SCAD at step γ − 1, MCP at step γ), its two ends are listed. */
  readonly others: readonly Vec2[];
}

const TIE = 8 * Number.EPSILON; // a threshold is a power or a root of rounded numbers

const soft = (size: number, amount: number) => Math.max(size - amount, 0);

/** 0 below a threshold, `beyond` above it, both on it. */
const jump = (size: number, threshold: number, beyond: readonly number[]): readonly number[] =>
  size < threshold * (1 - TIE) ? [0] : size > threshold * (1 + TIE) ? beyond : [0, ...beyond];

/** The root of a·u^m + b·u = z from the right, where this convex function makes every Newton step fall onto it or short. */
function rightRoot(a: number, m: number, b: number, z: number): number {
  let u = Math.min((z / a) ** (1 / m), z / b);
  for (let i = 0; i < 1000; i += 1) {
    const high = a * u ** (m - 1);
    const next = u - (high * u + b * u - z) / (m * high + b);
    if (!(next < u) || next < 0) break;
    u = next;
  }
  return u;
}

// |θ|^p with p < 1: θ + sp θ^(p−1) = z has its larger root beyond the tie with 0, which is at z = ρ(2 − p)/(2(1 − p)) for the
// root ρ = (2s(1 − p))^(1/(2−p)). p = ½ is half thresholding (Xu, Chang, Xu, Zhang 2012), p = 2/3 in Cao, Sun, Xu 2013: their
// cosines and radicals are this root, which Newton steps from the right give to rounding for every p alike.
function bridge(z: number, step: number, p: number): readonly number[] {
  const least = (2 * step * (1 - p)) ** (1 / (2 - p));
  const threshold = (least * (2 - p)) / (2 * (1 - p));
  if (z < threshold * (1 + TIE)) return jump(z, threshold, [least]);
  let x = z;
  for (let i = 0; i < 100; i += 1) {
    const pull = step * p * x ** (p - 1);
    const next = x - (x + pull - z) / (1 - ((1 - p) * pull) / x);
    if (!(next < x)) break;
    x = Math.max(next, least);
  }
  return [x];
}

function power(z: number, step: number, p: number): readonly number[] {
  if (p === 1) return [soft(z, step)];
  if (p === 2) return [z / (1 + 2 * step)];
  if (z === 0 || step === 0) return [z];
  if (p < 1) return bridge(z, step, p);
  if (p > 2) return [rightRoot(step * p, p - 1, 1, z)];
  // Between 1 and 2 the equation is convex in u = θ^(p−1), which also reaches a θ far below z.
  const u = rightRoot(1, 1 / (p - 1), step * p, z);
  const rest = z - step * p * u;
  return [2 * rest > z ? rest : u ** (1 / (p - 1))];
}

// MCP (Zhang 2010): firm thresholding while ½θ² bends up more than sP bends down, else hard thresholding.
function mcp(z: number, step: number, lambda: number, shape: number): readonly number[] {
  if (step >= shape) return jump(z, lambda * Math.sqrt(step * shape), [z]);
  return [z >= shape * lambda ? z : Math.min(z, soft(z, step * lambda) / (1 - step / shape))];
}

// SCAD (Fan and Li 2001): soft, then firm, then none; where the middle piece bends down, a jump from soft to none.
function scad(z: number, step: number, lambda: number, shape: number): readonly number[] {
  const shrunk = soft(z, step * lambda);
  if (step < shape - 1) {
    if (z <= (1 + step) * lambda) return [shrunk];
    // from the end of the bend, so that both joints are met to rounding
    const firm = shape * lambda - ((shape * lambda - z) * (shape - 1)) / (shape - 1 - step);
    return [z >= shape * lambda ? z : Math.min(z, Math.max(lambda, firm))];
  }
  // θ²/2 of the soft point against its full price s(γ + 1)λ²/2, whether the soft point is 0 or not
  const threshold = step > shape + 1 ? lambda * Math.sqrt(step * (shape + 1)) : (lambda * (shape + 1 + step)) / 2;
  return z < threshold * (1 - TIE) ? [shrunk] : z > threshold * (1 + TIE) ? [z] : [shrunk, z];
}

/** Every minimiser of the plane from those of each coordinate's size, with the signs of v. */
function separable(v: Vec2, one: (size: number, i: 0 | 1) => readonly number[]): Proximal {
  const sign = (i: 0 | 1) => (size: number) => (size === 0 ? 0 : Math.sign(v[i]) * size);
  const [first, second] = ([0, 1] as const).map((i) => [...new Set(one(Math.abs(v[i]), i).map(sign(i)))]);
  const all = first!.flatMap((x) => second!.map((y): Vec2 => [x, y]));
  return { theta: all[0]!, others: all.slice(1) };
}

const only = (theta: Vec2): Proximal => ({ theta, others: [] });

function block(v: Vec2, amount: number): Proximal {
  const size = Math.hypot(v[0], v[1]);
  if (size <= amount) return only([0, 0]);
  const kept = (size - amount) / size;
  return only([kept * v[0] || 0, kept * v[1] || 0]);
}

// Moreau: v less its projection on the l1 ball of radius s. In the plane: nothing, or the larger size is cut, or both to the same.
function largest(v: Vec2, step: number): Proximal {
  const [a, b] = [Math.abs(v[0]), Math.abs(v[1])];
  const level = Math.max(Math.max(a, b) - step, (a + b - step) / 2, 0);
  return separable(v, (size) => [Math.min(size, level)]);
}

function grouped(v: Vec2, step: number, { groups, weights }: GroupPenalty): Proximal {
  const weight = groups.map((group, i) => weights?.[i] ?? Math.sqrt(group.length));
  if (groups.length === 1) return block(v, step * weight[0]!);
  return separable(v, (size, i) => [soft(size, step * weight[groups.findIndex((group) => group.includes(i))]!)]);
}

/**
 * The proximal map: all global minimisers of ½‖θ − v‖² + step·R(θ), in closed form or, for lp, to rounding by Newton steps.
 * @param step ≥ 0, finite
 * @param lambda λ of SCAD and MCP where the penalty has none of its own; 1 when neither is given
 * @throws Complaint for a step below 0, and for a typed formula, which has no closed form
 */
export function prox(penalty: Penalty, v: Vec2, step: number, lambda = 1): Proximal {
  if (!(step >= 0 && step < Infinity)) throw new Complaint(`The step of a proximal map is ${quote(step)}; allowed is a number from 0 on.`, 'step');
  switch (penalty.kind) {
    case 'l1': return separable(v, (size) => [soft(size, step)]);
    case 'l2': return separable(v, (size) => [size / (1 + 2 * step)]);
    case 'l2-norm': return block(v, step);
    case 'linf': return largest(v, step);
    case 'elastic-net': return separable(v, (size) => [soft(size, step * penalty.ratio) / (1 + step * (1 - penalty.ratio))]);
    case 'weighted-l1': return separable(v, (size, i) => [soft(size, step * penalty.weights[i])]);
    case 'group': return grouped(v, step, penalty);
    case 'lp': return separable(v, (size) => power(size, step, penalty.p));
    case 'scad': return separable(v, (size) => scad(size, step, penalty.lambda ?? lambda, penalty.shape));
    case 'mcp': return separable(v, (size) => mcp(size, step, penalty.lambda ?? lambda, penalty.shape));
    case 'formula': throw new Complaint(`The penalty “${penalty.formula}” is a formula; a proximal map is known for the named penalties.`, 'penalty');
    default: return penalty satisfies never;
  }
}
