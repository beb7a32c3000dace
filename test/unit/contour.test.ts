import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contours, rings, type Contour } from '../../src/geometry/contour.ts';
import type { Window } from '../../src/problem/grid.ts';
import type { Vec2 } from '../../src/problem/types.ts';
import { LOSS_ORACLES, penaltyTwins } from '../oracles.ts';

const square: Window = { x: [-2, 2], y: [-2, 2] };
const himmelblau = (x: number, y: number) => LOSS_ORACLES.himmelblau[0]!.value([x, y]);
/** Signed area: positive where {f ≤ level} is on the left of a closed line around it. */
const area = (points: readonly Vec2[]) => points.reduce((sum, [x, y], i) => {
  const [u, v] = points[(i + 1) % points.length]!;
  return sum + (x * v - u * y) / 2;
}, 0);
const between = (line: Contour): Vec2[] => line.points.slice(line.closed ? 0 : 1).map(([x, y], i) => {
  const [u, v] = line.points.at(line.closed ? i - 1 : i)!;
  return [(x + u) / 2, (y + v) / 2];
});

describe('known curves', () => {
  test.each([[2, 2, 0.5], [3, 17, 1], [41, 41, 1], [80, 33, 1.9]])('a circle on %d × %d nodes', (columns, rows, radius) => {
    const found = contours((x, y) => x * x + y * y, radius * radius, square, columns, rows);
    if (columns === 2) return expect(found).toEqual([]); // thinner than a cell
    expect(found).toHaveLength(1);
    expect(found[0]!.closed).toBe(true);
    for (const [x, y] of found[0]!.points) expect(Math.abs(Math.hypot(x, y) - radius)).toBeLessThanOrEqual(1e-13);
    const cell = Math.max(4 / (columns - 1), 4 / (rows - 1));
    for (const [x, y] of between(found[0]!)) expect(radius - Math.hypot(x, y)).toBeLessThanOrEqual(cell / 64);
    expect(area(found[0]!.points)).toBeGreaterThan(Math.PI * (radius - cell / 64) ** 2);
  });
  test('a tilted ellipse off the middle', () => {
    const f = (x: number, y: number) => (x - 0.3) ** 2 + 0.8 * (x - 0.3) * (y + 0.2) + 2 * (y + 0.2) ** 2;
    const [line, ...more] = contours(f, 0.7, square, 60, 60);
    expect(more).toEqual([]);
    for (const [x, y] of line!.points) expect(Math.abs(f(x, y) - 0.7)).toBeLessThanOrEqual(1e-13);
    expect(Math.abs(area(line!.points) - (Math.PI * 0.7) / Math.sqrt(2 - 0.16))).toBeLessThan(2 * Math.PI * 0.9 * (4 / 59 / 64));
  });
  // Its saddles are at 13.31, 67.72, 104.02 and 178.34, its maximum at 181.62: there the number of lines changes.
  test.each([[1, 4], [13, 4], [14, 3], [67, 3], [68.5, 2], [103, 2], [105, 1], [178, 1], [179.5, 2], [182, 1]])('himmelblau at %d is in %d closed lines', (level, count) => {
    const found = contours(himmelblau, level, { x: [-6, 6], y: [-6, 6] }, 121, 101);
    expect(found.map(({ closed }) => closed)).toEqual(Array.from({ length: count }, () => true));
    for (const { points } of found) for (const [x, y] of points) expect(Math.abs(himmelblau(x, y) - level)).toBeLessThanOrEqual(1e-11 * (1 + level));
  });
  // The chord that cuts a corner is flat at its middle, so one of its angles δ has tan δ ≤ 2/64 to its length; by the law of
  // sines the other end is within 2/64 / sin(opening) of the corner.
  test('corners are met to the flatness of the chords, wherever they are in a cell', () => fc.assert(
    fc.property(fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.double({ min: 0.6, max: 2, noNaN: true }), (p, q, slant) => {
      const opening = 2 * Math.atan(slant);
      const near = ((2 / Math.sin(opening)) * (4 / 49)) / 64 + 1e-12;
      const f = (x: number, y: number) => slant * Math.abs(x - p) + Math.abs(y - q);
      const [line, ...more] = contours(f, 0.9, square, 50, 50);
      expect(more).toEqual([]);
      for (const [x, y] of [[0.9 / slant, 0], [0, 0.9], [-0.9 / slant, 0], [0, -0.9]] as const) {
        expect(Math.min(...line!.points.map(([a, b]) => Math.hypot(a - p - x, b - q - y)))).toBeLessThanOrEqual(near);
      }
    }),
  ));
});

test('every penalty’s level is on its points, whatever the window', () => {
  const low = fc.double({ min: -3, max: 0.5, noNaN: true }), size = fc.double({ min: 0.1, max: 5, noNaN: true });
  for (const { oracle } of penaltyTwins()) fc.assert(fc.property(low, low, size, size, fc.double({ min: 0.05, max: 3, noNaN: true }), (x, y, w, h, level) => {
    for (const { points } of contours((a, b) => oracle.value([a, b]), level, { x: [x, x + w], y: [y, y + h] }, 17, 13)) {
      for (const point of points) expect(Math.abs(oracle.value(point) - level)).toBeLessThanOrEqual(1e-11 * (1 + level));
    }
  }), { numRuns: 5 });
});

describe('the window', () => {
  test('lines end on its edge and none follows it', () => {
    const found = contours((x, y) => x * x + y * y, 6.25, square, 41, 41); // four arcs cut by four sides
    expect(found).toHaveLength(4);
    for (const { points, closed } of found) {
      expect(closed).toBe(false);
      for (const end of [points[0]!, points.at(-1)!]) expect(Math.max(...end.map(Math.abs))).toBe(2);
    }
  });
  test('{f ≤ level} lies on the left', () => {
    expect(area(contours((x, y) => x * x + y * y, 1, square, 30, 30)[0]!.points)).toBeGreaterThan(3);
    expect(area(contours((x, y) => -x * x - y * y, -1, square, 30, 30)[0]!.points)).toBeLessThan(-3);
    const [line] = contours((x) => x, 0.1, square, 30, 30);
    expect(line!.points[0]![1]).toBe(-2);
    expect(line!.points.at(-1)![1]).toBe(2);
  });
  test('rings are closed along it', () => {
    const [ring, ...more] = rings((x, y) => x + y, 0, square, 9, 9);
    expect(more).toEqual([]);
    expect(area(ring!.points)).toBeCloseTo(8, 12);
    expect(area(rings(() => -1, 0, square, 5, 4)[0]!.points)).toBe(16);
    expect(rings(() => 1, 0, square, 5, 4)).toEqual([]);
  });
});

describe('saddles', () => {
  test.each([[-0.01, 2], [0.01, 2]])('xy at %d: two branches that do not touch', (level, count) => {
    const found = contours((x, y) => x * y, level, square, 12, 12); // the origin is in a cell’s middle
    expect(found).toHaveLength(count);
    for (const { points } of found) {
      expect(new Set(points.map(([x]) => Math.sign(x))).size).toBe(1);
      for (const [x, y] of points) expect(Math.abs(x * y - level)).toBeLessThanOrEqual(1e-14);
    }
  });
  test('a level through nodes is found once', () => {
    const found = contours((x, y) => Math.max(Math.abs(x), Math.abs(y)), 1, square, 5, 5);
    expect(found).toHaveLength(1);
    expect(area(found[0]!.points)).toBe(4);
  });
});

describe('where f is no number', () => {
  const finite = (lines: readonly Contour[]) => lines.every(({ points }) => points.every((point) => point.every(Number.isFinite)));
  test('a line ends there', () => {
    const found = contours((x, y) => Math.sqrt(x) + y * y, 1, square, 40, 40); // y = ±√(1 − √x), x ≥ 0
    expect(finite(found)).toBe(true);
    expect(found).toHaveLength(1);
    expect(found[0]!.closed).toBe(false);
    for (const [x, y] of found[0]!.points) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(Math.abs(Math.sqrt(x) + y * y - 1)).toBeLessThanOrEqual(1e-12);
    }
  });
  test('no line follows a pole or a step', () => {
    expect(contours((x) => 1 / x, -5, square, 40, 40).flatMap(({ points }) => points.map(([x]) => x)).every((x) => Math.abs(x + 0.2) < 1e-12)).toBe(true);
    expect(contours((x) => 1 / x, 0, square, 40, 40)).toEqual([]);
    expect(contours((x) => 1 / x, 0, square, 41, 41)).toEqual([]); // the pole on nodes
    expect(contours((x) => Math.sign(x - 0.3), 0.5, square, 40, 40)).toEqual([]);
    expect(contours(() => Number.NaN, 0, square, 9, 9)).toEqual([]);
  });
  test('a node at +∞ within does not break the line around it', () => {
    const [line, ...more] = contours((x, y) => -Math.log(Math.hypot(x, y)), 0, square, 41, 41);
    expect(more).toEqual([]);
    expect(line!.closed).toBe(true);
    for (const [x, y] of line!.points) expect(Math.hypot(x, y)).toBeCloseTo(1, 13);
  });
});
