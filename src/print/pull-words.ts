import { angleApart, angleLeft, isHeld } from '../geometry/fan.ts';
import { figures } from '../geometry/number.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { Problem, Vec2 } from '../problem/types.ts';
import type { Fan } from '../solver/cone.ts';

const LINE = 1e-9; // of a sine: flatter is a line

interface Pull { readonly fan: Fan; readonly force: Vec2 }

const agrees = ({ fan, force }: Pull) => isHeld(fan, force);
const isOne = ({ kind }: Fan) => kind === 'ray' || kind === 'point' || kind === 'line';
const multiplied = ({ penalty, form }: Problem) => (lambdaInside(penalty) ? (form === 'penalty' ? '' : 'ν') : 'λ');

/** The angle in degrees before the arrow leaves the set; null where the set lies all around it or along it, or it is one arrow. */
export function turnLeft({ fan, force }: Pull): number | null {
  if (fan.kind !== 'segment') return angleLeft(fan, force);
  const [a, b] = fan.from, [c, d] = fan.to;
  if (Math.abs(a * d - b * c) <= LINE * Math.hypot(a, b) * Math.hypot(c, d)) return null; // on a line through 0 no turn is held
  return Math.min(...[fan.from, fan.to].map((end) => angleApart({ kind: 'ray', along: end }, force)));
}

/** What the loss's arrow is called: with its equation where there is one. */
export const pullName = (problem: Problem, pull: Pull): string => (isOne(pull.fan) && agrees(pull) ? `−∇L = ${multiplied(problem)}∇R` : '−∇L');

/** What the penalty's set is called; nothing where it is the loss's own arrow. */
export function heldName(problem: Problem, fan: Fan): string {
  if (isOne(fan) || fan.kind === 'plane') return '';
  return problem.form === 'penalty' ? `${multiplied(problem)}∂R` : 'normal cone';
}

/** What the arrow does, in a few words. */
export function pullWords(problem: Problem, pull: Pull, certified: boolean): string {
  if (!agrees(pull)) return certified ? 'a kink of L: another of its slopes fits' : 'not what R can hold';
  if (isOne(pull.fan)) return 'the arrows agree';
  const left = turnLeft(pull);
  if (left === null) return `inside ${heldName(problem, pull.fan) || 'what R can hold'}`;
  return pull.fan.kind === 'segment' ? `${figures(left, 2)}° before it leaves` : `${figures(left, 2)}° inside the cone`;
}

/** The same for a screen reader. */
export function pullSentence(problem: Problem, pull: Pull, certified: boolean): string {
  if (!agrees(pull)) return `At θ star ${certified ? 'the loss has a kink, and one of its slopes is held by the penalty' : 'the loss pulls where the penalty cannot hold'}.`;
  if (isOne(pull.fan)) return 'At θ star the pull of the loss, minus its gradient, points the same way as the gradient of the penalty.';
  const left = turnLeft(pull);
  const set = problem.form === 'penalty' ? 'forces that the penalty can hold' : 'cone of forces that the corner can hold';
  return `At θ star the pull of the loss, minus its gradient, lies inside the ${set}${left === null ? '' : `, ${figures(left, 2)} degrees from its edge`}.`;
}
