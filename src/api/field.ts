import { Complaint, quote } from '../problem/complaint.ts';
import type { Field, Grid } from '../problem/grid.ts';
import { isNumber, isRecord } from '../problem/read-parts.ts';
import type { Problem } from '../problem/types.ts';
import { cpuEngine } from '../field/cpu.ts';
import { crossCheck as check, type CrossCheck } from '../field/cross-check.ts';
import type { Engine } from '../field/engine.ts';
import { readPlane } from './read.ts';

const isPair = (value: unknown): value is [number, number] => Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** A grid; its numbers are checked where its nodes are made. */
function readGrid(value: unknown): Grid {
  const { window, columns, rows } = isRecord(value) ? value : {};
  if (!isRecord(window) || !isPair(window.x) || !isPair(window.y)) throw new Complaint(`The window of the grid is ${quote(window)}; allowed are x and y as [low, high] with low below high.`, 'window');
  return { window: { x: [...window.x], y: [...window.y] }, columns: columns as number, rows: rows as number };
}

function readEngine(value: unknown): Engine {
  if (isRecord(value) && typeof value.evaluate === 'function') return value as unknown as Engine;
  throw new Complaint(`The engine is ${quote(value)}; allowed are cpuEngine and what gpuEngine() resolves to.`, 'engine');
}

/**
 * Evaluates L and R at every node of a grid.
 * @param problem of the plane, plain JSON, as for `solve`
 * @param grid window [low, high] of θ₁ and of θ₂, and how many columns and rows of nodes it has, on its edges too
 * @param engine `cpuEngine` (f64; the page's worker, or slices of this thread) when not given, or `await gpuEngine()` (f32)
 * @returns L and R, row by row from the lowest θ₂, their extents, and the best node. Nodes are rounded to f32 on both engines
 * @throws Complaint (the promise rejects) for what cannot be read, or a grid without nodes
 */
export async function evaluate(problem: Problem, grid: Grid, engine: Engine = cpuEngine): Promise<Field> {
  return readEngine(engine).evaluate(readPlane(problem, 'a grid'), readGrid(grid));
}

/**
 * Evaluates a problem's field on two engines and holds every node against the rounding bound that the formulas themselves
 * yield: how far 32-bit floats may be from the exact value there. For your own tests: can this machine's GPU be trusted?
 * @param problem of the plane, plain JSON, as for `solve`
 * @param grid as for `evaluate`
 * @param engines two, such as `[await gpuEngine(), cpuEngine]`
 * @throws Complaint (the promise rejects) for what cannot be read, or a grid without nodes
 */
export async function crossCheck(problem: Problem, grid: Grid, engines: readonly [Engine, Engine]): Promise<CrossCheck> {
  if (!Array.isArray(engines) || engines.length !== 2) throw new Complaint(`engines is ${quote(engines)}; allowed are two, such as [await gpuEngine(), cpuEngine].`, 'engines');
  return check(readPlane(problem, 'a grid'), readGrid(grid), [readEngine(engines[0]), readEngine(engines[1])]);
}
