import { MAX_NODES, MAX_TERMS } from './budgets.ts';
import { Complaint } from './complaint.ts';
import type { Problem, Vec2 } from './types.ts';

/** A rectangle of the θ plane: [low, high] of θ₁ and of θ₂. */
export interface Window {
  readonly x: Vec2;
  readonly y: Vec2;
}

/** A window with nodes on all its edges: `columns` × `rows`, row by row from the lowest θ₂. */
export interface Grid {
  readonly window: Window;
  readonly columns: number;
  readonly rows: number;
}

/** L and R at every node of a grid (index = row · columns + column), their extents, and the best node. */
export interface Field {
  readonly grid: Grid;
  readonly loss: Float32Array | Float64Array;
  readonly penalty: Float32Array | Float64Array;
  readonly extent: { readonly loss: Vec2; readonly penalty: Vec2; readonly objective: Vec2 };
  /** The node with the least objective; in constraint form the least loss among nodes with R ≤ t, or null if none has. */
  readonly argmin: { readonly index: number; readonly theta: Vec2; readonly value: number } | null;
}

function checkGrid({ columns, rows, window: { x, y } }: Grid): void {
  const whole = Number.isInteger(columns) && Number.isInteger(rows) && columns >= 2 && rows >= 2 && columns * rows <= MAX_NODES;
  if (!whole) throw new Complaint(`The grid has ${columns} × ${rows} nodes; allowed are whole numbers from 2, and at most ${MAX_NODES} nodes.`, 'grid');
  const ends = [...x, ...y];
  if (!ends.every(Number.isFinite) || x[0] >= x[1] || y[0] >= y[1]) {
    throw new Complaint(`The window is ${ends.join(' ')}; allowed are x-low x-high y-low y-high with low below high.`, 'window');
  }
}

/**
 * The nodes' coordinates, rounded to f32 once so that both engines evaluate at the very same points.
 * @throws Complaint for a grid that has no nodes, or more than MAX_NODES
 */
export function nodes(grid: Grid): { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> } {
  checkGrid(grid);
  const spread = ([low, high]: Vec2, count: number) =>
    Float32Array.from({ length: count }, (_, i) => low * (1 - i / (count - 1)) + high * (i / (count - 1)));
  return { x: spread(grid.window.x, grid.columns), y: spread(grid.window.y, grid.rows) };
}

/**
 * Refuses a field that would be at work for too long.
 * @throws Complaint where samples times nodes are more than MAX_TERMS
 */
export function checkTerms({ loss }: Problem, { columns, rows }: Grid): void {
  if (!('y' in loss) || loss.kind === 'squared' || !(loss.y.length * columns * rows > MAX_TERMS)) return;
  throw new Complaint(`The grid has ${columns} × ${rows} nodes and the loss ${loss.y.length} samples; allowed are at most ${MAX_TERMS} samples times nodes.`, 'grid');
}
