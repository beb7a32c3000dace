import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onBoundary } from '../../src/geometry/boundary.ts';
import { angleLeft, sweep, wedge } from '../../src/geometry/fan.ts';
import { statePenalty } from '../../src/problem/penalties.ts';
import { valueOf } from '../../src/problem/stated.ts';
import type { Loss, Vec2 } from '../../src/problem/types.ts';
import { normalCone } from '../../src/solver/cone.ts';
import { lossGradient, solve } from '../../src/solver/solve.ts';
import { PENALTY_SAMPLES } from '../problems.ts';

const quadratic = (minimizer: Vec2): Loss => ({ kind: 'quadratic', minimizer, curvature: [[1, 0.3], [0.3, 1]] });
const force = (loss: Loss, theta: Vec2): Vec2 => { const [x, y] = lossGradient(loss, theta); return [-x, -y]; };

describe('the cone at a corner', () => {
  test('the default figure: 45° less the angle of A(θ̂ − θ*) by hand', () => {
    const problem = { loss: quadratic([1.5, 0.3]), penalty: { kind: 'l1' }, form: 'constraint', budget: 0.99 } as const;
    const { theta } = solve(problem);
    const byHand = 45 - (Math.atan2(0.3 * 0.51 + 0.3, 0.51 + 0.3 * 0.3) * 180) / Math.PI;
    expect(angleLeft(normalCone(problem, theta), force(problem.loss, theta))).toBeCloseTo(byHand, 10);
  });

  test('the solution stays on the corner just while an angle is left', () => fc.assert(fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (p, q) => {
    const problem = { loss: quadratic([p, q]), penalty: { kind: 'l1' }, form: 'constraint', budget: 0.8 } as const;
    const corner: Vec2 = [0.8, 0];
    const fan = normalCone(problem, corner), pull = force(problem.loss, corner);
    const inside = Math.abs(pull[1]) < pull[0] - 1e-9, outside = Math.abs(pull[1]) > pull[0] + 1e-9;
    const { theta } = solve(problem);
    if (inside && Math.abs(p) + Math.abs(q) > 0.81) expect(theta).toEqual(corner);
    if (outside) expect(theta).not.toEqual(corner);
    expect(sweep(fan)).not.toBeNull();
    for (const [x, y] of wedge(fan)) expect(Math.abs(y)).toBeLessThanOrEqual(x + 1e-12); // the normal cone of the diamond there
  }), { numRuns: 300 }));
});

describe('the boundary on a ray', () => {
  test.each(Object.entries(PENALTY_SAMPLES))('%s: R = t there, and axes are met exactly', (_, penalty) => {
    const R = valueOf(statePenalty(penalty, 1)), budget = 0.5;
    expect(R(0, 0)).toBe(0);
    for (let degrees = 5; degrees < 360; degrees += 17) {
      const at = onBoundary(R, budget, [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
      if (at) expect(Math.abs(R(...at) - budget)).toBeLessThanOrEqual(1e-12);
    }
    const axis = onBoundary(R, 0.3, [1, 0]);
    if (axis) expect(axis[1]).toBe(0);
  });
  test('nothing where the ray never leaves the region', () => expect(onBoundary((x) => Math.abs(x), 1, [0, 1])).toBeNull());
});
