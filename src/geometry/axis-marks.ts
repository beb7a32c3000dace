import type { Vec2 } from '../problem/types.ts';
import type { Box } from './labels.ts';
import type { Plane } from './plane.ts';
import { ticks } from './ticks.ts';

/** A tick label of an axis: where its text is anchored, in pixels. */
export interface Mark { readonly text: string; readonly x: number; readonly y: number; readonly axis: 'x' | 'y' }

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Marks about 80 px apart (of usual letters), but closer where that would leave fewer than two, from which no unit could be read. */
function enough(pixels: number, make: (count: number) => Mark[]): Mark[] {
  let marks: Mark[] = [];
  for (let count = clamp(pixels / 80, 3, 8); count < 9 && marks.length < 2; count *= 1.4) marks = make(count);
  return marks;
}

interface Marks { readonly origin: readonly [number, number]; readonly marks: Mark[]; readonly boxes: Box[]; readonly name: number }
const kept = new WeakMap<Plane, { readonly height: number | undefined; readonly type: number; readonly marks: Marks }>();

/**
 * Tick labels and axis names with the boxes that other labels must stay out of; θ₁ is written away from θ̂.
 * @param type how much larger than 14 px the letters are
 */
export function axisMarks({ plane, minimizer }: { readonly plane: Plane; readonly minimizer: Vec2 | null }, type = 1): Marks {
  const last = kept.get(plane), height = minimizer?.[1];
  if (last && last.height === height && last.type === type) return last.marks;
  const marks = marksOf(plane, height, type);
  kept.set(plane, { height, type, marks });
  return marks;
}

function marksOf(plane: Plane, hat: number | undefined, type: number): Marks {
  const { window, width, height } = plane;
  const [ox, oy] = plane.toPixels([0, 0]);
  const origin = [clamp(ox, 0, width), clamp(oy, 0, height)] as const;
  // θ₁ is written on the side of its axis where θ̂ is not, or below where there is no room above.
  const up = origin[1] > 30 * type && (origin[1] + 26 * type > height || (hat ?? 0) < 0);
  const name = up ? -8 : 2 + 17 * type;
  const room = up ? 2 : 30 * type; // keeps a label from being cut at the edge, and from the axis name
  const below = origin[1] + 18 * type > height ? -8 : 4 + 13 * type, left = origin[0] < 30 * type ? 8 : -8;
  const marks: Mark[] = [];
  marks.push(...enough(width / type, (count) => ticks(...window.x, count).flatMap(({ value, text }): Mark[] => {
    const [x] = plane.toPixels([value, 0]);
    const half = 4 * type * text.length;
    return value !== 0 && x - half > 2 && x + half < width - room ? [{ text, x, y: origin[1] + below, axis: 'x' }] : [];
  })));
  marks.push(...enough(height / type, (count) => ticks(...window.y, count).flatMap(({ value, text }): Mark[] => {
    const [, y] = plane.toPixels([0, value]);
    return value !== 0 && y > 28 * type && y < height - 14 * type ? [{ text, x: origin[0] + left, y: y + 4 * type, axis: 'y' }] : [];
  })));
  const boxes = marks.map(({ text, x, y, axis }): Box => {
    const wide = 8 * type * text.length + 4;
    return { x: axis === 'x' ? x - wide / 2 : left < 0 ? x - wide : x, y: y - 13 * type, width: wide, height: 17 * type };
  });
  boxes.push({ x: width - 34 * type, y: origin[1] + (up ? -26 * type : 2), width: 34 * type, height: 24 * type }, { x: origin[0] + 4, y: 0, width: 34 * type, height: 28 * type });
  return { origin, marks, boxes, name };
}
