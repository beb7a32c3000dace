import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convexRing } from '../../src/geometry/convex-ring.ts';
import type { Vec2 } from '../../src/problem/types.ts';
import { finish } from '../../src/field/slices.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('of a bowl: every point on the ellipse, and its axes walked evenly however thin it is', () => {
  fc.assert(fc.property(number(0.02, 1), number(0, Math.PI), number(0, 6.28), fc.tuple(number(-3, 3), number(-3, 3)), number(0.1, 20), (ratio, turn, side, [p, q], size) => {
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const along = (x: number, y: number): Vec2 => [c * (x - p) + s * (y - q), (c * (y - q) - s * (x - p)) / ratio]; // the unit circle, times size
    const value = (x: number, y: number) => { const [u, v] = along(x, y); return 3 + u * u + v * v; };
    const [u, v] = [size * Math.cos(side), size * ratio * Math.sin(side)];
    const points = finish(convexRing(value, [p, q], [p + c * u - s * v, q + s * u + c * v]));
    expect(points).toHaveLength(60);
    const circle = points.map(([x, y]) => along(x, y));
    for (const [a, b] of circle) expect(Math.abs(Math.hypot(a, b) / size - 1)).toBeLessThan(1.1e-4);
    const gaps = circle.map(([a, b], i) => { const [e, f] = circle[(i + 1) % 60]!; return Math.hypot(a - e, b - f) / size; });
    expect(Math.max(...gaps)).toBeLessThan(1.02 * 2 * Math.sin(Math.PI / 60));
  }));
});

test('of a loss with kinks, of one that is flat to one side, and of a point', () => {
  const diamond = finish(convexRing((x, y) => Math.abs(x) + 2 * Math.abs(y), [0, 0], [1, 0]));
  for (const [x, y] of diamond) expect(Math.abs(Math.abs(x) + 2 * Math.abs(y) - 1)).toBeLessThan(3e-4);
  const trough = finish(convexRing((x) => x * x, [0, 0], [1, 0]));
  for (const [x, y] of trough) expect(Math.abs(Math.abs(x) - 1) < 3e-4 || Math.abs(y) > 1000).toBe(true);
  expect(finish(convexRing((x, y) => x * x + y * y, [1, 1], [1, 1]))).toEqual([]);
  expect(finish(convexRing(() => 1, [0, 0], [1, 1]))).toEqual([]);
});
