import { interval } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import type { Window } from '../../problem/grid.ts';
import type { Vec2 } from '../../problem/types.ts';
import { basin } from './basin.ts';
import type { Candidate } from './candidate.ts';
import { continuous } from './guard.ts';
import { heap } from './heap.ts';
import { incumbent, type Incumbent } from './incumbent.ts';
import { enclosing } from './plane.ts';
import { aimOf, radialOf, type Quest } from './quest.ts';
import { refuter } from './refute.ts';
import { bind } from './rewrite.ts';
import { examine, openOf, probe, taskOf, tie, type Ledger, type Open, type Task } from './search.ts';
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
  /** What was searched: the window that was given, or a larger one that holds all minimisers. */
  readonly window: Window;
  /** Where values fall towards the border of where the formulas have one, a pole or a jump, so that no minimum was found inside. */
  readonly border: Vec2 | null;
}

const BOXES = 20000;
const NODES = 25; // a coarse grid; its best node only has to be in a good valley
const VALLEYS = 6;
const SAME = 1e-7;
const LOCATED = 1e-6;
const GAP = 1e-9;
const BORDER = 1e-6;

const near = ([x, y]: Vec2, [u, v]: Vec2, radius: number, span: number) => Math.hypot(x - u, y - v) <= radius * Math.min(span, Math.max(1, Math.abs(x), Math.abs(y)));

/** Offers the best node of a grid, or a better seed; hands back the lowest nodes that no neighbour undercuts. */
function sow({ window: { x, y }, seeds = [] }: Quest, best: Incumbent): Vec2[] {
  const at = (i: number, j: number): Vec2 => [x[0] + (i / (NODES - 1)) * (x[1] - x[0]), y[0] + (j / (NODES - 1)) * (y[1] - y[0])];
  const height = (theta: Vec2) => {
    const value = best.excess(theta) <= 0 ? best.value(theta) : Infinity;
    return Number.isNaN(value) ? Infinity : value;
  };
  const heights = Array.from({ length: NODES * NODES }, (_, k) => height(at(k % NODES, Math.floor(k / NODES))));
  const found: { theta: Vec2; height: number }[] = [];
  for (let k = 0; k < heights.length; k += 1) {
    const column = k % NODES, here = heights[k]!;
    const beside = [column > 0 ? k - 1 : k, column < NODES - 1 ? k + 1 : k, k - NODES, k + NODES];
    if (here < Infinity && beside.every((other) => here <= (heights[other] ?? Infinity))) found.push({ theta: at(column, Math.floor(k / NODES)), height: here });
  }
  for (const seed of seeds) if (seed[0] >= x[0] && seed[0] <= x[1] && seed[1] >= y[0] && seed[1] <= y[1]) found.push({ theta: seed, height: height(seed) });
  found.sort((one, other) => one.height - other.height);
  if (found[0] && found[0].height < Infinity) best.offer(found[0].theta);
  return found.slice(0, VALLEYS).map(({ theta }) => theta);
}

const holds = ({ piece: { stratum } }: Task, theta: Vec2) => stratum.ranges.every(({ low, high }, i) => theta[i]! >= low && theta[i]! <= high);

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
export function* minimisers(given: Quest): Generator<void, Minimisers> {
  const aim = aimOf(given);
  const best = incumbent(aim);
  let valleys = sow(given, best);
  yield;
  const plane = given.boxes === undefined ? yield* enclosing(given, best.upper() + tie(best.upper())) : null;
  const quest: Quest = plane ? { ...given, window: plane } : given;
  const radial = radialOf(quest);
  const { x, y } = quest.window, span = Math.max(x[1] - x[0], y[1] - y[0]);
  const ledger: Ledger = {
    best, candidates: [], unresolved: [], span, refute: refuter(aim, quest.window), ...(radial && { radial, basin: basin(bind(quest.loss), radial, quest.window) }),
  };
  if (plane && plane !== given.window) valleys = sow(quest, best);
  const over = interval(aim.objective, THETA);
  const tasks = heap<Task>();
  for (const stratum of strata(aim, quest.window)) {
    const task = taskOf(stratum, over(stratum.ranges).low);
    if (!(task.low <= best.upper() + tie(best.upper()))) continue; // also where the objective is undefined
    // Points at once, and segments first: they cost little, and corners are often best.
    if (stratum.free.length === 0) examine(task, ledger);
    else {
      // where bounds of values are poor, as beside a pole, the search by them alone may never come to the valley
      if (stratum.smooth && (quest.boxes ?? 1) > 0) for (const theta of valleys) if (holds(task, theta)) {
        probe(task.piece, stratum.free.map((by) => theta[by === 'x' ? 0 : 1]), ledger);
      }
      tasks.push(stratum.free.length === 1 ? { ...task, low: -Infinity } : task);
    }
    yield;
  }
  for (let left = quest.boxes ?? BOXES, task; left > 0 && (task = tasks.pop()); left -= 1) {
    if (task.low > best.upper() + tie(best.upper())) break; // and so are all others
    examine(task, ledger).forEach(tasks.push);
    yield;
  }
  const pending = tasks.entries().map(openOf);
  const found = answer(quest, ledger, pending);
  if (found.scope !== 'proven' || found.minimizers.length === 0 || plane) return { ...found, everywhere: found.scope === 'proven' && plane !== null };
  // with the value that was found, which is lower than what was known before
  const window = yield* enclosing(quest, best.upper() + tie(best.upper()));
  return { ...found, everywhere: window !== null && window.x[0] === quest.window.x[0] };
}

function answer({ loss, penalty, form, window }: Quest, { best, candidates, unresolved, span }: Ledger, pending: readonly Open[]): Minimisers {
  const upper = best.upper(), cutoff = upper + tie(upper);
  const reached = candidates.filter(({ low }) => low <= cutoff);
  // A stationary point whose bound reaches the best value but whose value does not is not told apart: it stays open.
  const vague = reached.filter(({ theta }) => !(best.value(theta) <= cutoff)).map(({ theta, low }) => ({ theta, low, size: 0 }));
  const open = [...pending, ...unresolved, ...vague].filter(({ low }) => !(low > cutoff));
  const fallback = best.theta();
  if (!fallback) { // nothing is feasible, or nothing could be verified to be
    const none = open.length === 0 && candidates.length === 0;
    return { minimizers: [], value: Infinity, scope: none ? 'proven' : 'best-found', unique: false, lambda: null, gap: none ? 0 : Infinity, everywhere: false, window, border: null };
  }
  const ties = distinct(reached.filter(({ theta }) => best.value(theta) <= cutoff), span);
  const minimizers = ties.length > 0 ? ties.map(({ theta }) => theta) : [fallback];
  const gap = Math.max(0, upper - Math.min(upper, ...ties.map(({ low }) => low), ...open.map(({ low }) => low)));
  const located = open.every(({ theta, size }) => size < LOCATED * Math.min(1, span) && minimizers.some((point) => near(point, theta, LOCATED, span)));
  const proven = ties.length > 0 && located && gap <= GAP * Math.max(1, Math.abs(upper));
  const [u, v] = fallback, blur = BORDER * Math.min(span, 1 + Math.hypot(u, v));
  const around = [{ low: u - blur, high: u + blur }, { low: v - blur, high: v + blur }];
  const border = ties.length > 0 || continuous([bind(loss), bind(penalty)], THETA)(around) ? null : fallback;
  return {
    minimizers, value: best.value(minimizers[0]!), scope: proven ? 'proven' : 'best-found', unique: proven && minimizers.length === 1 && open.length === 0,
    lambda: form.kind === 'penalty' ? form.weight : ties[0]?.lambda ?? null, gap, everywhere: false, window, border,
  };
}
