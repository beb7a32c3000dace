import { name } from '../../formula/tree.ts';
import { THETA } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { continuous } from '../global/guard.ts';
import { run } from '../wide/run.ts';
import type { Answer } from './answer.ts';
import { clusters } from './clusters.ts';
import { pointsOn, trace } from './curves.ts';
import { field, type Field } from './field.ts';
import { locate } from './locate.ts';
import { readQuestion, type Question } from './question.ts';
import { readingOf, type Reading } from './reading.ts';
import { reduce } from './reduce.ts';
import { merge, settle } from './settle.ts';
import { cross, huntFor, settingOf, type Setting } from './setting.ts';
import { onBound } from './singular.ts';
import { proportional, vanishes } from './vanishes.ts';
import { winnerOf } from './winner.ts';
import { zeros } from './zeros.ts';

export type { Answer, Candidate, Check, Curve, Kind, Singular, Unresolved, Winner } from './answer.ts';
export type { Constraint, Question } from './question.ts';

/** Where both hold they are one curve, since their gradients are parallel everywhere: each alone speaks for it. */
const alike = (a: Reading, b: Reading): boolean => vanishes(cross(a.slopes, b.slopes));

/** Sets of constraints that may be active: all equalities, and inequalities as long as there are at most two together. */
function activeSets({ inquiry: { bounds }, g }: Setting): number[][] {
  const equalities = bounds.flatMap(({ relation }, i) => (relation === '=' ? [i] : []));
  const equal = equalities.length === 2 && alike(g[equalities[0]!]!, g[equalities[1]!]!) ? equalities.slice(0, 1) : equalities;
  const others = bounds.flatMap(({ relation }, i) => (relation === '=' ? [] : [i]));
  const more = equal.length > 1 ? [[]] : [[], ...others.map((i) => [i]), ...(equal.length > 0 ? [] : others.flatMap((i, at) => others.slice(at + 1).map((j) => [i, j])))];
  return more.map((extra) => [...equal, ...extra]);
}

/** Points with ∇g = 0 on g = k: they have no multiplier. */
function* searchSingular(setting: Setting, i: number, found: Field): Generator<void> {
  const g = setting.g[i]!;
  const hunt = huntFor(g, [], found.allows([i]));
  const { roots, rest, crowds } = yield* zeros(hunt, setting);
  for (const root of roots) {
    const place = locate(g, [], root);
    if (onBound(g, place)) found.singularPoint(place, [i], 'gradient zero', 0);
  }
  rest.forEach((cluster) => found.degenerate(cluster, [i], false));
  for (const crowd of crowds) found.curve([i], crowd, pointsOn(crowd, hunt.system), false);
}

/** Points all over the window, for an objective that is constant. */
function lattice({ window: [x, y] }: Setting): Vec2[] {
  const marks = Array.from({ length: 17 }, (_, i) => i / 16);
  return marks.flatMap((s) => marks.map((t): Vec2 => [x!.low + s * (x!.high - x!.low), y!.low + t * (y!.high - y!.low)]));
}

/** Candidates whose multipliers belong to `base`. */
function* searchActive(setting: Setting, base: readonly number[], found: Field): Generator<void> {
  const { J, g, window } = setting, list = base.map((i) => g[i]!);
  if (list.length === 0 && J.slopes.every(vanishes)) return found.curve(base, { boxes: [window], around: window }, lattice(setting), true);
  if (list.length === 2 && alike(list[0]!, list[1]!)) return;
  // Of the determinant, or of both slopes, what has the same zeros but is easier.
  const less = list.length === 2 ? null : reduce(list.length === 0 ? J.slopes : [cross(J.slopes, list[0]!.slopes)]);
  const hunt = huntFor(J, less ? [...list, ...less.trees.map(readingOf)] : list, found.allows(base));
  function* draw(curve: Reading): Generator<void> {
    for (const crowd of clusters(yield* trace(setting, curve, base))) found.curve(base, crowd, pointsOn(crowd, { at: [curve.at], slopesAt: [curve.gradientAt] }), true);
  }
  if (list.length === 1 && vanishes(cross(J.slopes, list[0]!.slopes))) return yield* draw(list[0]!);
  if (list.length === 0 && proportional(...J.slopes)) { // one equation for two coordinates
    const [one] = J.slopes.filter((slope) => !vanishes(slope));
    return yield* draw(readingOf(reduce([one!])?.trees[0] ?? one!));
  }
  for (const by of less?.axes ?? []) yield* draw(readingOf(name(by)));
  const { roots, rest, crowds } = yield* zeros(hunt, setting);
  const smooth = continuous(J.slopes, THETA);
  for (const root of roots) {
    const place = locate(J, list, root);
    if (less?.axes.some((by) => place.theta[THETA.indexOf(by)] === 0)) continue; // on a curve that is known
    if (!smooth(place.spot)) {
      found.singularPoint(place, base, 'kink', 0);
      continue;
    }
    const settled = settle(setting, place, base, 0);
    if (settled) found.settled.push(settled);
    else if (settled === undefined) found.leave(root.spot, base);
  }
  rest.forEach((cluster) => found.degenerate(cluster, base, true));
  crowds.forEach((crowd) => found.curve(base, crowd, pointsOn(crowd, hunt.system), false));
}

const order = ({ theta: [a, b] }: { readonly theta: Vec2 }, { theta: [c, d] }: { readonly theta: Vec2 }) => a - c || b - d;

/** `lagrange` in steps: it yields after every box that it looks at. */
export function* lagrangeSteps(question: Question): Generator<void, Answer> {
  const setting = settingOf(readQuestion(question));
  const found = field(setting);
  for (const i of setting.g.keys()) yield* searchSingular(setting, i, found);
  for (const base of activeSets(setting)) yield* searchActive(setting, base, found);
  const harvest = { ...found, settled: merge(found.settled) };
  const { winner, reason } = yield* winnerOf(setting, harvest);
  return {
    candidates: harvest.settled.map(({ candidate }) => candidate).sort(order), singular: [...found.singular].sort(order),
    curves: found.traced.map(({ curve }) => curve), unresolved: [...found.unresolved],
    complete: found.complete(), winner, reason,
  };
}

/**
 * All Lagrangian candidates of an objective under equalities and inequalities on a window, by interval branch and bound
 * (as the global search): stationary points, every constraint and every pair of them active.
 * @throws Complaint for a question that cannot be read
 */
export const lagrange = (question: Question): Answer => run(lagrangeSteps(question));
