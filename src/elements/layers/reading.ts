import { lossFunction } from '../../field/evaluate.ts';
import { coordinates, figures } from '../../geometry/number.ts';
import type { Plane } from '../../geometry/plane.ts';
import { isData } from '../../problem/losses.ts';
import { lambdaInside, penaltyOf } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { Loss, Problem, Vec2 } from '../../problem/types.ts';

/** What a place of the plane has, by the functions themselves in f64. */
export interface Reading {
  readonly theta: Vec2;
  readonly loss: number;
  readonly penalty: number;
  /** L + λR in penalty form, L in constraint form; null where R > t forbids it. */
  readonly objective: number | null;
}

const AT_ONCE = 2e5; // sums of samples: within a frame
const ROOT = 40; // evaluations of an intercept's root, about

const losses = new WeakMap<Loss, (x: number, y: number) => number>();

function lossAt(loss: Loss): (x: number, y: number) => number {
  let found = losses.get(loss);
  if (!found) losses.set(loss, (found = lossFunction(loss)));
  return found;
}

/** Whether a loss is read off within a frame; others wait until the hand rests. */
export const isQuick = (loss: Loss): boolean => !isData(loss) || loss.kind === 'squared' || loss.y.length * (loss.intercept ? ROOT : 1) <= AT_ONCE;

/** The digits of θ that a pixel tells apart. */
const decimalsOf = ({ window: { x, y }, width, height }: Plane): number => Math.min(15, Math.max(0, Math.ceil(-Math.log10(Math.min((x[1] - x[0]) / width, (y[1] - y[0]) / height)))));

/** The round place nearest to one that was pointed at: what is read off is its value, not that of a place beside. */
export function roundPlace([x, y]: Vec2, plane: Plane): Vec2 {
  const decimals = decimalsOf(plane);
  return [Number(x.toFixed(decimals)) || 0, Number(y.toFixed(decimals)) || 0]; // 0 of either sign is 0
}

export function readingAt(problem: Problem, theta: Vec2): Reading {
  const { stated, weight } = penaltyOf(problem), loss = lossAt(problem.loss)(...theta), penalty = valueOf(stated)(...theta);
  const objective = weight !== undefined ? loss + weight * penalty : problem.form === 'constraint' && penalty > problem.budget ? null : loss;
  return { theta, loss, penalty, objective };
}

/** A reading as lines of [symbol, value]. */
export function linesOf(problem: Problem, { theta, loss, penalty, objective }: Reading, digits = 4): readonly (readonly [string, string])[] {
  const place: readonly (readonly [string, string])[] = [['θ', coordinates(theta, digits)], ['L', figures(loss, digits)]];
  if (problem.form === 'constraint') return [...place, ['R', `${figures(penalty, digits)} ${objective === null ? '>' : '≤'} t`]];
  return [...place, ['R', figures(penalty, digits)], [lambdaInside(problem.penalty) ? 'L + R' : 'L + λR', figures(objective!, digits)]];
}

/** A reading in words, for who hears it. */
export function readingWords(problem: Problem, { theta, loss, penalty, objective }: Reading): string {
  const sum = problem.form === 'constraint' ? (objective === null ? 'outside the region' : 'in the region') : `objective ${figures(objective!, 4)}`;
  return `At ${coordinates(theta)}: L ${figures(loss, 4)}, R ${figures(penalty, 4)}, ${sum}.`;
}

const BESIDE = 14; // pixels between the pointer and the text

/** The upper left corner of a text beside a point: within the picture and never over the point. */
export function besidePoint([x, y]: Vec2, [width, height]: Vec2, room: Vec2): Vec2 {
  const fits = (at: number, size: number, all: number) => at >= 2 && at + size <= all - 2;
  const right = x + BESIDE, left = x - BESIDE - width, below = y + BESIDE, above = y - BESIDE - height;
  const across = fits(right, width, room[0]) ? right : fits(left, width, room[0]) ? left : undefined;
  const down = fits(below, height, room[1]) ? below : fits(above, height, room[1]) ? above : undefined;
  const held = (at: number, size: number, all: number) => Math.max(2, Math.min(at, all - 2 - size));
  // Where it fits on neither side it slides along the edge, above or below the point.
  return [across ?? held(x - width / 2, width, room[0]), down ?? (across === undefined ? (y > room[1] / 2 ? above : below) : held(y - height / 2, height, room[1]))];
}
