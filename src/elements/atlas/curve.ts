import { promptly } from '../../field/slices.ts';
import { amountTo, curveSteps, topOf, type Curve } from '../../geometry/shares/curve.ts';
import { homeOf, type Distribution } from '../../geometry/shares/distribution.ts';
import { centres } from '../../geometry/refine.ts';
import { isRuled, type Mapped } from '../../geometry/shares/rule.ts';
import { countOver, sparseShare } from '../../geometry/shares/shares.ts';
import { solveAll } from './map.ts';

const AMOUNTS = 16, SIDE = 24; // of a curve that is counted
const KEPT = 12;
const NEAR_0 = 1e-3;

/** Curves of the share of exact zeros, each worked out once: they depend on neither λ, t nor θ̂. */
export class AtlasCurves {
  readonly #changed: () => void;
  readonly #known = new Map<string, Curve>();
  #pending = '';

  /** @param changed called when a curve that was asked for is there */
  constructor(changed: () => void) { this.#changed = changed; }

  /** The curve, or undefined while it is worked out; of those that are asked for the newest wins. */
  ask(problem: Mapped, distribution: Distribution): Curve | undefined {
    const key = JSON.stringify([problem.loss.curvature, problem.penalty, problem.form, distribution]);
    const known = this.#known.get(key);
    if (known || this.#pending === key) return known;
    this.#pending = key;
    const stale = () => this.#pending !== key;
    const keep = (curve: Curve) => {
      if (this.#known.size >= KEPT) this.#known.delete(this.#known.keys().next().value!);
      this.#known.set(key, curve);
      if (!stale()) this.#pending = '';
    };
    if (!isRuled(problem.penalty)) void count(problem, distribution, stale).then((curve) => { if (curve) { keep(curve); this.#changed(); } }, () => {});
    else {
      let late = false;
      promptly(curveSteps(problem, distribution), stale, (curve) => { keep(curve); if (late) this.#changed(); }, () => {});
      late = true;
    }
    return this.#known.get(key);
  }
}

async function count(problem: Mapped, distribution: Distribution, stale: () => boolean): Promise<Curve | null> {
  const top = topOf(problem, distribution), shares: number[] = [];
  const side = { columns: SIDE, rows: SIDE }, points = centres(homeOf(distribution), side, Array.from({ length: SIDE * SIDE }, (_, i) => i));
  for (let i = 0; i <= AMOUNTS; i += 1) {
    const found = await solveAll({ problem: amountTo(problem, (top * Math.max(i, NEAR_0)) / AMOUNTS), axes: { of: 'minimizer' }, points }, stale);
    if (!found) return null;
    shares.push(sparseShare(countOver(found, SIDE, distribution)));
  }
  return { top, shares };
}
