import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/formula/parse.ts';
import { clip } from '../../src/geometry/clip.ts';
import { course } from '../../src/geometry/course.ts';
import { sublevel } from '../../src/geometry/sublevel.ts';
import type { Vec2 } from '../../src/problem/types.ts';
import { land, levelCurve } from '../../src/solver/implicit/index.ts';
import { readingOf } from '../../src/solver/lagrange/reading.ts';

const WINDOW = { x: [-2, 2], y: [-2, 2] } as const;
const read = (formula: string) => readingOf(parse(formula, ['x', 'y']));
const follow = (formula: string) => levelCurve(read(formula), WINDOW);
const lengthsOf = (formula: string) => follow(formula).branches.map((branch) => course([branch]).length).sort((a, b) => b - a);
const distance = (a: Vec2, b: Vec2) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const inside = ([x, y]: Vec2) => Math.abs(x) <= 2 && Math.abs(y) <= 2;

/** Where a function changes sign along a segment, by sampling and halving: an oracle that knows nothing of intervals. */
function crossings(g: (x: number, y: number) => number, from: Vec2, to: Vec2, steps = 400): Vec2[] {
  const at = (s: number): Vec2 => [from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1])];
  const found: Vec2[] = [];
  for (let i = 0; i < steps; i += 1) {
    let [a, b] = [i / steps, (i + 1) / steps];
    if (g(...at(a)) < 0 === g(...at(b)) < 0) continue;
    for (let round = 0; round < 50; round += 1) {
      const m = (a + b) / 2;
      if (g(...at(a)) < 0 === g(...at(m)) < 0) a = m; else b = m;
    }
    found.push(at(a));
  }
  return found;
}

const coefficient = fc.integer({ min: -40, max: 40 }).map((n) => n / 16);
const FORMULAS = fc.oneof(
  fc.tuple(coefficient, coefficient, coefficient, coefficient, coefficient, coefficient).map(([a, b, c, d, e, f]) => [`${a}*x^2+(${b})*x*y+(${c})*y^2+(${d})*x+(${e})*y+(${f})`, (x: number, y: number) => a * x * x + b * x * y + c * y * y + d * x + e * y + f] as const),
  fc.tuple(coefficient, coefficient, coefficient).map(([a, b, c]) => [`y^2-x^3-(${a})*x-(${b})*y-(${c})`, (x: number, y: number) => y * y - x ** 3 - a * x - b * y - c] as const),
  fc.tuple(fc.integer({ min: 1, max: 9 }), coefficient).map(([k, c]) => [`sin(${k}*x)+cos(${k}*y)-(${c})/3`, (x: number, y: number) => Math.sin(k * x) + Math.cos(k * y) - c / 3] as const),
  fc.tuple(coefficient, coefficient).map(([a, b]) => [`abs(x-(${a}))+2*abs(y)-abs(${b})-0.1`, (x: number, y: number) => Math.abs(x - a) + 2 * Math.abs(y) - Math.abs(b) - 0.1] as const),
);

describe('any curve', () => {
  test('lies where g changes its sign, all of it, and nowhere else', () => {
    let seen = 0;
    fc.assert(fc.property(FORMULAS, fc.array(fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })), { minLength: 8, maxLength: 8 }), ([formula, g], ends) => {
      const curve = follow(formula);
      fc.pre(curve.left.length === 0); // g = 0 all over, or a double line
      const all = course(curve.branches);
      for (let i = 0; i < ends.length; i += 2) for (const point of crossings(g, ends[i]!, ends[i + 1]!)) {
        seen += 1;
        const near = all.length > 0 ? distance(all.at(all.nearest(point)), point) : Infinity;
        const spot = curve.spots.some(({ at, radius }) => distance(at, point) <= 2 * radius + 1e-6);
        if (!spot) expect(near, `${formula} at ${point.join()}`).toBeLessThan(0.0011); // chords keep within 1/4000 of the window
      }
      const { gradientAt: [p, q] } = read(formula);
      let worst = 0; // one expectation for thousands of points
      for (const { points } of curve.branches) for (const point of points) {
        const size = Math.hypot(p(point), q(point));
        if (size > 1e-6) worst = Math.max(worst, Math.abs(g(...point)) / size);
      }
      expect(worst, `on ${formula}`).toBeLessThan(1e-9);
    }), { numRuns: 60 });
    expect(seen).toBeGreaterThan(50);
  });

  test('bounds {g ≤ 0}: the even-odd rule tells the side of every point', () => {
    let checked = 0;
    fc.assert(fc.property(FORMULAS, fc.array(fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })), { minLength: 20, maxLength: 20 }), ([formula, g], probes) => {
      const curve = follow(formula);
      fc.pre(curve.left.length === 0 && curve.branches.length < 20);
      const chains = sublevel(curve, g), all = course(curve.branches);
      for (const probe of probes) {
        if (all.length > 0 && distance(all.at(all.nearest(probe)), probe) < 0.02) continue;
        let turns = 0;
        for (const points of chains) for (let i = 0; i < points.length; i += 1) {
          const [[a, b], [c, d]] = [points[i]!, points[(i + 1) % points.length]!];
          if (b > probe[1] !== d > probe[1] && probe[0] < a + ((probe[1] - b) / (d - b)) * (c - a)) turns += 1;
        }
        checked += 1;
        if ((turns % 2 === 1) !== (g(...probe) <= 0)) expect.fail(`${formula} at ${probe.join()}`);
      }
    }), { numRuns: 50 });
    expect(checked).toBeGreaterThan(300);
  });
});

describe('known curves', () => {
  test('a circle is one closed piece of length 2πr; a hyperbola is two open ones', () => {
    const { branches, spots, complete } = follow('x^2+y^2-1');
    expect([branches.length, branches[0]!.closed, spots.length, complete]).toEqual([1, true, 0, true]);
    expect(Math.abs(lengthsOf('x^2+y^2-1')[0]! - 2 * Math.PI)).toBeLessThan(5e-4);
    expect(follow('x*y-1').branches.map(({ closed }) => closed)).toEqual([false, false]);
  });

  test('nothing is too small or too thin', () => {
    expect(lengthsOf('(x-0.31)^2+(y+0.77)^2-1e-10')[0]! / (2e-5 * Math.PI)).toBeCloseTo(1, 1); // 1/4000 of a pixel
    const rings = lengthsOf('(x^2+y^2-1)^2-0.0001');
    expect(rings).toHaveLength(2); // a hundredth of the radius apart
    for (const [i, square] of [1.01, 0.99].entries()) expect(Math.abs(rings[i]! - 2 * Math.PI * Math.sqrt(square))).toBeLessThan(1e-3);
    expect(follow('(x-0.31)^2+(y+0.77)^2+1e-10').branches).toEqual([]);
    expect(follow('(x-0.31)^2+(y+0.77)^2+1e-10').spots).toEqual([]); // a near miss is none
  });

  test.each([
    ['a point of its own', 'x^2+y^2', 0, 0], ['a crossing', 'x*y', 2, 4], ['a cusp', 'y^2-x^3', 1, 2], ['a touch', 'y^2-x^4', 2, 4],
  ])('%s', (_, formula, branches, arcs) => {
    const curve = follow(formula);
    expect(curve.branches).toHaveLength(branches);
    expect(curve.spots).toHaveLength(1);
    expect(curve.spots[0]!.arcs).toBe(arcs);
    expect(distance(curve.spots[0]!.at, [0, 0])).toBeLessThan(1e-9);
    for (const { points } of curve.branches) expect(Math.min(...points.map((point) => distance(point, [0, 0])))).toBeLessThan(1e-9);
    expect(curve.complete).toBe(true);
  });

  test('a crossing is passed straight ahead: the lemniscate is one figure of eight', () => {
    const { branches: [branch, ...others], spots } = follow('(x^2+y^2)^2-2*(x^2-y^2)');
    expect([others.length, branch!.closed, spots.length]).toEqual([0, true, 1]);
    expect(Math.abs(course([branch!]).length - 7.416298709205488)).toBeLessThan(1e-3); // 2√2 times the lemniscate constant 2.622057554292119
    const through = branch!.points.flatMap((point, i) => (distance(point, [0, 0]) < 1e-9 ? [i] : []));
    const [x, y] = branch!.points[through[0]! + 40]!, [u, v] = branch!.points[through[0]! - 40]!;
    expect(Math.sign(x * u)).toBe(-1);
    expect(Math.sign(y * v)).toBe(-1);
  });

  test('corners are on the curve', () => {
    for (const formula of ['abs(x)+abs(y)-1', 'max(abs(x),abs(y))-1']) {
      const { branches } = follow(formula);
      expect(branches.map(({ closed }) => closed)).toEqual([true]);
      const corner: Vec2 = formula.startsWith('max') ? [1, 1] : [1, 0];
      const all = course(branches);
      expect(distance(all.at(all.nearest(corner)), corner)).toBeLessThan(1e-3);
    }
  });

  test('where ∇g = 0 all along, or at a pole, it says so', () => {
    const double = follow('(x^2+y^2-1)^2');
    expect(double.complete).toBe(false);
    for (let i = 0; i < 60; i += 1) {
      const at = [Math.cos(i), Math.sin(i)];
      expect(double.left.some((box) => box.every(({ low, high }, k) => at[k]! >= low - 1e-15 && at[k]! <= high + 1e-15))).toBe(true);
    }
    const pole = follow('1/x+y-1');
    expect([pole.branches.length, pole.complete, pole.left.length]).toEqual([2, false, 0]);
    expect(pole.walls.every(([x]) => x!.low <= 0 && x!.high >= 0)).toBe(true);
  });
});

describe('arc length', () => {
  const circle = course(follow('x^2+y^2-1').branches);

  test('runs counterclockwise from the rightmost point', () => {
    expect(distance(circle.at(0), [1, 0])).toBeLessThan(0.02);
    expect(distance(circle.at(circle.length / 4), [0, 1])).toBeLessThan(0.02);
    expect(distance(circle.at(circle.length), circle.at(0))).toBeLessThan(1e-12);
  });

  test('nearest and at undo each other', () => {
    fc.assert(fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (share) => {
      const s = share * circle.length, [x, y] = circle.at(s);
      expect(Math.abs(circle.nearest([x, y]) - s)).toBeLessThan(1e-9);
      const off = Math.abs(circle.nearest([2 * x, 2 * y]) - s);
      expect(Math.min(off, circle.length - off)).toBeLessThan(0.02); // its end is its start
    }));
  });

  test('where one piece ends and the next begins, s is told apart', () => {
    const pair = course(follow('x*y-1').branches);
    for (const { points } of pair.stretches) for (const end of [points[0]!, points.at(-1)!]) expect(distance(pair.at(pair.nearest(end)), end)).toBeLessThan(1e-9);
  });

  test('land puts a chord’s point onto the curve, and leaves one that is far', () => {
    const g = read('x^2+y^2-1');
    expect(Math.abs(Math.hypot(...land(g, [0.7, 0.7145], 0.01)) - 1)).toBeLessThan(1e-15);
    expect(land(g, [0.5, 0.5], 0.01)).toEqual([0.5, 0.5]);
  });

  test('a window cuts it at its edge', () => {
    const pieces = follow('x^2+y^2-4.41').branches.flatMap((branch) => clip(branch, WINDOW)); // radius 2.1: an arc in each corner
    expect(pieces.length).toBe(4);
    for (const { points, closed } of pieces) {
      expect(closed).toBe(false);
      expect(points.every((point) => inside([point[0] * (1 - 1e-8), point[1] * (1 - 1e-8)]))).toBe(true);
      for (const end of [points[0]!, points.at(-1)!]) expect(Math.max(Math.abs(end[0]), Math.abs(end[1]))).toBeCloseTo(2, 6);
    }
    const whole = follow('x^2+y^2-1').branches[0]!;
    expect(clip(whole, WINDOW)).toEqual([whole]);
  });
});
