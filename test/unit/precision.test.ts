import { expect, test } from 'vitest';
import { isPrecise } from '../../src/paint/precision.ts';
import type { Picture } from '../../src/paint/picture.ts';
import { formulasOf } from '../../src/problem/formulas.ts';
import type { Window } from '../../src/problem/grid.ts';
import { lossFunction } from '../../src/field/cpu.ts';
import { LOSS_SAMPLES } from '../problems.ts';
import type { Loss, Matrix2, Vec2 } from '../../src/problem/types.ts';

function picture(loss: Loss, window: Window, lambda = 0.6): Picture {
  const value = lossFunction(loss);
  const corners = [value(window.x[0], window.y[0]), value(window.x[1], window.y[0]), value(window.x[0], window.y[1]), value(window.x[1], window.y[1])];
  return {
    formulas: formulasOf({ loss, penalty: { kind: 'l1' }, form: 'penalty', lambda }, undefined)!, window, lambda, power: 0.5, heat: { of: 'objective', low: 0, high: Math.max(...corners) + lambda * 8 },
    levels: null, contact: null, lineWidth: 1, ramp: new Uint8ClampedArray(1024), line: [0, 0, 0, 1],
  };
}
const quadratic = (minimizer: Vec2, curvature: Matrix2): Loss => ({ kind: 'quadratic', minimizer, curvature });
const HOME: Window = { x: [-2, 3], y: [-2, 3] };

test('the usual figures are drawn by f32, at any pixel density', () => {
  for (const loss of [LOSS_SAMPLES.default!, LOSS_SAMPLES.skewed!, LOSS_SAMPLES['condition 100']!, LOSS_SAMPLES.singular!]) expect(isPrecise(picture(loss, HOME), 1024, 1024)).toBe(true);
  expect(isPrecise(picture(quadratic([0.3, 0.1], [[1e-12, 0], [0, 1e-12]]), HOME, 1e-12), 512, 512)).toBe(true); // only scaled
  expect(isPrecise(picture(quadratic([3e8, 1e8], [[1, 0.3], [0.3, 1]]), { x: [-1e9, 1e9], y: [-1e9, 1e9] }), 512, 512)).toBe(true);
});

test('a condition of 1e10 whose valley runs askew, and a narrow window far from the origin, are not', () => {
  const [c, s] = [Math.cos(0.5), Math.sin(0.5)], k = 1e-10;
  const valley: Matrix2 = [[c * c + k * s * s, c * s * (1 - k)], [c * s * (1 - k), s * s + k * c * c]];
  expect(isPrecise(picture(quadratic([1e3, 2e3], valley), { x: [999, 1001], y: [1999, 2001] }, 0), 512, 512)).toBe(false);
  expect(isPrecise(picture(LOSS_SAMPLES.default!, { x: [1.5, 1.5 + 1e-7], y: [0.3, 0.3 + 1e-7] }), 512, 512)).toBe(false);
  expect(isPrecise(picture(quadratic([0, 0], [[1, 0], [0, 1]]), { x: [-1e-9, 1e-9], y: [-1e-9, 1e-9] }, 0), 512, 512)).toBe(true); // small, but about the origin
  expect(isPrecise(picture(quadratic([1e100, 2e99], [[1, 0.3], [0.3, 1]]), { x: [-1e100, 2e100], y: [-1e100, 2e100] }), 512, 512)).toBe(false); // more than f32 holds
});
