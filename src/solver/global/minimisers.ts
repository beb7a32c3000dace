import { interval } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Candidate } from './candidate.ts';
import { heap } from './heap.ts';
import { incumbent, type Incumbent } from './incumbent.ts';
import { worseOutside } from './outside.ts';
import { aimOf, floorOf, radialOf, type Quest } from './quest.ts';
import { refuter } from './refute.ts';
import { examine, openOf, taskOf, tie, type Ledger, type Open, type Task } from './search.ts';
import { strata } from './strata.ts';

export type { Quest } from './quest.ts';

export interface Minimisers {
  /** Every global minimiser on the window, polished; several where values tie within 1e-12. Empty: no point is feasible. */
  readonly minimizers: readonly Vec2[];
  readonly value: number;
  /** proven: every global minimiser of the window lies at one of `minimizers`, and `gap` bounds the value. */
  readonly scope: 'proven' | 'best-found';
  /** Proven to be the only one. */
  readonly unique: boolean;
  /** The multiplier of R ≤ t at the first minimiser, 0 where the constraint does not bind, null where none is defined; the weight in penalty form. */
  readonly lambda: number | null;
  /** No point of the window is lower than `value` by more. */
  readonly gap: number;
  /** What is said of the window holds for the whole plane. */
  readonly everywhere: boolean;
}

const BOXES = 20000;
const NODES = 25; // a coarse grid; its best node only has to be in a good valley
const SAME = 1e-7;
const LOCATED = 1e-6;
const GAP = 1e-9;

const near = ([x, y]: Vec2, [u, v]: Vec2, radius: number, span: number) => Math.hypot(x - u, y - v) <= radius * Math.min(span, Math.max(1, Math.abs(x), Math.abs(y)));

function sow({ window: { x, y }, seeds = [] }: Quest, best: Incumbent): void {
  let node: Vec2 | null = null, least = Infinity;
  const offer = (theta: Vec2) => {
    if (!(best.excess(theta) <= 0)) return;
    const value = best.value(theta);
    if (value < least) [node, least] = [theta, value];
  };
  for (let i = 0; i < NODES; i += 1) for (let j = 0; j < NODES; j += 1) {
    offer([x[0] + (i / (NODES - 1)) * (x[1] - x[0]), y[0] + (j / (NODES - 1)) * (y[1] - y[0])]);
  }
  seeds.filter((seed) => seed[0] >= x[0] && seed[0] <= x[1] && seed[1] >= y[0] && seed[1] <= y[1]).forEach(offer);
  if (node) best.offer(node);
}

/** Distinct points, each by its candidate on the smallest piece: there zeros are exact and a multiplier is the restricted one. */
function distinct(candidates: readonly Candidate[], span: number): Candidate[] {
  const found: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => a.free - b.free || a.fixed - b.fixed)) {
    if (!found.some(({ theta }) => near(theta, candidate.theta, SAME, span))) found.push(candidate);
  }
  return found.sort((a, b) => a.theta[0] - b.theta[0] || a.theta[1] - b.theta[1]);
}

/**
 * The global minimisers on a window, by interval branch and bound (Hansen and Walster,
 * "Global Optimization Using Interval Analysis", 2004). Resumable: it yields after every box.
 */
export function* minimisers(quest: Quest): Generator<void, Minimisers> {
  const aim = aimOf(quest);
  const best = incumbent(aim);
  const radial = radialOf(quest);
  const { x, y } = quest.window, span = Math.max(x[1] - x[0], y[1] - y[0]);
  const ledger: Ledger = { best, candidates: [], unresolved: [], span, refute: refuter(aim, quest.window), ...(radial && { radial }) };
  sow(quest, best);
  yield;
  const over = interval(aim.objective, THETA);
  const tasks = heap<Task>();
  for (const stratum of strata(aim, quest.window)) {
    const task = taskOf(stratum, over(stratum.ranges).low);
    if (!(task.low <= best.upper() + tie(best.upper()))) continue; // also where the objective is undefined
    // Points at once, and segments first: they cost little, and corners are often best.
    if (stratum.free.length === 0) examine(task, ledger);
    else tasks.push(stratum.free.length === 1 ? { ...task, low: -Infinity } : task);
    yield;
  }
  for (let left = quest.boxes ?? BOXES, task; left > 0 && (task = tasks.pop()); left -= 1) {
    if (task.low > best.upper() + tie(best.upper())) break; // and so are all others
    examine(task, ledger).forEach(tasks.push);
    yield;
  }
  const pending = tasks.entries().map(openOf);
  const found = answer(quest, ledger, pending);
  if (found.scope !== 'proven' || found.minimizers.length === 0) return found;
  return { ...found, everywhere: yield* worseOutside(aim, quest.window, best.upper() + tie(best.upper()), floorOf(quest)) };
}

function answer({ form }: Quest, { best, candidates, unresolved, span }: Ledger, pending: readonly Open[]): Minimisers {
  const upper = best.upper(), cutoff = upper + tie(upper);
  const reached = candidates.filter(({ low }) => low <= cutoff);
  // A stationary point whose bound reaches the best value but whose value does not is not told apart: it stays open.
  const vague = reached.filter(({ theta }) => !(best.value(theta) <= cutoff)).map(({ theta, low }) => ({ theta, low, size: 0 }));
  const open = [...pending, ...unresolved, ...vague].filter(({ low }) => !(low > cutoff));
  const fallback = best.theta();
  if (!fallback) { // nothing is feasible, or nothing could be verified to be
    const none = open.length === 0 && candidates.length === 0;
    return { minimizers: [], value: Infinity, scope: none ? 'proven' : 'best-found', unique: false, lambda: null, gap: none ? 0 : Infinity, everywhere: false };
  }
  const ties = distinct(reached.filter(({ theta }) => best.value(theta) <= cutoff), span);
  const minimizers = ties.length > 0 ? ties.map(({ theta }) => theta) : [fallback];
  const gap = Math.max(0, upper - Math.min(upper, ...ties.map(({ low }) => low), ...open.map(({ low }) => low)));
  const located = open.every(({ theta, size }) => size < LOCATED * Math.min(1, span) && minimizers.some((point) => near(point, theta, LOCATED, span)));
  const proven = ties.length > 0 && located && gap <= GAP * Math.max(1, Math.abs(upper));
  return {
    minimizers, value: best.value(minimizers[0]!), scope: proven ? 'proven' : 'best-found', unique: proven && minimizers.length === 1 && open.length === 0,
    lambda: form.kind === 'penalty' ? form.weight : ties[0]?.lambda ?? null, gap, everywhere: false,
  };
}
