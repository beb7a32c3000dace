import { coordinates, figures } from '../../geometry/number.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Singular } from '../../solver/lagrange/index.ts';
import type { Probe } from './probe.ts';
import type { Facts } from './study.ts';

const list = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
const places = (points: readonly Vec2[]) => (points.length > 6 ? `${points.length} points` : list(points.map((point) => coordinates(point))));

const MOST_CURVES = 3; // that are told one by one

/** The winner after plugging back, or why there is none. */
export function winnerSentence({ answer, question: { sense } }: Facts): string {
  if (!answer) return 'Looking for candidates…';
  const { winner, candidates, singular } = answer;
  if (!winner) return answer.reason!.replaceAll(/-(?=\d)/g, '−');
  const word = sense === 'maximise' ? 'largest' : 'least';
  const values = [...new Set([...candidates, ...singular].map(({ value }) => figures(value, 4)))];
  const back = values.length > 1 ? `Put back into J, the candidates give ${list(values)}. ` : '';
  const where = [...(winner.points.length > 0 ? [`at ${places(winner.points)}`] : []), ...(winner.curves.length > 0 ? ['all along the thick dotted curve'] : [])];
  return `${back}The ${word} value${winner.everywhere ? '' : ' in this window'} is ${figures(winner.value, 4)}, ${list(where)}.`;
}

const CAUSES: Record<Singular['cause'], string> = { 'gradient zero': 'the slope of g is 0', kink: 'a formula has a kink', 'gradients parallel': 'the gradients are parallel' };

/** What the table alone does not say, one sentence each. */
export function* remarks({ answer, curve, question: { sense, constraints: [constraint] } }: Facts): Generator<string> {
  if (!answer) return;
  const { winner, candidates, singular, curves, unresolved } = answer;
  const inequality = constraint!.relation === '<=';
  const winning = candidates.filter(({ theta: [x, y] }) => winner?.points.some(([u, v]) => u === x && v === y));
  if (winning.length > 0 && winning.every(({ active }) => active.length === 0)) yield 'The constraint is inactive there: its multiplier is 0.';
  else if (inequality && winning.length > 0) yield `The constraint is active there. For g ≤ k a ${sense === 'maximise' ? 'maximum needs λ ≥ 0' : 'minimum needs λ ≤ 0'}; where λ has the other sign, J improves towards the inside.`;
  if (inequality && sense === 'minimise' && winning.length === 1) yield `The other figures write min L + λR: their λ is minus this multiplier, here ${figures(0 - winning[0]!.multipliers[0]!, 4)}.`;
  for (const [cause, why] of Object.entries(CAUSES)) {
    const certain = singular.filter((point) => point.cause === cause && point.exact), possible = singular.filter((point) => point.cause === cause && !point.exact);
    if (certain.length > 0) yield `At ${places(certain.map(({ theta }) => theta))} ${why}: no multiplier exists there, so the equations do not find it, and yet it must be compared.`;
    if (possible.length > 0) yield `Near ${places(possible.map(({ theta }) => theta))} ${why}; rounding hides whether the curve goes through it, so it is only possible.`;
  }
  const values = curves.filter(({ proven }) => proven).map(({ value }) => value);
  if (values.length > MOST_CURVES) yield `Candidates are not isolated: all points of the ${values.length} thick dotted curves are, and J goes from ${figures(Math.min(...values), 4)} to ${figures(Math.max(...values), 4)} from one to another.`;
  else for (const value of values) yield `Candidates are not isolated: all points of the thick dotted curve are, and J is ${figures(value, 4)} there.`;
  if (curves.some(({ proven }) => !proven)) yield 'Along the thick dotted curve candidates could not be told apart.';
  if (unresolved.length > 0) yield `Near ${places(unresolved.map(({ theta }) => theta))} there may be a degenerate candidate that could not be resolved.`;
  const lonely = curve.spots.filter(({ arcs, at: [x, y] }) => arcs === 0 && !singular.some(({ theta: [u, v] }) => Math.hypot(x - u, y - v) < 1e-6));
  if (lonely.length > 0) yield `At ${places(lonely.map(({ at }) => at))} the curve may have a point of its own.`;
  if (curve.left.length > 0) yield 'Where the curve is drawn broad it could not be followed: g does not change its sign across it.';
  if (curve.walls.length > 0) yield 'Where g has a pole or no values, the curve is drawn up to there.';
  if (curve.branches.length === 0 && curve.spots.length === 0 && curve.left.length === 0) yield 'The curve g = k has no point in this window.';
}

/** How sure it is, in numbers. */
export function certainty({ answer }: Facts): { sure: boolean; text: string } {
  if (!answer) return { sure: false, text: '' };
  const { candidates, complete, winner } = answer, residual = Math.max(0, ...candidates.map(({ check }) => check.stationarity)), off = Math.max(0, ...candidates.map(({ check }) => check.feasibility));
  const holds = candidates.every(({ check }) => check.holds);
  const parts = [complete ? 'proven by intervals: the window holds no other candidate' : 'not proven that the window holds no other candidate'];
  if (candidates.length > 0) parts.push(`put back, the gradient of J misses λ times that of g by at most ${figures(residual, 2)}, and g misses k by at most ${figures(off, 2)}${holds ? ', which rounding explains' : ', more than rounding explains'}`);
  if (winner) parts.push(`no feasible point of the ${winner.everywhere ? 'plane' : 'window'} is better by more than ${figures(winner.gap, 2)}`);
  return { sure: complete && holds, text: parts.join('; ') };
}

/** The probe in one sentence, for a screen reader. */
export function probeSentence({ theta, J, lambda, slope, entry }: Probe): string {
  const where = `${coordinates(theta)}, J = ${figures(J, 4)}`;
  if (lambda === null) return `${where}, no multiplier`;
  return `${where}, λ = ${figures(lambda, 4)}, ${entry ? `candidate ${entry.number}: the gradients are parallel` : `slope of J along the curve ${figures(slope ?? 0, 3)}`}`;
}
