import { cpuEngine } from '../../field/cpu.ts';
import { gpuEngine } from '../../field/gpu.ts';
import type { Watch } from '../../field/messages.ts';
import { TABLE_MS, TABLE_TERMS } from '../../problem/budgets.ts';
import type { Table } from '../../problem/formulas.ts';
import type { Field, Grid, Window } from '../../problem/grid.ts';
import { isData } from '../../problem/losses.ts';
import type { DataLoss, Problem } from '../../problem/types.ts';
import type { EngineKind } from '../surface/surface.ts';

const SIDES = [17, 33, 129, 257]; // nodes a side, from coarse to fine: each is drawn as soon as it is there
const QUICK_TERMS = 5e7; // a table of so many losses of one sample at one node is there in a moment
const TOLD_MS = 100;

let tables = 0;

/** How the table of a loss stands. */
export interface Level {
  /** Nodes a side of the table that is drawn. */
  readonly side: number;
  /** Whether it is as fine as it will be, although a finer one would show more. */
  readonly coarse: boolean;
}

interface Asked { readonly loss: DataLoss; readonly window: Window; readonly abort: AbortController }

/** Tabulates the losses that have no formula, from coarse to fine within the budgets; of questions that overtake each other the newest wins. */
export class Tables {
  readonly #arrived: () => void;
  readonly #told: (() => void) | undefined;
  #asked: Asked | undefined;
  #table: { readonly loss: DataLoss; readonly table: Table; readonly level: Level } | undefined;
  /** What part of the next table is done, from 0 to 1; undefined while none is made, or is there in a moment. */
  progress: number | undefined;

  /** @param arrived called with every table that is finer or newer than the last @param told called as the next one progresses */
  constructor(arrived: () => void, told?: () => void) {
    this.#arrived = arrived;
    this.#told = told;
  }

  /** The newest table of a problem's loss, for this window or, until that is there, for the last one. */
  get({ loss }: Problem): Table | undefined { return this.#of(loss)?.table; }

  /** How fine it is. */
  levelOf({ loss }: Problem): Level | undefined { return this.#of(loss)?.level; }

  #of(loss: Problem['loss']) { return this.#table?.loss === loss ? this.#table : undefined; }

  /** Has a table made for a problem whose loss needs one. */
  want(problem: Problem, window: Window, kind: EngineKind): void {
    const { loss } = problem;
    if (!isData(loss) || loss.kind === 'squared') return this.close();
    if (this.#asked?.loss === loss && this.#asked.window === window) return;
    this.close();
    void this.#make(problem, loss, (this.#asked = { loss, window, abort: new AbortController() }), kind);
  }

  /** Drops what is being made: nobody will hear of it. */
  close(): void {
    this.#asked?.abort.abort();
    this.#asked = undefined;
    this.#tell(undefined);
  }

  async #make(problem: Problem, loss: DataLoss, asked: Asked, kind: EngineKind): Promise<void> {
    const { window, abort: { signal } } = asked, n = loss.y.length, begun = performance.now();
    const affordable = SIDES.filter((side, i) => i === 0 || (side + 2) ** 2 * n <= TABLE_TERMS);
    // A loss of few samples begins with the second: the first would be gone before it was seen.
    const sides = affordable.slice(affordable.length > 1 && 35 ** 2 * n <= QUICK_TERMS ? 1 : 0);
    for (const [i, side] of sides.entries()) {
      const next = sides[i + 1];
      const before = performance.now(), slow = (told: number) => { if (performance.now() - before > TOLD_MS) this.#tell(told); };
      let field: Field;
      try {
        field = await evaluate(problem, gridOf(window, side), kind, { signal, told: (done) => { if (this.#asked === asked) slow(done); } });
      } catch {
        if (this.#asked === asked) this.#tell(undefined);
        return;
      }
      if (this.#asked !== asked) return; // never over a newer one
      // What the next one will take, by what this one took a node; a small one took what it did for other reasons.
      const late = next !== undefined && (next + 2) ** 2 * n > QUICK_TERMS && performance.now() - begun + (performance.now() - before) * (next / side) ** 2 > TABLE_MS;
      this.#tell(undefined);
      this.#table = {
        loss, table: { id: (tables += 1), window, columns: side, rows: side, values: Float32Array.from(field.loss) },
        level: { side, coarse: side < SIDES.at(-1)! && (next === undefined || late) },
      };
      this.#arrived();
      if (late) return;
    }
  }

  #tell(progress: number | undefined): void {
    if (progress === this.progress) return;
    this.progress = progress;
    this.#told?.();
  }
}

/** The nodes of a table, with one more beyond each edge. */
function gridOf({ x, y }: Window, side: number): Grid {
  const [dx, dy] = [(x[1] - x[0]) / (side - 1), (y[1] - y[0]) / (side - 1)];
  return { window: { x: [x[0] - dx, x[1] + dx], y: [y[0] - dy, y[1] + dy] }, columns: side + 2, rows: side + 2 };
}

/** By the engine that draws; what it refuses the other one does. */
async function evaluate(problem: Problem, grid: Grid, kind: EngineKind, watch: Watch): Promise<Field> {
  const engine = kind === 'gpu' ? await gpuEngine().catch(() => cpuEngine) : cpuEngine;
  return engine.evaluate(problem, grid, watch).catch((error: unknown) => {
    watch.signal?.throwIfAborted();
    if (engine === cpuEngine) throw error;
    return cpuEngine.evaluate(problem, grid, watch);
  });
}
