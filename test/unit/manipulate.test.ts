import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from '../../src/elements/figure/history.ts';
import { besidePoint, linesOf, readingAt, roundPlace } from '../../src/elements/layers/reading.ts';
import { axesOf, curvatureOf, direction, drawnTo, endOfAxis, heldAxes, turned, type Axes } from '../../src/geometry/ellipse.ts';
import { footOn, gripAmong, gripOn } from '../../src/geometry/grip.ts';
import { plane } from '../../src/geometry/plane.ts';
import { ringOf } from '../../src/geometry/ring.ts';
import { lineIn, nearestOf, shownRows, spanFor } from '../../src/geometry/scatter.ts';
import { endSentence, panned, pinched, wheelFactor, zoomed } from '../../src/geometry/zoom.ts';
import { statePenalty } from '../../src/problem/penalties.ts';
import { valueOf } from '../../src/problem/stated.ts';
import type { Matrix2, Penalty, Problem, Vec2 } from '../../src/problem/types.ts';
import { PENALTY_SAMPLES } from '../problems.ts';

const HOME = { x: [-1.45, 2.45], y: [-1.85, 2.05] } as const;
const PLANE = plane(HOME, 320, 320);

describe('history', () => {
  // The oracle is a list of values and a place in it.
  test('any sequence of steps, undos and redos stands where a list of values would', () => {
    const act = fc.oneof(fc.record({ step: fc.integer({ min: 0, max: 99 }), gesture: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }) }), fc.constant('undo' as const), fc.constant('redo' as const));
    fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const history = new History<number>();
      let now = 0, list = [0], at = 0, last: number | undefined;
      for (const each of acts) {
        if (each === 'undo' || each === 'redo') {
          const found = each === 'undo' ? history.undo(now) : history.redo(now);
          if (each === 'undo' ? at > 0 : at < list.length - 1) { at += each === 'undo' ? -1 : 1; last = undefined; }
          if (found !== undefined) now = found;
        } else {
          history.step(now, { gesture: each.gesture, quiet: false });
          now = each.step;
          if (each.gesture !== undefined && each.gesture === last && at === list.length - 1) list[at] = now;
          else { list = [...list.slice(0, at + 1), now]; at += 1; }
          last = each.gesture;
        }
        expect([now, history.canUndo, history.canRedo]).toEqual([list[at], at > 0, at < list.length - 1]);
      }
      while (history.canUndo) now = history.undo(now)!;
      expect(now).toBe(0);
    }));
  });

  test('a run that is played is one step, and the step that says so aloud belongs to it', () => {
    const history = new History<number>();
    history.step(0, { gesture: 4, quiet: true });
    for (const value of [1, 2, 3]) history.step(value, { gesture: undefined, quiet: true });
    history.step(4, { gesture: undefined, quiet: false });
    expect(history.undo(5)).toBe(0);
    expect(history.canUndo).toBe(false);
  });

  test('values that take much room are forgotten earlier, the newest never', () => {
    const history = new History<number>((values) => values.filter((value) => value > 2).length);
    for (const value of [1, 2, 3, 4, 5]) history.step(value, { gesture: undefined, quiet: false });
    expect([history.undo(6), history.undo(5), history.undo(4), history.canUndo]).toEqual([5, 4, 3, false]);
    const tight = new History<number>(() => 0);
    tight.step(1, { gesture: undefined, quiet: false });
    expect(tight.undo(2)).toBe(1);
  });

  test('two changes of a script are two steps; the oldest of more than 200 are forgotten', () => {
    const history = new History<number>();
    for (let value = 0; value < 250; value += 1) history.step(value, { gesture: undefined, quiet: false });
    let count = 0, now: number | undefined = 250, last = 250;
    while ((now = history.undo(last)) !== undefined) { last = now; count += 1; }
    expect([count, last]).toEqual([200, 50]);
  });
});

describe('the window', () => {
  const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  test('a scale about a point keeps the point where it is, and both axes in proportion', () => {
    fc.assert(fc.property(share, share, fc.double({ min: 0.01, max: 20, noNaN: true }), (u, v, factor) => {
      const at: Vec2 = [HOME.x[0] + u * 3.9, HOME.y[0] + v * 3.9], { window, end } = zoomed(HOME, factor, at, HOME);
      expect(end).toBe(null);
      expect((at[0] - window.x[0]) / (window.x[1] - window.x[0])).toBeCloseTo(u, 9);
      expect((at[1] - window.y[0]) / (window.y[1] - window.y[0])).toBeCloseTo(v, 9);
      expect(window.x[1] - window.x[0]).toBeCloseTo(3.9 * factor, 9);
      expect(window.y[1] - window.y[0]).toBeCloseTo(3.9 * factor, 9);
    }));
  });

  test('limits are kept from wherever one comes, are told, and a step back leads away from them', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 30 }), share, (steps, u) => {
      let window: typeof HOME | { readonly x: Vec2; readonly y: Vec2 } = HOME;
      for (const step of steps) {
        const at: Vec2 = [window.x[0] + u * (window.x[1] - window.x[0]), window.y[0] + u * (window.y[1] - window.y[0])];
        ({ window } = zoomed(window, Math.exp(step), at, HOME));
        const width = window.x[1] - window.x[0];
        expect(width).toBeLessThanOrEqual(390 * (1 + 1e-9));
        expect(width).toBeGreaterThanOrEqual(3.9e-6 * (1 - 1e-6));
      }
    }));
    const far = zoomed(HOME, 1e9, [0, 0], HOME), near = zoomed(HOME, 1e-12, [0.5, 0.5], HOME);
    expect([far.end, near.end]).toEqual(['out', 'in']);
    expect(far.window.x[1] - far.window.x[0]).toBeCloseTo(390, 9);
    expect(zoomed(far.window, 1.25, [0, 0], HOME)).toMatchObject({ end: 'out' });
    expect(zoomed(far.window, 0.8, [0, 0], HOME).end).toBe(null);
    expect(zoomed(near.window, 1.25, [0.5, 0.5], HOME).end).toBe(null);
    const away = panned(HOME, [1e9, 0], HOME);
    expect(away.end).toBe('away');
    expect(away.window.x[0] - HOME.x[0]).toBeCloseTo(390, 9);
    expect(away.window.y).toEqual(HOME.y);
    for (const end of ['in', 'out', 'away'] as const) expect(endSentence(end)).toMatch(/^As .*\.$/);
  });

  test('two fingers hold what is under them, and a wheel that tells of pages turns no further than a third', () => {
    const place = fc.tuple(share, share).map(([u, v]): Vec2 => [HOME.x[0] + u * 3.9, HOME.y[0] + v * 3.9]);
    fc.assert(fc.property(place, place, place, fc.double({ min: 0.3, max: 3, noNaN: true }), (a, b, c, factor) => {
      fc.pre(Math.hypot(a[0] - b[0], a[1] - b[1]) > 0.1);
      // Moved by a scale and a shift, without a turn: both fingers stay on their points.
      const d: Vec2 = [c[0] + factor * (b[0] - a[0]), c[1] + factor * (b[1] - a[1])], { window } = pinched(HOME, [a, b], [c, d], HOME);
      for (const [theta, finger] of [[a, c], [b, d]] as const) {
        expect((theta[0] - window.x[0]) / (window.x[1] - window.x[0])).toBeCloseTo((finger[0] - HOME.x[0]) / 3.9, 9);
        expect((theta[1] - window.y[0]) / (window.y[1] - window.y[0])).toBeCloseTo((finger[1] - HOME.y[0]) / 3.9, 9);
      }
    }));
    expect(wheelFactor(-100, 0)).toBeCloseTo(Math.exp(-0.15), 12);
    expect(wheelFactor(3, 1)).toBeCloseTo(wheelFactor(48, 0), 12);
    expect(wheelFactor(9, 2)).toBe(Math.exp(0.3));
  });

  test('at large coordinates the closest window is one that f64 still tells apart', () => {
    const home = { x: [1e9, 1e9 + 1], y: [-1, 1] } as const, { window, end } = zoomed(home, 1e-9, [1e9 + 0.5, 0], home);
    expect(end).toBe('in');
    expect(window.x[1] - window.x[0]).toBeGreaterThan(1000 * 2 ** -23); // a thousand ulps of 1e9
  });
});

const AXES = fc.record({ first: fc.double({ min: -1.2, max: 1.2, noNaN: true }), second: fc.double({ min: -1.2, max: 1.2, noNaN: true }), tilt: fc.double({ min: -180, max: 180, noNaN: true }), level: fc.double({ min: 0.01, max: 50, noNaN: true }) })
  .map(({ first, second, tilt, level }) => ({ axes: { radii: [10 ** first, 10 ** second] as Vec2, tilt: turned(tilt) }, level }));
const form = ([[a, b], [, c]]: Matrix2, [x, y]: Vec2) => (a * x * x + 2 * b * x * y + c * y * y) / 2;

describe('the ellipse', () => {
  test('axes → curvature → axes: the same, and their ends lie on the ring, across which L is no less', () => {
    fc.assert(fc.property(AXES, ({ axes, level }) => {
      const A = curvatureOf(axes, level), back = axesOf(A, level, axes)!;
      expect(A[0][1]).toBe(A[1][0]);
      for (const by of [0, 1] as const) {
        expect(back.radii[by] / axes.radii[by]).toBeCloseTo(1, 7);
        expect(form(A, endOfAxis(axes, by, 1)) / level).toBeCloseTo(1, 9);
      }
      const round = Math.abs(axes.radii[0] / axes.radii[1] - 1) < 1e-3;
      if (!round) expect(Math.abs(turned(back.tilt - axes.tilt))).toBeLessThan(1e-4);
      // by hand: on the ring at any angle between them the half lengths are the extremes
      const [p, q] = [endOfAxis(axes, 0, 1), endOfAxis(axes, 1, 1)];
      for (const phi of [0.3, 1.1, 2.5]) expect(form(A, [p[0] * Math.cos(phi) + q[0] * Math.sin(phi), p[1] * Math.cos(phi) + q[1] * Math.sin(phi)]) / level).toBeCloseTo(1, 8);
    }));
  });

  test('what a hand holds keeps its name: past the other axis, and where the ring is round', () => {
    let axes: Axes = { radii: [0.5, 1], tilt: 20 };
    for (const length of [0.7, 0.9, 1, 1.1, 2]) {
      axes = axesOf(curvatureOf({ ...axes, radii: [length, 1] }, 0.5), 0.5, axes)!;
      expect(axes.radii[0]).toBeCloseTo(length, 9);
      expect(axes.tilt).toBeCloseTo(20, 6);
    }
    expect(axesOf([[2, 0], [0, 2]], 1, { radii: [1, 1], tilt: 33 })).toEqual({ radii: [1, 1], tilt: 33 });
  });

  test('a tilt along the axes gives exact zeros, and a drag to a place ends there', () => {
    for (const tilt of [0, 90, -90, 180]) expect(curvatureOf({ radii: [0.3, 2], tilt }, 0.7)[0][1]).toBe(0);
    expect(direction(90)).toEqual([0, 1]);
    fc.assert(fc.property(AXES, fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 3, noNaN: true }), fc.constantFrom(0, 1), fc.constantFrom(1, -1), ({ axes }, x, y, by, side) => {
      const end = endOfAxis(drawnTo(axes, by as 0 | 1, side as 1 | -1, [x, y]), by as 0 | 1, side as 1 | -1);
      expect(end[0]).toBeCloseTo(x, 9);
      expect(end[1]).toBeCloseTo(y, 9);
    }));
    expect(drawnTo({ radii: [1, 2], tilt: 5 }, 0, 1, [0, 0])).toEqual({ radii: [1, 2], tilt: 5 });
  });

  test('positive definite whatever is asked, its condition a million at most, and it is told when it is', () => {
    fc.assert(fc.property(AXES, fc.double({ min: -12, max: 12, noNaN: true }), fc.constantFrom(0, 1), ({ axes, level }, power, by) => {
      const asked = 10 ** power, { axes: next, held } = heldAxes({ ...axes, radii: by === 0 ? [asked, axes.radii[1]] : [axes.radii[0], asked] }, by as 0 | 1);
      const ratio = Math.max(...next.radii) / Math.min(...next.radii), [[a, b], [, c]] = curvatureOf(next, level);
      expect(ratio).toBeLessThanOrEqual(1e3 * (1 + 1e-12));
      expect(a > 0 && c > 0 && a * c - b * b > 0).toBe(true);
      expect(held).toBe(asked > 1e3 * axes.radii[1 - by]! || asked < axes.radii[1 - by]! / 1e3);
    }));
  });

  test('the ring fits the picture, stays on its level under the hand, and a trough has none', () => {
    fc.assert(fc.property(AXES, ({ axes, level }) => {
      const A = curvatureOf({ radii: [axes.radii[0], axes.radii[0] * (1 + (axes.radii[1] % 3))], tilt: axes.tilt }, level), ring = ringOf(A, [0.5, 0.1], PLANE)!;
      const pixels = ring.axes.radii.map((radius) => radius * (320 / 3.9)) as [number, number];
      expect(Math.max(...pixels)).toBeLessThanOrEqual(0.42 * 320 + 1e-6);
      expect(Math.min(...pixels)).toBeGreaterThanOrEqual(24);
      const next = curvatureOf({ radii: [ring.axes.radii[0] * 1.1, ring.axes.radii[1]], tilt: ring.axes.tilt }, ring.level);
      expect(ringOf(next, [0.5, 0.1], PLANE, ring, true)!.level).toBe(ring.level);
    }));
    const small = plane(HOME, 200, 200), narrow = ringOf(curvatureOf({ radii: [1, 2], tilt: 10 }, 1), [0.5, 0.1], small)!;
    expect(Math.min(...narrow.axes.radii) * (200 / 3.9)).toBeCloseTo(36, 6); // its end is not under θ̂
    expect(ringOf([[1, 1], [1, 1]], [0, 0], PLANE)).toBe(null);
  });
});

describe('the boundary', () => {
  const region = (penalty: Penalty, budget: number) => ({ penalty: valueOf(statePenalty(penalty, 1)), budget });
  test.each(Object.entries(PENALTY_SAMPLES))('%s: the foot of the grip has R = t, and the grip is in the picture and not over θ*', (_, penalty) => {
    for (const budget of [0.05, 0.3, 0.8, 1.4, 6]) {
      const star: Vec2 = [0.6, 0.2], at = PLANE.toPixels(star), { penalty: R } = region(penalty, budget), grip = gripOn(region(penalty, budget), PLANE, [at]);
      if (!grip) { // only where no ray leaves the region
        for (const degrees of [-135, 135, -45, 45]) { const [x, y] = direction(degrees); expect(R(1e9 * x, 1e9 * y)).toBeLessThan(budget); }
        continue;
      }
      expect(R(...grip.foot) / budget).toBeCloseTo(1, 9);
      const [x, y] = PLANE.toPixels(grip.theta);
      expect(x >= 11.9 && y >= 11.9 && x <= 308.1 && y <= 308.1).toBe(true);
      expect(Math.hypot(x - at[0], y - at[1])).toBeGreaterThanOrEqual(23.9);
    }
  });

  test('a region that does not lie about the origin is held by its points: with most room, then where the hand was', () => {
    const typed = region({ kind: 'formula', formula: '(x - 1)^2 + y^2' }, 0.5);
    expect(gripOn(typed, PLANE, [])).toBe(null);
    expect(footOn(typed, [2, 0])).toBe(null);
    const circle = Array.from({ length: 90 }, (_, i): Vec2 => [1 + Math.SQRT1_2 * Math.cos(i / 14), Math.SQRT1_2 * Math.sin(i / 14)]), star = PLANE.toPixels([1 - Math.SQRT1_2, 0]);
    const first = gripAmong(circle, PLANE, [star])!;
    expect(typed.penalty(...first.foot)).toBeCloseTo(0.5, 9);
    expect(Math.hypot(PLANE.toPixels(first.theta)[0] - star[0], PLANE.toPixels(first.theta)[1] - star[1])).toBeGreaterThan(90);
    expect(gripAmong(circle, PLANE, [star], circle[20])!.theta).toEqual(circle[20]);
    expect(gripAmong([[50, 50]], PLANE, [])).toBe(null);
  });

  test('it stays on its ray while t moves, and leaves it where θ* comes near', () => {
    const l1 = PENALTY_SAMPLES.l1!, first = gripOn(region(l1, 0.99), PLANE, [PLANE.toPixels([0.99, 0])])!;
    for (const budget of [0.9, 0.7, 0.5]) expect(gripOn(region(l1, budget), PLANE, [PLANE.toPixels([budget, 0])], first.degrees)!.degrees).toBe(first.degrees);
    expect(gripOn(region(l1, 0.99), PLANE, [PLANE.toPixels(first.theta)], first.degrees)!.degrees).not.toBe(first.degrees);
  });

  test('at t = 0 it stands beside the origin, and of a boundary that is out of the picture at its edge', () => {
    const origin = PLANE.toPixels([0, 0]), none = gripOn(region(PENALTY_SAMPLES.l1!, 0), PLANE, [origin])!;
    expect(none.foot).toEqual([0, 0]);
    expect(Math.hypot(PLANE.toPixels(none.theta)[0] - origin[0], PLANE.toPixels(none.theta)[1] - origin[1])).toBeGreaterThanOrEqual(23.9);
    const [x, y] = PLANE.toPixels(gripOn(region(PENALTY_SAMPLES.l2!, 1e4), PLANE, [origin])!.theta);
    expect(Math.min(x, y, 320 - x, 320 - y)).toBeCloseTo(12, 6);
  });
});

describe('what is read off', () => {
  const problem: Problem = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };
  test('is the value at the very place that is named, by hand', () => {
    fc.assert(fc.property(fc.double({ min: -1.4, max: 2.4, noNaN: true }), fc.double({ min: -1.8, max: 2, noNaN: true }), (x, y) => {
      const theta = roundPlace([x, y], PLANE), [u, v] = [theta[0] - 1.5, theta[1] - 0.3];
      expect(Math.abs(theta[0] - x)).toBeLessThan(3.9 / 320); // within a pixel
      expect(theta.map((part) => Number(part.toFixed(2)))).toEqual(theta); // and of the digits that a pixel tells apart
      const L = (u * u + 0.6 * u * v + v * v) / 2, R = Math.abs(theta[0]) + Math.abs(theta[1]), reading = readingAt(problem, theta);
      expect(reading.loss).toBeCloseTo(L, 12);
      expect(reading.penalty).toBeCloseTo(R, 12);
      expect(reading.objective).toBeCloseTo(L + 0.6 * R, 12);
      const inside = readingAt({ ...problem, form: 'constraint', budget: 1 } as Problem, theta);
      expect(inside.objective).toBe(R > 1 ? null : inside.loss);
    }));
    expect(linesOf(problem, readingAt(problem, [1, 0]))).toEqual([['θ', '(1, 0)'], ['L', '0.215'], ['R', '1'], ['L + λR', '0.815']]);
    const walled: Problem = { ...problem, form: 'constraint', budget: 0.5 } as Problem;
    expect(linesOf(walled, readingAt(walled, [1, 0]))).toEqual([['θ', '(1, 0)'], ['L', '0.215'], ['R', '1 > t']]);
  });

  test('its text is inside the picture and not over the pointer, wherever that is', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 200, max: 1200 }), (u, v, size) => {
      const [x, y] = besidePoint([u * size, v * size], [150, 80], [size, size]);
      expect(x >= 0 && y >= 0 && x + 150 <= size && y + 80 <= size).toBe(true);
      const over = x - 2 < u * size && u * size < x + 152 && y - 2 < v * size && v * size < y + 82;
      expect(over).toBe(false);
    }));
  });
});

describe('the scatter', () => {
  test('rows are spread over the file, spans stay while they serve, a line is cut to the rectangle', () => {
    expect(shownRows(3)).toEqual([0, 1, 2]);
    const many = shownRows(100_000);
    expect([many.length, new Set(many).size, many[0], many.at(-1)]).toEqual([500, 500, 0, 99_800]);
    const span = spanFor([0, 10]);
    expect(span.low).toBeLessThan(0);
    expect(spanFor([0.1, 9], span)).toBe(span);
    expect(spanFor([0, 12], span)).not.toBe(span);
    expect(spanFor([0, 1], span)).not.toBe(span);
    expect(spanFor([3, 3]).low).toBeLessThan(3);
    expect(nearestOf([[0, 0], [10, 0], [4, 3]], [5, 3], 6)).toBe(2);
    expect(nearestOf([[0, 0]], [5, 3], 3)).toBe(-1);
    fc.assert(fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), (a, b, c) => {
      const ends = lineIn([a, b], c, { low: -1, high: 2 }, { low: 0, high: 3 });
      const corners = [[-1, 0], [2, 0], [-1, 3], [2, 3]].map(([u, v]) => a * u! + b * v! + c);
      if (Math.min(...corners) * Math.max(...corners) < -1e-9) expect(ends).not.toBe(null);
      for (const [u, v] of ends ?? []) {
        expect(u >= -1 - 1e-9 && u <= 2 + 1e-9 && v >= -1e-9 && v <= 3 + 1e-9).toBe(true);
        expect(Math.abs(a * u + b * v + c)).toBeLessThan(1e-9);
      }
    }));
  });
});
