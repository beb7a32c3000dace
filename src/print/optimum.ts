import { placeLabel, type Box } from '../geometry/labels.ts';
import { axisMarks } from '../geometry/axis-marks.ts';
import { coordinates } from '../geometry/number.ts';
import { axisPoints, levelPoints } from '../geometry/soft.ts';
import type { Scene } from '../paint/scene.ts';
import { penaltyOf } from '../problem/penalties.ts';
import { valueOf } from '../problem/stated.ts';
import type { Vec2 } from '../problem/types.ts';
import { isSegment, solutionWords } from './words.ts';

/** Width in pixels of a text at the picture's own size of type. */
export type Measure = (text: string, weight?: number) => number;

/** Where θ*, θ̂ and their labels stand, in pixels. */
export interface Optimum {
  readonly at: Vec2;
  readonly zero: Vec2;
  readonly hats: readonly Vec2[];
  /** Further solutions: the ends of a thick line where `segment` says so, else dots of their own. */
  readonly others: readonly Vec2[];
  readonly segment: boolean;
  /** One weight is exactly zero: the axis from the origin to θ* is marked. */
  readonly sparse: boolean;
  /** “θ* = (0.99, 0)”, and what stands under it. */
  readonly value: string;
  readonly words: string;
  readonly place: Box;
  /** The place of the name θ̂. */
  readonly name: Box | undefined;
}

const disc = ([x, y]: Vec2, r: number): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

/** @param taken where other labels stand already @param type how much larger than 14 px the letters are */
export function optimumOf(scene: Scene, measure: Measure, taken: readonly Box[], digits = 4, type = 1): Optimum {
  const { solution, plane, problem } = scene;
  const { theta, support, unique, minimizers } = solution;
  const at = plane.toPixels(theta), zero = plane.toPixels([0, 0]);
  const hats = scene.minimizers.map((minimizer) => plane.toPixels(minimizer)), [hat] = hats;
  const value = `θ* = ${coordinates(theta, digits)}`, words = solutionWords(problem, solution), segment = isSegment(solution);
  const size = { width: Math.max(measure(value, 650), measure(words)) + 4, height: 38 * type };
  const bounds: Box = { x: 4, y: 4, width: plane.width - 8, height: plane.height - 8 };
  const others = minimizers.slice(1).map((other) => plane.toPixels(other));
  const sparse = unique && support[0] !== support[1];
  const bar: Box[] = sparse ? [{ x: Math.min(at[0], zero[0]) - 3, y: Math.min(at[1], zero[1]) - 3, width: Math.abs(at[0] - zero[0]) + 6, height: Math.abs(at[1] - zero[1]) + 6 }] : [];
  const obstacles = [disc(at, 10), ...bar, ...hats.map((ring) => disc(ring, 16)), ...(segment ? [] : others.map((other) => disc(other, 10))), ...axisMarks(scene, type).boxes, ...taken];
  const place = placeLabel(at, size, bounds, obstacles, curves(scene));
  const name = hat && placeLabel(hat, { width: 14 * type, height: 24 * type }, bounds, [...obstacles, place]);
  return { at, zero, hats, others, segment, sparse, value, words, place, name };
}

/** Points on the lines that a label had better not cross: both axes, the region, the touching ring. */
function curves({ problem, solution, plane, minimizer, loss }: Scene): Vec2[] {
  const region = levelPoints(valueOf(penaltyOf(problem).stated), [0, 0], solution.budget, plane);
  const ring = minimizer && loss && solution.active ? levelPoints(loss, minimizer, solution.loss, plane) : [];
  return [...axisPoints(plane), ...region, ...ring];
}
