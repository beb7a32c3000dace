import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onBoundary } from '../../src/geometry/boundary.ts';
import { angleApart, angleLeft, isHeld, sweep, wedge } from '../../src/geometry/fan.ts';
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

describe('the angle between a force and what a cone holds', () => {
  const at = (degrees: number): Vec2 => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const degrees = fc.double({ min: -180, max: 180, noNaN: true });
  const round = (a: number) => Math.abs(((a + 540) % 360) - 180);

  test('a ray: the angle itself; a line: to its nearer half', () => fc.assert(fc.property(degrees, degrees, (a, b) => {
    expect(angleApart({ kind: 'ray', along: at(a) }, at(b))).toBeCloseTo(round(a - b), 6);
    expect(angleApart({ kind: 'line', through: [0, 0], along: at(a) }, at(b))).toBeCloseTo(Math.min(round(a - b), round(a + 180 - b)), 6);
  })));

  test('a cone: 0 inside, else to the nearer edge, and just then an angle is left', () => fc.assert(fc.property(degrees, fc.double({ min: 1, max: 179, noNaN: true }), fc.double({ min: 0, max: 360, noNaN: true }), (start, width, offset) => {
    if (Math.abs(offset - width) < 1e-6 || offset < 1e-6 || offset > 360 - 1e-6) return;
    const fan = { kind: 'cone', from: at(start), to: at(start + width) } as const, force = at(start + offset);
    const inside = offset < width;
    expect(angleApart(fan, force)).toBeCloseTo(inside ? 0 : Math.min(offset - width, 360 - offset), 6);
    const left = angleLeft(fan, force);
    if (inside) expect(left).toBeCloseTo(Math.min(offset, width - offset), 6);
    else expect(left).toBeNull();
  })));
});

test('a certified point of a smooth loss has a force that its fan holds, and one that is moved has not', () => {
  for (const penalty of Object.values(PENALTY_SAMPLES).filter(({ kind }) => kind !== 'formula')) {
    for (const form of ['penalty', 'constraint'] as const) {
      const problem = form === 'penalty' ? { loss: quadratic([1.5, 0.3]), penalty, form, lambda: 0.4 } : { loss: quadratic([1.5, 0.3]), penalty, form, budget: 0.4 };
      const { theta, active } = solve(problem);
      if (!active) continue;
      const fan = normalCone(problem, theta);
      expect(isHeld(fan, force(problem.loss, theta)), `${penalty.kind} ${form}`).toBe(true);
      if (fan.kind === 'point' || fan.kind === 'ray') expect(isHeld(fan, force(problem.loss, [theta[0] + 0.01, theta[1] - 0.02])), `${penalty.kind} ${form}`).toBe(false);
    }
  }
});
