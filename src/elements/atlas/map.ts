import { cpuAtlas, gpuAtlas } from '../../field/atlas.ts';
import type { LandingTask } from '../../field/landing.ts';
import { inSlices } from '../../field/slices.ts';
import { ask, NoWorker } from '../../field/worker.ts';
import { solvedSteps, type SolveTask } from '../../geometry/shares/landing-solve.ts';
import { centres, refine, seams, type Cells } from '../../geometry/refine.ts';
import type { Grid, Window } from '../../problem/grid.ts';
import type { EngineKind } from '../surface/surface.ts';

/** What a map asks: by inequalities on an engine, or by the solver node by node; `key` tells two questions apart. */
export type Question = { readonly key: string } & (
  | { readonly by: 'rule'; readonly engine: EngineKind; readonly task: LandingTask }
  | { readonly by: 'solver'; readonly task: Omit<SolveTask, 'points'>; readonly window: Window; readonly side: number });

/** Where every node of the newest answered question lands. */
export interface Answered {
  readonly key: string;
  readonly landings: Uint8Array<ArrayBuffer>;
  readonly columns: number;
  readonly rows: number;
  readonly engine: EngineKind;
  /** Whether no finer answer of the same question is on its way. */
  readonly whole: boolean;
}

const BAND = 256; // points solved at a time: the worker has figures to paint, too
const TIMES = 3, ROUNDS = 2; // how often cells at an edge are divided, and into how many parts a side

async function band(task: SolveTask): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await ask<Uint8Array<ArrayBuffer>>('solved', task);
  } catch (error) {
    if (error instanceof NoWorker) return inSlices(solvedSteps(task));
    throw error;
  }
}

/** Where the solutions of points land, some at a time; null once the question is void. */
export async function solveAll({ points, ...task }: SolveTask, stale: () => boolean): Promise<Uint8Array<ArrayBuffer> | null> {
  const found = new Uint8Array(points.length / 2);
  for (let i = 0; i < found.length; i += BAND) {
    const part = await band({ ...task, points: points.slice(2 * i, 2 * (i + BAND)) });
    if (stale()) return null;
    found.set(part, i);
  }
  return found;
}

/** Answers what a map asks, one question at a time; of those that arrive meanwhile only the newest is kept. */
export class AtlasMap {
  readonly #changed: () => void;
  readonly #failed: (error: Error) => void;
  #wanted: Question | undefined;
  #busy = false;
  #refused = ''; // the question that has no answer: it is not asked again and again
  answered: Answered | undefined;

  /** @param changed called when there is another answer */
  constructor(changed: () => void, failed: (error: Error) => void) {
    this.#changed = changed;
    this.#failed = failed;
  }

  want(question: Question): void {
    const last = this.#wanted ?? this.answered;
    if (last?.key === question.key || question.key === this.#refused) return;
    this.#refused = '';
    this.#wanted = question;
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#wanted) {
      const question = this.#wanted;
      try {
        if (question.by === 'rule') await this.#ruled(question);
        else await this.#solved(question);
      } catch (error) {
        this.#refused = question.key;
        this.#failed(error as Error);
      }
      if (this.#wanted === question) this.#wanted = undefined;
    }
    this.#busy = false;
  }

  #tell(key: string, { columns, rows }: Pick<Grid, 'columns' | 'rows'>, landings: Uint8Array<ArrayBuffer>, engine: EngineKind, whole = true): void {
    this.answered = { key, landings, columns, rows, engine, whole };
    this.#changed();
  }

  async #ruled({ key, engine, task: { grid, ...rest } }: Extract<Question, { by: 'rule' }>): Promise<void> {
    const task = { ...rest, grid: centred(grid) };
    if (engine === 'gpu') {
      try {
        return this.#tell(key, task.grid, await gpuAtlas(task), 'gpu');
      } catch { /* no device, or it was lost: the same map from the CPU */ }
    }
    this.#tell(key, task.grid, await cpuAtlas(task), 'cpu');
  }

  // Coarse at first, then finer where an edge may run: most of the plane is solved once for many pixels.
  async #solved(question: Extract<Question, { by: 'solver' }>): Promise<void> {
    const { key, task, window, side } = question;
    let cells: Cells = { found: new Uint8Array(side * side), columns: side, rows: side };
    let open: readonly number[] = Array.from(cells.found, (_, i) => i);
    for (let round = 0; round <= ROUNDS; round += 1) {
      if (round > 0 && this.#wanted !== question) return;
      if (round > 0) ({ cells, open } = refine(cells, TIMES, task.axes.of === 'minimizer' ? seams(cells) : []));
      // The first round is never void: of a sweep that goes on and on, something is to be seen.
      const found = await solveAll({ ...task, points: centres(window, cells, open) }, () => round > 0 && this.#wanted !== question);
      if (!found) return;
      open.forEach((cell, i) => { cells.found[cell] = found[i]!; });
      this.#tell(key, cells, cells.found, 'cpu', round === ROUNDS);
    }
  }
}

/** The grid whose nodes are the centres of as many cells that fill the window. */
export function centred({ window: { x, y }, columns, rows }: Grid): Grid {
  const inset = ([low, high]: readonly [number, number], count: number): readonly [number, number] => [low + (high - low) / (2 * count), high - (high - low) / (2 * count)];
  return { window: { x: inset(x, columns), y: inset(y, rows) }, columns, rows };
}
