import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outline } from '../../src/geometry/outline/outline.ts';
import { trace, type Piece } from '../../src/geometry/outline/piece.ts';
import { plane } from '../../src/geometry/plane.ts';
import { ballSlider, regionPath } from '../../src/geometry/region.ts';
import type { Window } from '../../src/problem/grid.ts';
import type { Penalty, Vec2 } from '../../src/problem/types.ts';
import { PENALTY_ORACLES, penaltyTwins } from '../oracles.ts';

const WINDOWS: Window[] = [{ x: [-2, 3], y: [-2.5, 2.5] }, { x: [-0.4, 0.3], y: [-0.2, 0.7] }, { x: [-40, 60], y: [-30, 30] }, { x: [1, 4], y: [0.2, 5] }];
// The saturation of a folded penalty at c per coordinate is where its region changes kind.
const capOf = (penalty: Penalty) => (penalty.kind === 'mcp' || penalty.kind === 'scad' ? PENALTY_ORACLES[penalty.kind].of(penalty).value([1e9, 0]) : 1);
const budgetsOf = (penalty: Penalty) => [0.05, 0.5, 0.99, 1, 1.3, 1.99, 2, 7].map((times) => times * capOf(penalty));

/** Even-odd. */
function fills(bodies: readonly (readonly Vec2[])[], [x, y]: Vec2): boolean {
  let odd = false;
  for (const ring of bodies) for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[ax, ay], [bx, by]] = [ring[i]!, ring[j]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
  }
  return odd;
}
const clearance = (lines: readonly (readonly Vec2[])[], [x, y]: Vec2) => Math.min(...lines.flatMap((line) => line.slice(1).map(([bx, by], i) => {
  const [ax, ay] = line[i]!;
  const s = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1)));
  return Math.hypot(ax + s * (bx - ax) - x, ay + s * (by - ay) - y);
})), Infinity);
const has = (piece: Piece, point: Vec2) => trace(piece, 1).some(([x, y]) => x === point[0] && y === point[1]);

const exact = penaltyTwins().filter(({ penalty }) => penalty.kind !== 'formula');

describe.each(exact)('$name', ({ penalty, oracle }) => {
  test('R = t at every point of every line', () => {
    for (const window of WINDOWS) for (const t of budgetsOf(penalty)) for (const line of outline(penalty, t, window).lines) {
      expect(Math.max(...trace(line).map((theta) => Math.abs(oracle.value(theta) / t - 1)))).toBeLessThanOrEqual(1e-12);
    }
  });
  test('is filled where R ≤ t and nowhere else', () => {
    for (const window of WINDOWS) for (const t of budgetsOf(penalty)) {
      const { lines, bodies } = outline(penalty, t, window);
      const [drawn, filled] = [lines.map((line) => trace(line, 64)), bodies.map((body) => trace(body, 64))];
      const size = window.x[1] - window.x[0];
      const inside = ([low, high]: Vec2) => fc.double({ min: low, max: high, noNaN: true });
      const right = ([x, y]: Vec2) => clearance(drawn, [x, y]) <= 1e-3 * size || fills(filled, [x, y]) === oracle.value([x, y]) <= t;
      expect(fc.check(fc.property(fc.tuple(inside(window.x), inside(window.y)), right), { numRuns: 20 })).toMatchObject({ failed: false });
    }
  });
  test('open lines end out of sight, closed ones are whole, and the extent says which', () => {
    for (const window of WINDOWS) for (const t of budgetsOf(penalty)) {
      const { extent, lines, bodies } = outline(penalty, t, window);
      expect(bodies).toHaveLength(1);
      expect(extent).toBe(lines.length === 0 ? 'plane' : lines[0]!.closed ? 'bounded' : 'cut');
      for (const line of lines.filter(({ closed }) => !closed)) for (const [x, y] of [line.start, trace(line).at(-1)!]) {
        expect(x < window.x[0] || x > window.x[1] || y < window.y[0] || y > window.y[1]).toBe(true);
      }
    }
  });
  test('is its own mirror image', () => {
    const points = outline(penalty, capOf(penalty) * 0.9, WINDOWS[0]!).lines.flatMap((line) => trace(line));
    const keys = (list: readonly Vec2[]) => new Set(list.map(([x, y]) => `${x.toPrecision(12)} ${y.toPrecision(12)}`));
    expect(keys(points.map(([x, y]): Vec2 => [-x || 0, y]))).toEqual(keys(points));
    expect(keys(points.map(([x, y]): Vec2 => [x, -y || 0]))).toEqual(keys(points));
  });
  test('nothing below 0, and at 0 what is never penalised', () => {
    expect(outline(penalty, -1, WINDOWS[0]!)).toEqual({ extent: 'empty', lines: [], bodies: [] });
    expect(outline(penalty, Number.NaN, WINDOWS[0]!).extent).toBe('empty');
    expect(outline(penalty, Infinity, WINDOWS[0]!).extent).toBe('plane');
    const free = penalty.kind === 'weighted-l1' && penalty.weights.includes(0);
    const zero = outline(penalty, 0, WINDOWS[0]!);
    expect(zero.extent).toBe(free ? 'cut' : 'point');
    for (const line of zero.lines) for (const theta of trace(line)) expect(oracle.value(theta)).toBe(0);
  });
});

describe('corners and cusps are exactly there', () => {
  const wide: Window = { x: [-9, 9], y: [-9, 9] };
  test.each<[Penalty, number, Vec2[]]>([
    [{ kind: 'l1' }, 0.99, [[0.99, 0], [0, 0.99], [-0.99, 0], [0, -0.99]]],
    [{ kind: 'linf' }, 0.7, [[0.7, 0.7], [-0.7, 0.7], [-0.7, -0.7], [0.7, -0.7]]],
    [{ kind: 'weighted-l1', weights: [0.5, 2] }, 1, [[2, 0], [0, 0.5], [-2, 0], [0, -0.5]]],
    [{ kind: 'elastic-net', ratio: 0.5 }, 1.5, [[Math.sqrt(7) - 1, 0], [0, 1 - Math.sqrt(7)]]],
    [{ kind: 'lp', p: 0.5 }, 1.5, [[2.25, 0], [0, 2.25], [-2.25, 0], [0, -2.25]]],
    [{ kind: 'lp', p: 3 }, 8, [[2, 0], [0, 2], [-2, 0], [0, -2]]],
    [{ kind: 'group', groups: [[0], [1]], weights: [1, 4] }, 2, [[2, 0], [0, 0.5]]],
    [{ kind: 'mcp', shape: 2, lambda: 1 }, 0.75, [[1, 0], [0, 1], [-1, 0], [0, -1]]],
    [{ kind: 'scad', shape: 3, lambda: 1 }, 1.75, [[2, 0], [0, -2], [0.75, 1], [1, -0.75]]],
  ])('%j at %d', (penalty, t, corners) => {
    const [line] = outline(penalty, t, wide).lines;
    expect(line!.closed).toBe(true);
    const points = trace(line!, 1);
    for (const [x, y] of corners) expect(Math.min(...points.map((point) => Math.hypot(point[0] - x, point[1] - y)))).toBeLessThanOrEqual(4e-16 * 4);
  });
  test('a weight of 0 leaves a strip: two lines from side to side', () => {
    const { extent, lines, bodies } = outline({ kind: 'weighted-l1', weights: [0, 2] }, 1, wide);
    expect(extent).toBe('cut');
    expect(lines.map((line) => trace(line).map(([, y]) => y))).toEqual([[0.5, 0.5, 0.5], [-0.5, -0.5, -0.5]]);
    expect(bodies.map(({ closed }) => closed)).toEqual([true]);
  });
  test('a saturated penalty: bounded below c, a cross of four lines from c on, everything from 2c on', () => {
    const mcp: Penalty = { kind: 'mcp', shape: 2, lambda: 1 }; // c = 1
    const at = (t: number) => outline(mcp, t, wide);
    expect(at(1 - 1e-12)).toMatchObject({ extent: 'bounded', lines: [{ closed: true }] });
    expect(at(1).lines).toHaveLength(4);
    expect(has(at(1).lines[0]!, [2, 0])).toBe(true); // the arms have no width yet
    expect(at(1.5).lines).toHaveLength(4);
    expect(has(at(1.5).lines[0]!, [2, 2 - Math.SQRT2]) || clearance([trace(at(1.5).lines[0]!, 1)], [2, 2 - Math.SQRT2]) < 1e-15).toBe(true);
    expect(at(2)).toMatchObject({ extent: 'plane', lines: [] });
    expect(outline({ ...mcp, lambda: 0 }, 0, wide).extent).toBe('plane');
    expect(outline({ kind: 'scad', shape: 3, lambda: 1 }, 3.99, wide)).toMatchObject({ extent: 'cut' });
    expect(outline({ kind: 'scad', shape: 3, lambda: 1 }, 4, wide).extent).toBe('plane');
  });
  test('a group of weight 0 is never penalised', () => {
    expect(outline({ kind: 'group', groups: [[0, 1]], weights: [0] }, 0, wide).extent).toBe('plane');
    expect(outline({ kind: 'group', groups: [[0], [1]], weights: [0, 0] }, 1, wide).extent).toBe('plane');
  });
});

test('an lp curve keeps within the given distance of its chords', () => fc.assert(
  fc.property(fc.double({ min: 0.2, max: 30, noNaN: true }), fc.double({ min: 0.3, max: 3, noNaN: true }), (p, radius) => {
    const fine: Vec2 = [0.002, 0.001];
    const [line] = outline({ kind: 'lp', p }, radius ** p, { x: [-4, 4], y: [-4, 4] }, fine).lines;
    const points = trace(line!, 64);
    const arcs = line!.segments.some(({ kind }) => kind === 'arc');
    for (let i = 1; i < points.length && !arcs; i += 1) {
      const [a, b] = [points[i - 1]!, points[i]!];
      // walk from the chord's middle along the ray from the origin: at least as far as straight across
      const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      const scale = radius / (Math.abs(mx) ** p + Math.abs(my) ** p) ** (1 / p);
      const ray: Vec2 = [(scale - 1) * mx, (scale - 1) * my];
      const normal: Vec2 = [-(b[1] - a[1]) / fine[1], (b[0] - a[0]) / fine[0]];
      expect(Math.abs((ray[0] / fine[0]) * normal[0] + (ray[1] / fine[1]) * normal[1]) / Math.hypot(...normal)).toBeLessThanOrEqual(1 + 1e-9);
    }
    expect(points.length).toBeLessThan(1000);
  }), { numRuns: 60 },
));

describe('typed formulas', () => {
  const window: Window = { x: [-2, 2], y: [-2, 2] };
  test('a bounded one equals the twin’s region', () => {
    const { extent, lines, bodies } = outline({ kind: 'formula', formula: 'abs(x) + y^2' }, 1, window);
    expect(extent).toBe('bounded');
    expect(lines).toHaveLength(1);
    for (const [x, y] of trace(lines[0]!)) expect(Math.abs(Math.abs(x) + y * y - 1)).toBeLessThanOrEqual(1e-12);
    fc.assert(fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), (x, y) => {
      if (Math.abs(Math.abs(x) + y * y - 1) > 0.01) expect(fills(bodies.map((body) => trace(body)), [x, y])).toBe(Math.abs(x) + y * y <= 1);
    }));
  });
  test('an unbounded one is filled to the window’s edge and has no line there', () => {
    const { extent, lines, bodies } = outline({ kind: 'formula', formula: 'x - k', parameters: { k: 1 } }, -0.5, window);
    expect(extent).toBe('cut');
    expect(lines).toHaveLength(1);
    for (const [x] of trace(lines[0]!)) expect(x).toBeCloseTo(0.5, 14);
    expect(fills(bodies.map((body) => trace(body)), [-1.999, 1.999])).toBe(true);
    expect(fills(bodies.map((body) => trace(body)), [0.51, 0])).toBe(false);
  });
  test('a pole over which R leaves the region bounds it; the end of where R is a number does not', () => {
    const pole = outline({ kind: 'formula', formula: '1/x + 0*y' }, 1, window); // x < 0, and x ≥ 1
    expect(pole.lines.map((line) => Number(line.start[0].toFixed(9)) || 0).sort()).toEqual([0, 1]);
    for (const line of pole.lines) expect(Math.abs(trace(line).at(-1)![1] - line.start[1])).toBe(4);
    const half = outline({ kind: 'formula', formula: 'sqrt(x) + 0*y' }, 1, window); // 0 ≤ x ≤ 1
    expect(half.lines.map((line) => Number(line.start[0].toFixed(9)))).toEqual([1]);
    const body = half.bodies.map((each) => trace(each));
    expect([fills(body, [0.001, 0]), fills(body, [-0.001, 0])]).toEqual([true, false]);
  });
  test('all and none', () => {
    expect(outline({ kind: 'formula', formula: 'x^2' }, 9, window)).toMatchObject({ extent: 'plane', lines: [] });
    expect(outline({ kind: 'formula', formula: 'x^2 + 1' }, 0.5, window)).toEqual({ extent: 'empty', lines: [], bodies: [] });
  });
});

describe('as SVG', () => {
  const view = plane({ x: [-2, 3], y: [-2.5, 2.5] }, 500, 250);
  /** Points of a path: ends and controls of lines and parabolas, ends and the middle of arcs (SVG 1.1, F.6.5). */
  function read(path: string): Vec2[] {
    const points: Vec2[] = [];
    for (const [, command, text] of path.matchAll(/([MLQAZ])([^MLQAZ]*)/g)) {
      const n = text!.split(/[\s,]+/).filter(Boolean).map(Number);
      const [a, b] = [points.at(-1)!, n.slice(-2) as unknown as Vec2];
      if (command === 'A') {
        const [rx, ry, , , sweep] = n as [number, number, number, number, number];
        const [hx, hy] = [(a[0] - b[0]) / 2 / rx, (a[1] - b[1]) / 2 / ry];
        const k = (sweep ? 1 : -1) * Math.sqrt(Math.max(0, 1 / (hx * hx + hy * hy) - 1));
        const [cx, cy] = [k * hy, -k * hx]; // centre from the middle of the chord, in radii
        const size = Math.hypot(cx, cy) || 1;
        points.push([(a[0] + b[0]) / 2 + rx * (cx - cx / size), (a[1] + b[1]) / 2 + ry * (cy - cy / size)]);
      } else if (command === 'Q') points.push([(a[0] + 2 * n[0]! + b[0]) / 4, (a[1] + 2 * n[1]! + b[1]) / 4]);
      if (command === 'L') for (let i = 0; i < n.length; i += 2) points.push([n[i]!, n[i + 1]!]);
      else if (command !== 'Z') points.push(b);
    }
    return points;
  }
  test.each(exact)('$name: every stroked point lies on the curve, to a thousandth of a pixel', ({ penalty, oracle }) => {
    for (const t of budgetsOf(penalty)) for (const pixel of read(regionPath(penalty, t, view).stroke)) {
      const theta = view.toTheta(pixel);
      const [dx, dy] = oracle.gradient([theta[0] || 1e-12, theta[1] || 1e-12]); // per pixel: a hundredth, a fiftieth
      const slope = Math.max(Math.abs(dx) / 100, Math.abs(dy) / 50);
      expect(Math.abs(oracle.value(theta) - t)).toBeLessThanOrEqual(1e-3 * slope + 1e-9 * t);
    }
  });
  test('a diamond, a disc, a strip', () => {
    expect(regionPath({ kind: 'l1' }, 1, view)).toEqual({ fill: 'M300,125L200,75L100,125L200,175L300,125Z', stroke: 'M300,125L200,75L100,125L200,175L300,125Z' });
    expect(regionPath({ kind: 'l2' }, 1, view).stroke.replaceAll(/(\d\.\d{9})\d*|(\d+)\.?9{5,}\d*/g, '$1$2')).toMatch(/^M300,125A\S+,0,0,0,200,75A/);
    const strip = regionPath({ kind: 'weighted-l1', weights: [0, 1] }, 1, view);
    expect(strip.fill.match(/Z/g)).toHaveLength(1);
    expect(strip.stroke).not.toContain('Z');
    expect(strip.stroke.match(/M/g)).toHaveLength(2);
  });
  test('a point and nothing have no path; a plane is filled and has no stroke', () => {
    expect(regionPath({ kind: 'l1' }, 0, view)).toEqual({ fill: '', stroke: '' });
    expect(regionPath({ kind: 'l2' }, -1, view)).toEqual({ fill: '', stroke: '' });
    const everything = regionPath({ kind: 'mcp', shape: 2, lambda: 1 }, 5, view);
    expect(everything.stroke).toBe('');
    expect(everything.fill).toMatch(/^M.*Z$/);
  });
  test('numbers stay within reach of the picture, however large the region', () => {
    for (const { penalty } of exact) for (const t of [1e3, 1e9, 1e200]) {
      for (const n of regionPath(penalty, t, view).fill.match(/-?[\d.]+(e[+-]?\d+)?/g) ?? []) expect(Math.abs(Number(n))).toBeLessThan(1e5);
    }
  });
});

test('the lp slider holds the ball’s size', () => {
  for (const p of [0.3, 0.5, 1, 2, 7, Infinity]) {
    const { penalty, budgetOf, radiusOf } = ballSlider(p);
    expect(radiusOf(budgetOf(0.8))).toBeCloseTo(0.8, 14);
    const [line] = outline(penalty, budgetOf(0.8), WINDOWS[0]!).lines;
    expect(Math.max(...trace(line!).map(([x]) => x))).toBeCloseTo(0.8, 14);
  }
});
