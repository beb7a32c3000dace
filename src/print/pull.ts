import type { Forces } from '../geometry/forces.ts';
import { placeLabel, type Box } from '../geometry/labels.ts';
import type { Scene } from '../paint/scene.ts';
import type { Vec2 } from '../problem/types.ts';
import type { Measure } from './optimum.ts';
import { heldName, pullName, pullWords } from './pull-words.ts';

/** Pixels: a narrower picture has no room for a sentence beside the arrow. */
export const NARROW = 360;

/** Where the names of both forces stand, in pixels; with a `below` what they say of each other stands at the foot of the picture. */
export interface PullNames {
  readonly name: string;
  readonly words: string;
  readonly box: Box;
  readonly narrow: boolean;
  readonly set: string;
  readonly held: Box | undefined;
  /** Where other labels had better not stand. */
  readonly claims: readonly Box[];
}

const disc = ([x, y]: Vec2, r: number): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

/**
 * The names of the loss's arrow and of what the penalty holds, clear of each other.
 * @param line the width of a line that may hold ∇
 * @param probing further places that a name had better not cover
 * @param type how much larger than 14 px the letters are
 */
export function pullNames(scene: Scene, own: Forces, line: Measure, probing: readonly Vec2[] = [], type = 1): PullNames {
  const { problem, solution: { certificate }, plane, minimizers } = scene;
  const bounds = { x: 4, y: 4, width: plane.width - 8, height: plane.height - 8 };
  const { from: at, to: end } = own.arrow;
  const name = pullName(problem, own), words = pullWords(problem, own, certificate.holds), set = heldName(problem, own.fan);
  const narrow = plane.width < NARROW * type;
  const size = { width: Math.max(line(name, 650), narrow ? 0 : line(words, 400)) + 4, height: (narrow ? 19 : 36) * type };
  const shaft = [0.2, 0.4, 0.6, 0.8].map((share): Vec2 => [at[0] + share * (end[0] - at[0]), at[1] + share * (end[1] - at[1])]);
  const obstacles = [disc(end, 8), disc(at, 10), ...minimizers.map((hat) => disc(plane.toPixels(hat), 18)), ...probing.map((point) => disc(point, 8))];
  const box = placeLabel(end, size, bounds, obstacles, [...shaft, ...own.around]);
  const held = set ? placeLabel(own.held, { width: line(set, 650) + 4, height: 19 * type }, bounds, [...obstacles, box], [...shaft, ...own.around]) : undefined;
  return { name, words, box, narrow, set, held, claims: [box, ...(held ? [held] : []), ...shaft.map((point) => disc(point, 4)), disc(end, 8)] };
}
