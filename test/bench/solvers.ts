import { path, solve, type Penalty, type PenaltyProblem, type Solution } from '../../src/core.ts';
import { column, parseCsv } from '../../src/data/csv.ts';
import { moments } from '../../src/data/standardise.ts';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { WideLoss } from '../../src/problem/wide.ts';
import { minimise } from '../../src/solver/minimise.ts';
import { pathWide } from '../../src/solver/wide/path.ts';
import text from '../../demo/data/diabetes.csv?raw';
import { gram, himmelblauGrid, lassoLoop, onePass, quadraticGrid } from './by-hand.ts';

/** One thing and what it is held against, both of `count` operations a call; a number comes back so that nothing is optimised away. */
export interface Case {
  readonly name: string;
  /** What its time is held against, once for each operation of `run`. */
  readonly beside: string;
  readonly run: () => number;
  readonly other: () => number;
  readonly count?: number;
  readonly otherCount?: number;
  /** Microseconds that are aimed at. */
  readonly goal?: number;
}

const noise = (i: number) => { const s = Math.sin(i * 12.9898) * 43758.5453; return 2 * (s - Math.floor(s)) - 1; };
const MANY = 1000;
const [a, h, c] = [1, 0.3, 1];
const minimizers = Float64Array.from({ length: 2 * MANY }, (_, k) => 3 * noise(k + 1));
const bowls = Array.from({ length: MANY }, (_, k) => ({ kind: 'quadratic', minimizer: [minimizers[2 * k]!, minimizers[2 * k + 1]!], curvature: [[a, h], [h, c]] }) as const);
const quadratics = bowls.map(quadraticOf);
const held = (loss: PenaltyProblem['loss'], penalty: Penalty, lambda: number): PenaltyProblem => ({ loss, penalty, form: 'penalty', lambda });
const L1: Penalty = { kind: 'l1' };

/** One certified solution for each bowl, or the first of them. */
const solveAll = (penalty: Penalty, lambda: number, count = MANY) => () => {
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    const { theta, certificate } = solve(held(bowls[k]!, penalty, lambda));
    if (!certificate.holds) throw new Error(`${penalty.kind} at ${bowls[k]!.minimizer}: not certified`);
    sum += theta[0] + theta[1];
  }
  return sum;
};
const minimiseAll = () => { let sum = 0; for (const quadratic of quadratics) { const { theta } = minimise(quadratic, L1, 0.6); sum += theta[0] + theta[1]; } return sum; };

/** n rows of two features and labels that follow them, with noise. */
const labelled = (n: number) => {
  const X = Array.from({ length: n }, (_, i) => [2 * noise(3 * i + 1), 2 * noise(3 * i + 2)] as const);
  return { X, y: X.map(([u, v], i) => (u - 0.4 * v + noise(3 * i + 3) > 0 ? 1 : -1)) };
};
/** λ up and down as a slider moves, each solution the start of the next. */
const dragged = (kind: 'logistic' | 'hinge', n: number) => {
  const loss = { kind, ...labelled(n) };
  let warm: Solution = solve(held(loss, L1, 0.05)), step = 0;
  const run = () => {
    warm = solve(held(loss, L1, 0.05 + 0.002 * Math.abs(((step += 1) % 40) - 20)), warm);
    if (!warm.certificate.holds) throw new Error(`${kind}: not certified`);
    return warm.theta[0];
  };
  return { run, other: () => onePass(kind, loss.X, loss.y, warm.theta) };
};

const table = parseCsv(text);
const features = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'].map((name) => {
  const values = column(table, name, 'features');
  const { mean, deviation } = moments(values);
  return values.map((value) => (value - mean) / deviation);
});
const progression = column(table, 'y', 'target');
const centre = moments(progression).mean;
const rows = progression.map((_, i) => features.map((values) => values[i]!));
const targets = progression.map((value) => value - centre);
/** A new value each time, so that nothing is remembered from the last: layout, Gram matrix and curvature are part of the time. */
const diabetes = (kind: 'squared' | 'logistic'): WideLoss => ({ kind, X: rows.map((row) => [...row]), y: kind === 'squared' ? targets : targets.map((value) => (value > 0 ? 1 : -1)) });
const kept = diabetes('squared');
const pathOf = (loss: () => WideLoss, penalty: Parameters<typeof pathWide>[0]['penalty'] = { kind: 'l1' }) => () => {
  const points = pathWide({ loss: loss(), penalty });
  if (points.some(({ certificate }) => !certificate.holds)) throw new Error('a point of the path is not certified');
  return points.at(-1)!.penalty;
};
const oneGram = () => gram(rows);
const onGrid = { beside: 'L + R at 257² nodes', other: () => quadraticGrid(a, h, c, minimizers[0]!, minimizers[1]!, 0.6) };
const onSolve = { beside: 'l1, validated and certified', other: solveAll(L1, 0.6, 100), otherCount: 100 };

export const CASES: readonly Case[] = [
  { name: 'quadratic + l1, the kernel', run: minimiseAll, count: MANY, beside: 'hand-written inline', other: () => lassoLoop(a, h, c, minimizers, 0.6), otherCount: MANY },
  { name: 'quadratic + l1, validated and certified', run: solveAll(L1, 0.6), count: MANY, goal: 20, beside: 'its kernel', other: minimiseAll, otherCount: MANY },
  { name: 'quadratic + l1, validated and certified', run: solveAll(L1, 0.6, 100), count: 100, ...onGrid },
  { name: 'quadratic + mcp, its pieces', run: solveAll({ kind: 'mcp', shape: 1.2 }, 0.6, 100), count: 100, ...onSolve },
  { name: 'quadratic + scad, its pieces', run: solveAll({ kind: 'scad', shape: 2.2 }, 0.6, 100), count: 100, ...onSolve },
  { name: 'quadratic + lp ½, its pieces', run: solveAll({ kind: 'lp', p: 0.5 }, 0.6, 20), count: 20, ...onSolve },
  { name: 'logistic + l1, n = 1000, warm', goal: 100, beside: 'one naive pass: L and ∇L', ...dragged('logistic', 1000) },
  { name: 'hinge + l1, n = 200, warm', beside: 'one naive pass: L and ∇L', ...dragged('hinge', 200) },
  { name: 'diabetes, l1: 100 λ', run: pathOf(() => diabetes('squared')), goal: 5000, beside: 'one Gram matrix', other: oneGram },
  { name: 'the same again, data known', run: pathOf(() => kept), goal: 5000, beside: 'one Gram matrix', other: oneGram },
  { name: 'the same through path()', run: () => path({ loss: kept, penalty: { kind: 'l1' } }).points.length, goal: 5000, beside: 'one Gram matrix', other: oneGram },
  { name: 'diabetes, elastic net: 100 λ', run: pathOf(() => diabetes('squared'), { kind: 'elastic-net', ratio: 0.5 }), beside: 'one Gram matrix', other: oneGram },
  { name: 'diabetes, logistic + l1: 100 λ', run: pathOf(() => diabetes('logistic')), beside: 'one Gram matrix', other: oneGram },
  { name: 'Himmelblau + l1, proven', run: () => solve(held({ kind: 'himmelblau' }, L1, 1)).theta[0], beside: 'L + R at 257² nodes', other: () => himmelblauGrid(1) },
];
