import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { Matrix2, Vec2 } from '../../src/problem/types.ts';
import { constrain } from '../../src/solver/constrain.ts';
import { minimise } from '../../src/solver/minimise.ts';

// How often the corner wins: the share of θ̂ whose solution has exact zeros, counted over many solves and compared with
// areas of polygons (uniform) and normal probabilities (Gaussian) from other software. Zeros are the solver's own, exact.

interface Case {
  readonly id: string;
  readonly problem: { readonly A: Matrix2; readonly form: 'constraint' | 'penalty'; readonly t: number; readonly lambda: number; readonly theta_hat: { readonly dist: 'uniform' | 'gaussian'; readonly square: Vec2; readonly sigma: number } };
  readonly expected: Readonly<Record<string, number>>;
}
const { problems } = JSON.parse(readFileSync(new URL('../references/c_corner_probability.json', import.meta.url), 'utf8')) as { problems: Case[] };
const DRAWS = 8_000;

/** Evenly scattered points (the additive recurrence of the plastic number), lined up with no edge of any region. */
function* draws({ dist, square, sigma }: Case['problem']['theta_hat']): Generator<Vec2> {
  for (let i = 1; i <= DRAWS; i += 1) {
    const u = (0.5 + i * 0.7548776662466927) % 1, v = (0.5 + i * 0.5698402909980532) % 1;
    if (dist === 'uniform') yield [square[0] + (square[1] - square[0]) * u, square[0] + (square[1] - square[0]) * v];
    else { // Box and Muller
      const radius = sigma * Math.sqrt(-2 * Math.log(u || Number.MIN_VALUE));
      yield [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)];
    }
  }
}

function shares({ A, form, t, lambda, theta_hat }: Case['problem'], kind: 'l1' | 'l2'): Record<string, number> {
  const counted = { interior_inactive: 0, vertex_one_zero: 0, edge_no_zero: 0, two_zeros: 0, one_zero: 0, no_zero: 0 };
  const share = 1 / DRAWS;
  for (const minimizer of draws(theta_hat)) {
    const quadratic = quadraticOf({ kind: 'quadratic', minimizer, curvature: A });
    if (form === 'penalty') {
      const zeros = minimise(quadratic, { kind }, lambda).theta.filter((part) => part === 0).length;
      counted[(['no_zero', 'one_zero', 'two_zeros'] as const)[zeros]!] += share;
    } else {
      const { theta, lambda: multiplier } = constrain(quadratic, { kind }, t);
      counted[multiplier === 0 ? 'interior_inactive' : theta.includes(0) ? 'vertex_one_zero' : 'edge_no_zero'] += share;
    }
  }
  return counted;
}

describe('the share of solutions with exact zeros', () => {
  for (const { id, problem, expected } of problems) test(id, () => {
    const found = shares(problem, 'l1');
    for (const [name, share] of Object.entries(expected)) {
      if (!(name in found)) continue; // a ratio of two others
      // the files' own tolerance for a count of n draws
      expect(Math.abs(found[name]! - share)).toBeLessThanOrEqual(4 * Math.sqrt((share * (1 - share)) / DRAWS) + 1e-3);
    }
  });

  test('with L2 it is none: of all these θ̂ not one solution has a zero', () => {
    for (const { problem } of problems.slice(0, 140).filter((_, i) => i % 20 === 0)) {
      const found = shares(problem, 'l2');
      expect(found.vertex_one_zero! + found.one_zero! + found.two_zeros!).toBe(0);
    }
  });
});
