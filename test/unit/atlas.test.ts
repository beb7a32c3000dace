import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AtlasMap, type Answered, type Question } from '../../src/elements/atlas/map.ts';
import { sheetOf } from '../../src/elements/atlas/sheet.ts';
import { landingAt, landingSteps } from '../../src/field/landing.ts';
import { finish } from '../../src/field/slices.ts';
import { basinsOf } from '../../src/geometry/shares/basins.ts';
import { curveSteps } from '../../src/geometry/shares/curve.ts';
import { homeOf, massesOf, readDistribution, shareOf, shareWithin } from '../../src/geometry/shares/distribution.ts';
import { ellipseOf, envelopeOf } from '../../src/geometry/shares/envelope.ts';
import { inland } from '../../src/geometry/inland.ts';
import { correlated, correlationOf, landingOf, problemAt, solvedLanding } from '../../src/geometry/shares/landing-solve.ts';
import { area, centroid, clip, contains, intersect, rectangle, sides } from '../../src/geometry/shares/polygon.ts';
import { borderline, centres, refine, seams } from '../../src/geometry/refine.ts';
import { isRuled, ruleOf, unmapped, type Mapped } from '../../src/geometry/shares/rule.ts';
import { countOver, shareOfAll, sharesOf, sparseShare, CLASSES } from '../../src/geometry/shares/shares.ts';
import { transitions } from '../../src/geometry/transitions.ts';
import { LANDING } from '../../src/problem/landing.ts';
import type { Matrix2, Penalty, Vec2 } from '../../src/problem/types.ts';
import { penaltyValue, solve } from '../../src/solver/solve.ts';
import { PENALTY_SAMPLES } from '../problems.ts';

interface Case {
  readonly id: string;
  readonly problem: { readonly A: Matrix2; readonly form: 'constraint' | 'penalty'; readonly t: number; readonly lambda: number; readonly theta_hat: { readonly dist: 'uniform' | 'gaussian'; readonly square: Vec2; readonly sigma: number } };
  readonly expected: Readonly<Record<string, number>>;
  readonly tolerance: { readonly probability_exact: number };
}
const { problems } = JSON.parse(readFileSync(new URL('../references/c_corner_probability.json', import.meta.url), 'utf8')) as { problems: Case[] };

const mapped = (penalty: Penalty, curvature: Matrix2, form: 'penalty' | 'constraint', amount: number, minimizer: Vec2 = [1.5, 0.3]): Mapped =>
  ({ loss: { kind: 'quadratic', minimizer, curvature }, penalty, ...(form === 'penalty' ? { form, lambda: amount } : { form, budget: amount }) });

describe('exact shares', () => {
  test.each(problems)('$id', ({ problem: { A, form, t, lambda, theta_hat }, expected, tolerance: { probability_exact } }) => {
    const distribution = theta_hat.dist === 'uniform' ? { kind: 'uniform', size: theta_hat.square[1] } as const : { kind: 'normal', size: theta_hat.sigma } as const;
    const shares = sharesOf(mapped({ kind: 'l1' }, A, form, form === 'penalty' ? lambda : t), distribution);
    const of = (name: keyof typeof CLASSES) => shareOfAll(shares, CLASSES[name]);
    const one = of('first') + of('second');
    const found: Record<string, number> = form === 'penalty' ? { two_zeros: of('both'), one_zero: one, no_zero: of('free') }
      : { interior_inactive: of('inside'), vertex_one_zero: one, edge_no_zero: of('free'), vertex_given_active: one / (1 - of('inside')) };
    expect(shares.error).toBe(0);
    expect(Object.keys(expected).sort()).toEqual(Object.keys(found).sort());
    for (const [name, share] of Object.entries(expected)) expect(Math.abs(found[name]! - share)).toBeLessThanOrEqual(probability_exact);
    const ridge = sharesOf(mapped({ kind: 'l2' }, A, form, form === 'penalty' ? lambda : t), distribution);
    expect(sparseShare(ridge)).toBe(0);
  });
});

describe('what everyone quotes', () => {
  test.each([[0.5, 0.69], [1.5, 0.25], [2, 0.11]])('at t = %d the share of corners is %d', (t, quoted) => {
    const share = sparseShare(sharesOf(mapped({ kind: 'l1' }, [[1, 0], [0, 1]], 'constraint', t), { kind: 'uniform', size: 3 }));
    expect(share).toBeCloseTo((4 * (3 - t) ** 2) / 36, 14);
    expect(Math.round(100 * share) / 100).toBe(quoted);
  });

  test('at equal scales it is the same at every correlation', () => {
    for (const rho of [0, 0.5, 0.9, -0.9]) {
      expect(sparseShare(sharesOf(mapped({ kind: 'l1' }, [[1, rho], [rho, 1]], 'constraint', 1), { kind: 'uniform', size: 3 }))).toBeCloseTo(16 / 36, 12);
    }
  });
});

const CONVEX = Object.entries(PENALTY_SAMPLES).filter(([, penalty]) => isRuled(penalty)).map(([, penalty]) => penalty);
const number = (low: number, high: number) => fc.integer({ min: 0, max: 9973 }).map((i) => low + ((high - low) * (i + 0.37)) / 9974); // lined up with no edge
const AMOUNT = number(0.05, 4), COORDINATE = number(-3, 3);
const CURVATURE = fc.record({ a: number(0.2, 5), c: number(0.2, 5), rho: number(-0.95, 0.95) })
  .map(({ a, c, rho }): Matrix2 => { const h = rho * Math.sqrt(a * c); return [[a, h], [h, c]]; });
const CASE = fc.record({ penalty: fc.constantFrom(...CONVEX), curvature: CURVATURE, form: fc.constantFrom('penalty' as const, 'constraint' as const), amount: AMOUNT, minimizer: fc.tuple(COORDINATE, COORDINATE) });

/** Where a solution lands by its own weights and its own constraint: the solver's word. */
function byWeights(problem: Mapped): number {
  const { theta: [x, y] } = solve(problem), [p, q] = problem.loss.minimizer;
  if (problem.form === 'constraint' && Math.hypot(x - p, y - q) < 1e-12) return LANDING.inside;
  if (problem.penalty.kind === 'linf' && x !== 0 && Math.abs(x) === Math.abs(y)) return x > 0 ? (y > 0 ? LANDING.northeast : LANDING.southeast) : y > 0 ? LANDING.northwest : LANDING.southwest;
  return landingOf([x, y]);
}

/** How near an f64 inequality on the way was to equality: there one rounding decides. */
function clearance(problem: Mapped, [x, y]: Vec2): number {
  let nearest = Infinity;
  landingAt({ rule: ruleOf(problem, 3), axes: { of: 'minimizer' } })(x, y, (q, size) => { nearest = Math.min(nearest, Math.abs(q) / size); return q >= 0; });
  return nearest;
}

describe('the inequalities', () => {
  test('say what the solver says, for every convex penalty in both forms', () => {
    fc.assert(fc.property(CASE, ({ penalty, curvature, form, amount, minimizer }) => {
      const problem = mapped(penalty, curvature, form, amount, minimizer);
      fc.pre(clearance(problem, minimizer) > 1e-12);
      const rule = ruleOf(problem, 3), expected = byWeights(problem);
      // the inside of a power ball is drawn from its own outline
      expect(landingAt({ rule, axes: { of: 'minimizer' } })(...minimizer)).toBe(rule.kind === 'smooth' && expected === LANDING.inside ? LANDING.free : expected);
    }), { numRuns: 400 });
  });

  test('have the closed basins as their sets', () => {
    fc.assert(fc.property(CASE, ({ penalty, curvature, form, amount, minimizer }) => {
      const problem = mapped(penalty, curvature, form, amount, minimizer), rule = ruleOf(problem, 3);
      fc.pre(rule.kind === 'split' && clearance(problem, minimizer) > 1e-12);
      const landing = landingAt({ rule, axes: { of: 'minimizer' } })(...minimizer);
      const holding = basinsOf(rule).filter(({ halves }) => contains(halves, minimizer)).map((basin) => basin.landing);
      // the inside of a ball with curved sides is no polygon, and the rest of the plane is no basin
      expect(holding).toEqual(landing === LANDING.free || (landing === LANDING.inside && rule.bend !== 0) ? [] : [landing]);
    }), { numRuns: 400 });
  });

  // Just inside each side of each basin the solver lands there, and just outside it does not.
  test.each(CONVEX.flatMap((penalty) => (['penalty', 'constraint'] as const).map((form) => [penalty, form] as const)))('%o in %s form: the basins end where the solver says', (penalty, form) => {
    for (const curvature of [[[1, 0.6], [0.6, 2]], [[3, -1.6], [-1.6, 1]]] as Matrix2[]) for (const amount of [0.4, 1.3]) {
      const problem = mapped(penalty, curvature, form, amount), home = rectangle({ x: [-3, 3], y: [-3, 3] });
      for (const { landing, halves } of basinsOf(ruleOf(problem, 3))) {
        const outline = intersect(home, halves);
        outline.forEach((from, i) => {
          const to = outline[(i + 1) % outline.length]!, length = Math.hypot(to[0] - from[0], to[1] - from[1]);
          const normal: Vec2 = [(from[1] - to[1]) / length, (to[0] - from[0]) / length]; // inward
          for (const share of [0.03, 0.5, 0.97]) {
            const at: Vec2 = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
            if (length < 1e-3 || at.some((part) => Math.abs(part) > 3 - 1e-9)) continue; // the edge of the map
            const beside = (s: number) => byWeights(mapped(penalty, curvature, form, amount, [at[0] + s * normal[0], at[1] + s * normal[1]]));
            expect(beside(1e-7)).toBe(landing);
            expect(beside(-1e-7)).not.toBe(landing);
          }
        });
      }
    }
  });

  test('at t = 0 everything lands on 0, and what is not penalised stays', () => {
    for (const penalty of CONVEX) {
      const shares = sharesOf(mapped(penalty, [[2, 0.5], [0.5, 1]], 'constraint', 0), { kind: 'uniform', size: 3 });
      expect(shares.of.get(LANDING.origin)).toBeCloseTo(1, 12);
    }
    const shares = sharesOf(mapped({ kind: 'weighted-l1', weights: [0, 1] }, [[2, 0.5], [0.5, 1]], 'constraint', 0), { kind: 'uniform', size: 3 });
    expect(shares.of.get(LANDING.right)! + shares.of.get(LANDING.left)!).toBeCloseTo(1, 12);
  });

  test('over correlations: the edges are those of the closed form', () => {
    // A = [[1, ρ], [ρ, 1]], θ̂ = (1.5, 0.6): θ₂ = 0 from λ = 0.6(1 + ρ) on, both from max|Aθ̂| on.
    const problem = mapped({ kind: 'l1' }, [[1, 0], [0, 1]], 'penalty', 0.4, [1.5, 0.6]);
    const at = landingAt({ rule: ruleOf(problem, 3), axes: { of: 'correlation', minimizer: [1.5, 0.6] } });
    for (const rho of [-0.9, -0.45, -0.1, 0, 0.2, 0.7, 0.95]) {
      const first = 0.6 * (1 + rho), both = Math.max(1.5 + 0.6 * rho, Math.abs(0.6 + 1.5 * rho));
      for (const [lambda, expected] of [[first - 1e-9, LANDING.free], [first + 1e-9, LANDING.right], [both - 1e-9, LANDING.right], [both + 1e-9, LANDING.origin]] as const) {
        expect(at(rho, lambda)).toBe(expected);
        expect(solvedLanding(problemAt({ problem, axes: { of: 'correlation', minimizer: [1.5, 0.6] } }, rho, lambda))).toBe(expected);
      }
    }
    const curves = transitions(at, { x: [-1, 1], y: [0, 3] });
    expect(curves).toHaveLength(2);
    for (const [i, edge] of [(rho: number) => 0.6 * (1 + rho), (rho: number) => 1.5 + 0.6 * rho].entries()) {
      expect(curves[i]!.length).toBeGreaterThan(90);
      // a few roundings of the inequality over its slope in λ, which is 1 − |ρ|
      for (const [rho, lambda] of curves[i]!) expect(Math.abs(lambda - edge(rho))).toBeLessThanOrEqual((64 * Number.EPSILON) / (1 - Math.abs(rho)));
    }
    for (const rho of [-0.99, -0.3, 0, 0.32]) expect(correlationOf(correlated([[2, 0.5], [0.5, 3]], rho))).toBeCloseTo(rho, 14);
  });
});

describe('shares', () => {
  test.each(CONVEX.flatMap((penalty) => (['penalty', 'constraint'] as const).map((form) => [penalty, form] as const)))('of %o in %s form are those of a count', (penalty, form) => {
    const problem = mapped(penalty, [[1, 0.6], [0.6, 2]], form, 0.9), side = 187, rule = ruleOf(problem, 3);
    const at = landingAt({ rule, axes: { of: 'minimizer' } });
    const held = (x: number, y: number) => rule.kind === 'smooth' && form === 'constraint' && penaltyValue(problem, [x, y]) <= 0.9;
    const points = centres({ x: [-3, 3], y: [-3, 3] }, { columns: side, rows: side }, Array.from({ length: side * side }, (_, cell) => cell));
    const found = Uint8Array.from({ length: side * side }, (_, cell) => { const [x, y] = [points[2 * cell]!, points[2 * cell + 1]!]; return held(x, y) ? LANDING.inside : at(x, y); });
    for (const distribution of [{ kind: 'uniform', size: 3 }, { kind: 'normal', size: 1 }] as const) {
      const exact = sharesOf(problem, distribution), counted = countOver(found, side, distribution);
      expect([...exact.of.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(exact.error).toBeLessThan(3e-4);
      expect(counted.error).toBeLessThan(0.065 + massesOf(distribution, side)[(side - 1) / 2]!); // and the row and the column of the axes, half of each
      for (const name of ['both', 'first', 'second', 'tied', 'inside', 'free'] as const) {
        const apart = Math.abs(shareOfAll(exact, CLASSES[name]) - shareOfAll(counted, CLASSES[name]));
        expect(apart).toBeLessThanOrEqual(counted.error + exact.error + 1e-9);
      }
    }
  });

  test('a normal distribution over polygons with known answers', () => {
    const one = { kind: 'normal', size: 1 } as const, two = { kind: 'normal', size: 2 } as const;
    const box = (x: number, y: number) => [[1, 0, -x], [-1, 0, -x], [0, 1, -y], [0, -1, -y]] as const;
    const P1 = 0.6826894921370859, P2 = 0.9544997361036416; // within one and two standard deviations
    expect(shareWithin(one, box(1, 2))).toBeCloseTo(P1 * P2, 13);
    expect(shareWithin(two, box(2, 4))).toBeCloseTo(P1 * P2, 13);
    expect(shareWithin(one, [[1, 0, 1]])).toBeCloseTo((1 - P1) / 2, 13);
    expect(shareWithin(one, [[0, 1, 0], [1, 1, 0]])).toBeCloseTo(3 / 8, 13); // a wedge of 135° at 0
    expect(shareWithin(one, [[1, 0, 1e-7], [0, 1, 0]])).toBeCloseTo((0.5 - 1e-7 / Math.sqrt(2 * Math.PI)) / 2, 13);
    expect(massesOf(one, 30).reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 14);
  });

  test('a curved set lies between its two polygons', () => {
    // Σ|θᵢ|^p ≤ t has the area 4 Γ(1 + 1/p)²/Γ(1 + 2/p) t^(2/p).
    for (const [p, unit] of [[1.5, 2.7378536239189035], [3, 3.533277500570902], [2, Math.PI]] as const) for (const t of [0.3, 2]) {
      const { inner, outer } = envelopeOf(p === 2 ? { kind: 'split', weights: [0, 0], bend: 2 } : { kind: 'power', p }, t), exact = unit * t ** (2 / p);
      expect(area(inner)).toBeLessThan(exact);
      expect(area(outer)).toBeGreaterThan(exact);
      expect(area(outer) - area(inner)).toBeLessThan(2e-3 * exact);
      const tangents = sides(outer);
      expect(inner.every((point) => tangents.every(([n1, n2, d]) => n1 * point[0] + n2 * point[1] >= d - 1e-12))).toBe(true);
    }
    const round = ellipseOf([[2, 0.5], [0.5, 1]], 1.75, 0.7); // the disc's area over det A
    expect(area(round.inner)).toBeLessThan((Math.PI * 0.49) / 1.75);
    expect(area(round.outer)).toBeGreaterThan((Math.PI * 0.49) / 1.75);
    for (const [x, y] of round.inner) expect(Math.hypot(2 * x + 0.5 * y, 0.5 * x + y)).toBeCloseTo(0.7, 12);
  });

  test('areas: a square cut by a diagonal, and a cut that misses', () => {
    const square = rectangle({ x: [0, 1], y: [0, 1] });
    expect(area(clip(square, [1, 1, 1]))).toBe(0.5);
    expect(clip(square, [1, 1, 3])).toEqual([]);
    expect(clip(square, [0, 0, 1])).toEqual([]);
    expect(clip(square, [0, 0, -1])).toEqual(square);
    expect(centroid(clip(square, [1, 0, 0.5]))).toEqual([0.75, 0.5]);
    expect(centroid([])).toBeNull();
    expect(shareOf({ kind: 'uniform', size: 1 }, [])).toBe(0);
  });
});

describe('penalties that are solved point by point', () => {
  test.each(['scad', 'mcp'] as const)('%s: its own exact zeros, in both forms', (kind) => {
    const penalty = { kind, shape: 3, lambda: 0.7 } as const;
    for (const form of ['penalty', 'constraint'] as const) for (const minimizer of [[2.5, 0.2], [0.1, -0.2], [-0.3, 1.4], [2, 2], [0.4, 0.1]] as Vec2[]) {
      const problem = mapped(form === 'penalty' ? { kind, shape: 3 } : penalty, [[1, 0.3], [0.3, 1]], form, 0.6, minimizer);
      expect(solvedLanding(problem)).toBe(byWeights(problem));
    }
  });

  test('cells at an edge are divided, the others copied; the deepest cell of a landing holds its label', () => {
    const found = Uint8Array.from({ length: 25 }, (_, at) => (at % 5 < 3 ? LANDING.up : LANDING.free));
    const cells = { found, columns: 5, rows: 5 };
    expect(borderline(cells)).toEqual([2, 3, 7, 8, 12, 13, 17, 18, 22, 23]);
    const finer = refine(cells, 3);
    expect(finer.open).toHaveLength(90);
    expect(finer.open.every((at) => { const column = at % 15; return column >= 6 && column < 12; })).toBe(true);
    expect([...centres({ x: [0, 15], y: [0, 15] }, finer.cells, [0, 16])]).toEqual([0.5, 0.5, 1.5, 1.5]);
    expect(inland(found, 5, 5).get(LANDING.up)).toMatchObject({ at: [1, expect.any(Number)] });
    expect(inland(found, 5, 5).has(LANDING.free)).toBe(false);
  });
});

describe('a map that the solver fills', () => {
  const answerOf = (question: Question) => new Promise<Answered>((resolve, reject) => {
    const map = new AtlasMap(() => { if (map.answered!.whole) resolve(map.answered!); }, reject);
    map.want(question);
  });

  // Without correlation a weight of MCP is zero just where |θ̂ᵢ| ≤ λ.
  test.each([0.15, 0.04, 0.012, 0.001])('strips of zeros at λ = %d, however narrow, are seen or lie within the error', async (lambda) => {
    const uniform = { kind: 'uniform', size: 3 } as const, strip = lambda / 3;
    const { landings, columns } = await answerOf(sheetOf(mapped({ kind: 'mcp', shape: 3 }, [[1, 0], [0, 1]], 'penalty', lambda), 'minimizer', uniform, 'cpu', 400, 400).question);
    const counted = countOver(landings, columns, uniform);
    expect(Math.abs(sparseShare(counted) - (1 - (1 - strip) ** 2))).toBeLessThanOrEqual(counted.error);
    expect(counted.error).toBeLessThan(0.03);
    if (lambda > 0.011) expect(sparseShare(counted)).toBeGreaterThan(0);
  });

  test('beside the middle lines', () => {
    expect(seams({ columns: 2, rows: 2 })).toEqual([0, 1, 2, 3]);
    expect(seams({ columns: 4, rows: 4 })).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]);
    expect(seams({ columns: 3, rows: 3 })).toEqual([1, 3, 4, 5, 7]);
  });
});

test.each(Object.values(PENALTY_SAMPLES).flat().filter(({ kind }) => kind !== 'formula'))('a map of correlations of %o is one for every λ', (penalty) => {
  const asked = (lambda: number) => { const { question, census, curves } = sheetOf(mapped(penalty, [[1, 0.3], [0.3, 1]], 'penalty', lambda), 'correlation', { kind: 'uniform', size: 3 }, 'cpu', 400, 400); return [question.key, census?.key, curves]; };
  const [key, count, curves] = asked(0.3), again = asked(0.31);
  expect([again[0], again[1]]).toEqual([key, count]);
  expect(again[2]).toBe(curves);
});

describe('the curve', () => {
  const curve = (penalty: Penalty, form: 'penalty' | 'constraint') => finish(curveSteps(mapped(penalty, [[1, 0], [0, 1]], form, 1), { kind: 'uniform', size: 3 }));
  test('falls with t and rises with λ under L1, as in closed form', () => {
    const { top, shares } = curve({ kind: 'l1' }, 'constraint');
    shares.forEach((share, i) => { const t = (top * Math.max(i, 1e-6)) / (shares.length - 1); expect(share).toBeCloseTo(t < 3 ? (4 * (3 - t) ** 2) / 36 : 0, 12); });
    expect(top).toBeLessThan(4.5); // most of the axis is where something happens
    const priced = curve({ kind: 'l1' }, 'penalty');
    expect(priced.top).toBe(3);
    priced.shares.forEach((share, i) => { const p = i / (priced.shares.length - 1); expect(share).toBeCloseTo(1 - (1 - p) ** 2, 5); });
  });
  test('is 0 under L2, everywhere', () => {
    for (const form of ['penalty', 'constraint'] as const) for (const kind of ['l2'] as const) expect(new Set(curve({ kind }, form).shares)).toEqual(new Set([0]));
    expect(new Set(curve({ kind: 'l2-norm' }, 'constraint').shares)).toEqual(new Set([0]));
  });
});

test('what cannot be mapped is said in one sentence; a distribution is read or refused', () => {
  expect(unmapped({ loss: { kind: 'himmelblau' }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 })).toContain('cannot be moved');
  expect(unmapped(mapped({ kind: 'formula', formula: 'x^2 + y^2' }, [[1, 0], [0, 1]], 'penalty', 1))).toContain('typed penalty');
  expect(unmapped(mapped({ kind: 'l1' }, [[1, 1], [1, 1]], 'penalty', 1))).toContain('singular');
  expect(unmapped(mapped({ kind: 'l1' }, [[1, 0], [0, 1]], 'penalty', 1))).toBe('');
  expect(readDistribution('uniform 2')).toEqual({ kind: 'uniform', size: 2 });
  expect(readDistribution('normal')).toEqual({ kind: 'normal', size: 1 });
  expect(homeOf({ kind: 'normal', size: 2 })).toEqual({ x: [-6, 6], y: [-6, 6] });
  for (const wrong of ['cauchy', 'uniform -1', 'uniform 1 2', 'normal x', '']) expect(() => readDistribution(wrong)).toThrow(/allowed are/);
});

test('a grid is answered row by row from the lowest, in steps', () => {
  const rule = ruleOf(mapped({ kind: 'l1' }, [[1, 0], [0, 1]], 'constraint', 1), 3);
  const found = finish(landingSteps({ rule, axes: { of: 'minimizer' }, grid: { window: { x: [-3, 3], y: [-3, 3] }, columns: 3, rows: 3 } }));
  expect([...found]).toEqual([LANDING.free, LANDING.down, LANDING.free, LANDING.left, LANDING.inside, LANDING.right, LANDING.free, LANDING.up, LANDING.free]);
});
