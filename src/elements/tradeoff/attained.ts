import { cpuEngine } from '../../field/cpu.ts';
import { gpuEngine } from '../../field/gpu.ts';
import { inSlices } from '../../field/slices.ts';
import { attainableSteps, type Attainable } from '../../geometry/attainable.ts';
import { gridThroughZero, windowOfBall } from '../../geometry/ball-window.ts';
import type { Field, Window } from '../../problem/grid.ts';
import { isData, stateLoss } from '../../problem/losses.ts';
import { statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { isConvex } from '../../solver/kernel/shape.ts';
import type { Pair } from '../../solver/solve.ts';
import type { EngineKind } from '../surface/surface.ts';

const EVEN_SIDE = 129, SIDES = [257, 161, 81, 41]; // where all bends evenly, and of all else as fine as it may cost
const MOST_TERMS = 1e8; // sample losses

/** What the attainable set is asked for. */
export interface Wanted {
  readonly pair: Pair;
  readonly window: Window;
  readonly kind: EngineKind;
  readonly budget: Vec2;
  readonly loss: Vec2;
}

interface Known { readonly window: Window; readonly most: number; readonly kind: EngineKind; readonly field: Field }
const fields = new WeakMap<Pair, Known>();

async function fieldOf({ pair, window, kind, budget: [, most] }: Wanted): Promise<Field> {
  const known = fields.get(pair);
  if (known && known.window === window && known.kind === kind && known.most === most) return known.field;
  const { loss } = pair;
  const cost = isData(loss) && !stateLoss(loss) ? loss.y.length : 1;
  const even = (loss.kind === 'quadratic' || loss.kind === 'squared') && isConvex(pair.penalty);
  const side = even ? EVEN_SIDE : SIDES.find((each) => each * each * cost <= MOST_TERMS) ?? SIDES.at(-1)!;
  const grid = gridThroughZero(windowOfBall(window, valueOf(statePenalty(pair.penalty, 1)), most), side);
  const problem = { ...pair, form: 'constraint', budget: 0 } as const;
  const engine = kind === 'gpu' ? await gpuEngine().catch(() => cpuEngine) : cpuEngine;
  const field = await engine.evaluate(problem, grid).catch(() => cpuEngine.evaluate(problem, grid));
  fields.set(pair, { window, most, kind, field });
  return field;
}

const same = (a: Wanted, b: Wanted) => a.pair === b.pair && a.window === b.window && a.kind === b.kind
  && a.budget.every((end, i) => end === b.budget[i]) && a.loss.every((end, i) => end === b.loss[i]);

/** The attainable set around a view's window by its own engine; what is on its way when the next is wanted is finished first, so that a drag shows something. */
export class Attained {
  readonly #arrived: () => void;
  #wanted: Wanted | undefined;
  #shown: { readonly wanted: Wanted; readonly image: Attainable } | undefined;
  #busy = false;

  /** @param arrived called with every set that is newer */
  constructor(arrived: () => void) { this.#arrived = arrived; }

  /** @returns the newest set, and whether it is that of an older question of the same kind */
  get(wanted: Wanted): { readonly image: Attainable; readonly late: boolean } | undefined {
    if (!this.#wanted || !same(this.#wanted, wanted)) {
      this.#wanted = wanted;
      if (!this.#busy) void this.#work();
    }
    if (!this.#shown) return undefined;
    const { wanted: { pair }, image } = this.#shown;
    const late = pair !== wanted.pair;
    return late && (pair.loss.kind !== wanted.pair.loss.kind || pair.penalty.kind !== wanted.pair.penalty.kind) ? undefined : { image, late };
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      for (let wanted = this.#wanted; wanted && (!this.#shown || !same(this.#shown.wanted, wanted)); wanted = this.#wanted) {
        const image = await inSlices(attainableSteps(await fieldOf(wanted), wanted.budget, wanted.loss));
        this.#shown = { wanted, image };
        this.#arrived();
      }
    } catch {
      this.#wanted = undefined; // without a field the frontier stands alone; the next drawing asks again
    } finally {
      this.#busy = false;
    }
  }
}
