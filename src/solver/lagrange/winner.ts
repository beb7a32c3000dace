import { point } from '../../formula/interval.ts';
import { binary, number } from '../../formula/tree.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { continuous } from '../global/guard.ts';
import { around, type Box } from '../global/newton.ts';
import { tie } from '../global/search.ts';
import type { Singular, Unresolved, Winner } from './answer.ts';
import type { Traced } from './curves.ts';
import { broken, edge } from './edge.ts';
import { nothingOutside } from './outside.ts';
import { readingOf } from './reading.ts';
import type { Settled } from './settle.ts';
import type { Setting } from './setting.ts';
import { signOf } from './sign.ts';

/** All that the searches found. */
export interface Harvest {
  readonly settled: readonly Settled[];
  readonly singular: readonly Singular[];
  readonly traced: readonly Traced[];
  readonly unresolved: readonly Unresolved[];
}

const GAP = 1e-7; // where curves touch, rounding hides a neighbourhood of the square root of its size
const shown = (value: number) => String(Number(value.toPrecision(6)));
const place = ([x, y]: Vec2) => `(${shown(x)}, ${shown(y)})`;

/** A feasible point or curve: bounds of what is minimised there. */
interface Contender { readonly low: number; readonly high: number; readonly points: readonly Vec2[]; readonly curve?: number }

/** Whether a small box holds a feasible point for certain: anywhere, or where g changes sign between two corners. */
function reached({ inquiry, g }: Setting, [x, y]: Box, active: readonly number[]): boolean {
  const [one, more] = active, spot = [x!, y!];
  if (more !== undefined || inquiry.bounds.some(({ relation }, i) => i !== one && (relation === '=' || !(g[i]!.over(spot).high <= 0)))) return false;
  if (one === undefined) return true;
  const signs = [x!.low, x!.high].flatMap((u) => [y!.low, y!.high].map((v) => signOf(g[one]!.over([point(u), point(v)]))));
  return continuous([g[one]!.tree], THETA)(spot) && signs.includes(1) && signs.includes(-1);
}

/**
 * The best candidates, if nothing else of the window can be better: not its edge, not a spot that is not resolved. Else a
 * sentence that says why there is none.
 */
export function* winnerOf(setting: Setting, { settled, singular, traced, unresolved }: Harvest): Generator<void, { winner: Winner | null; reason: string | null }> {
  const { inquiry, J, g, mayHold } = setting;
  const down = inquiry.sense === 'minimise', best = down ? 'lower' : 'higher';
  const aim = down ? J : readingOf(binary('-', number(0), J.tree));
  const contenders: Contender[] = [], rivals: { readonly low: number; readonly at: Vec2 }[] = [];
  const rival = (at: Vec2, boxes: readonly Box[]) => { for (const box of boxes) if (mayHold(box, [])) rivals.push({ low: aim.over(box).low, at }); };
  for (const { place: { spot, theta }, candidate } of settled) {
    contenders.push({ ...aim.over(spot), points: [theta] });
    if (candidate.kind === 'degenerate') rival(theta, [around(theta, [candidate.radius, candidate.radius])]);
  }
  for (const { theta, exact, radius } of singular) {
    if (exact) contenders.push({ ...aim.over(theta.map(point)), points: [theta] });
    rival(theta, [around(theta, [radius, radius])]);
  }
  for (const [at, { curve, boxes }] of traced.entries()) {
    const feasible = curve.points.find((theta) => inquiry.bounds.every(({ relation }, i) => curve.active.includes(i) || (relation === '<=' && g[i]!.over(theta.map(point)).high <= 0)));
    if (feasible && (curve.proven || curve.active.length === 0)) contenders.push({ ...aim.over(feasible.map(point)), points: [], curve: at });
    if (!curve.proven || !feasible) rival(curve.points[0] ?? [0, 0], boxes);
  }
  for (const { theta, size, active } of unresolved) {
    const spot = around(theta, [2 * size, 2 * size]);
    if (reached(setting, spot, active)) contenders.push({ ...aim.over(spot), points: [theta] });
    rival(theta, [spot]);
  }

  const upper = Math.min(...contenders.map(({ high }) => high)), slack = upper === Infinity ? 0 : tie(upper);
  const low = Math.min(upper, ...contenders.map((contender) => contender.low), ...rivals.map((other) => other.low));
  const none = (reason: string) => ({ winner: null, reason });
  const onEdge = yield* edge(setting, aim, upper, slack);
  if (onEdge.kind === 'better') return none(upper === Infinity
    ? `No candidate lies inside the window: the ${down ? 'least' : 'greatest'} value there is on the window's edge.`
    : `The objective is ${best} on the window's edge, near ${place(onEdge.at)}, than at every candidate: it may be unbounded, or the window is too small.`);
  if (onEdge.kind === 'unknown') return none(`Near ${place(onEdge.at)} on the window's edge the objective may be as good as at every candidate; a larger window may tell.`);
  const gap = upper - low;
  if (upper === Infinity && rivals.length === 0) return none('No point of the window satisfies all constraints.');
  if (upper === Infinity || !(gap <= GAP * Math.max(1, Math.abs(upper)))) {
    const worst = rivals.reduce((a, b) => (b.low < a.low ? b : a), { low: Infinity, at: [0, 0] as Vec2 });
    return none(`It is not proven that the objective is no ${best} near ${place(worst.at)}, where candidates are not resolved.`);
  }
  const hole = yield* broken(setting, aim, upper);
  if (hole.kind !== 'none') return none(`Near ${place(hole.at)} a formula has a pole, a jump or no value, so the optimum need not be attained.`);
  const ties = contenders.filter((contender) => contender.low <= upper + slack && contender.high <= upper + 2 * slack);
  const points = ties.flatMap((contender) => contender.points).filter(([x, y], i, all) => all.findIndex(([u, v]) => u === x && v === y) === i).sort(([a, b], [c, d]) => a - c || b - d);
  const curves = ties.flatMap(({ curve }) => curve ?? []);
  const value = points[0] ? J.at(points[0]) : traced[curves[0]!]!.curve.value;
  return { winner: { points, value: value || 0, curves, gap, everywhere: yield* nothingOutside(setting, aim, low) }, reason: null };
}
