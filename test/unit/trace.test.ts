import { describe, expect, test } from 'vitest';
import { plane } from '../../src/geometry/plane.ts';
import { trace } from '../../src/geometry/trace.ts';

const PLANE = plane({ x: [-2, 2], y: [-1, 3] }, 400, 400);
const rosenbrock = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

describe('a level curve followed from one of its points', () => {
  test('a thin valley that a grid would break is one closed curve, every point on its level', () => {
    const { points, closed } = trace(rosenbrock, [0.5, 0.2475], PLANE)!;
    expect(closed).toBe(true);
    const level = rosenbrock(0.5, 0.2475);
    for (const point of points) {
      const [x, y] = PLANE.toTheta(point);
      // a thousandth of a pixel along the steepest slope, which is below 600 here
      expect(Math.abs(rosenbrock(x, y) - level)).toBeLessThan(600 * 0.01 * 2e-3);
    }
    for (let i = 1; i < points.length; i += 1) expect(Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1])).toBeLessThan(6.1);
    // It goes round: (1 − x)² = level at both ends of the valley.
    const xs = points.map((point) => PLANE.toTheta(point)[0]);
    expect(Math.min(...xs)).toBeCloseTo(1 - Math.sqrt(level), 2);
    expect(Math.max(...xs)).toBeCloseTo(1 + Math.sqrt(level), 2);
  });

  test('a circle, and a line that leaves the window at both ends', () => {
    const circle = trace((x, y) => x * x + (y - 1) ** 2, [0.9, 1], PLANE)!;
    expect(circle.closed).toBe(true);
    for (const [x, y] of circle.points.map(PLANE.toTheta)) expect(Math.hypot(x, y - 1)).toBeCloseTo(0.9, 4);
    const line = trace((x, y) => x + 2 * y, [0, 1], PLANE)!;
    expect(line.closed).toBe(false);
    const ends = [line.points[0]!, line.points.at(-1)!].map(([x]) => x).sort((a, b) => a - b);
    expect(ends[0]).toBeLessThan(0);
    expect(ends[1]).toBeGreaterThan(400);
  });

  test('nothing at a point without a slope', () => expect(trace((x, y) => x * x + y * y, [0, 0], PLANE)).toBeUndefined());
});
