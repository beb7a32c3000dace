import { cpuEngine } from '../../field/cpu.ts';
import { gpuEngine } from '../../field/gpu.ts';
import type { Table } from '../../problem/formulas.ts';
import type { Window } from '../../problem/grid.ts';
import { isData, stateLoss } from '../../problem/losses.ts';
import type { DataLoss, Problem } from '../../problem/types.ts';
import type { EngineKind } from '../surface/surface.ts';

const SIDES = [33, 129, 257]; // from coarse to fine: each is drawn as soon as it is there
const MOST_TERMS = 3e8; // sample losses that a finer table may cost

let tables = 0;

/** Tabulates the losses that have no formula, from coarse to fine; the newest question wins. */
export class Tables {
  readonly #arrived: () => void;
  #asked: { readonly loss: DataLoss; readonly window: Window } | undefined;
  #table: { readonly loss: DataLoss; readonly table: Table } | undefined;

  /** @param arrived called with every table that is finer or newer than the last */
  constructor(arrived: () => void) { this.#arrived = arrived; }

  /** The newest table of a problem's loss, for this window or, until that is there, for the last one. */
  get({ loss }: Problem): Table | undefined {
    return this.#table?.loss === loss ? this.#table.table : undefined;
  }

  /** Has a table made for a problem whose loss needs one. */
  want(problem: Problem, window: Window, kind: EngineKind): void {
    const { loss } = problem;
    if (!isData(loss) || stateLoss(loss)) return;
    if (this.#asked?.loss === loss && this.#asked.window === window) return;
    void this.#make(problem, loss, (this.#asked = { loss, window }), kind);
  }

  async #make(problem: Problem, loss: DataLoss, asked: object, kind: EngineKind): Promise<void> {
    const { window } = asked as { window: Window };
    for (const side of SIDES) {
      if (side > SIDES[0]! && side * side * loss.y.length > MOST_TERMS) return;
      const step = { x: (window.x[1] - window.x[0]) / (side - 1), y: (window.y[1] - window.y[0]) / (side - 1) };
      const wide: Window = { x: [window.x[0] - step.x, window.x[1] + step.x], y: [window.y[0] - step.y, window.y[1] + step.y] };
      const grid = { window: wide, columns: side + 2, rows: side + 2 };
      const engine = kind === 'gpu' ? await gpuEngine().catch(() => cpuEngine) : cpuEngine;
      const field = await engine.evaluate(problem, grid).catch(() => cpuEngine.evaluate(problem, grid));
      if (this.#asked !== asked) return;
      this.#table = { loss, table: { id: (tables += 1), window, columns: side, rows: side, values: Float32Array.from(field.loss) } };
      this.#arrived();
    }
  }
}
