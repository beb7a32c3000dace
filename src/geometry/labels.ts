/** A rectangle in pixels. */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The area that a box shares with one at (x, y). */
const overlap = (x: number, y: number, { width, height }: { width: number; height: number }, b: Box) =>
  Math.max(0, Math.min(x + width, b.x + b.width) - Math.max(x, b.x)) * Math.max(0, Math.min(y + height, b.y + b.height) - Math.max(y, b.y));

/**
 * Places a label beside its anchor: of a ring of positions the one that covers least of the obstacles and stays inside.
 * @param soft points of curves that a label had better not cross, in pixels
 */
export function placeLabel(anchor: readonly [number, number], size: { width: number; height: number }, bounds: Box, obstacles: readonly Box[], soft: readonly (readonly [number, number])[] = []): Box {
  let best: Box = { x: anchor[0], y: anchor[1], ...size };
  let least = Infinity;
  for (const distance of [14, 22, 34]) for (let turn = 0; turn < 16; turn += 1) {
    const angle = -(turn * Math.PI) / 8 + Math.PI / 8;
    const c = Math.cos(angle), s = Math.sin(angle);
    // The box touches the circle of this radius with the side or corner that faces the anchor.
    const x = anchor[0] + c * distance + (c > 0.3 ? 0 : c < -0.3 ? -size.width : -size.width / 2);
    const y = anchor[1] + s * distance + (s > 0.3 ? 0 : s < -0.3 ? -size.height : -size.height / 2);
    // Counted in place, without a value of its own for any of them and no further than it matters: a figure does this for every λ of a sweep.
    let cost = 50 * (size.width * size.height - overlap(x, y, size, bounds)) + 4 * distance;
    for (let i = 0; i < obstacles.length && cost < least; i += 1) cost += 20 * overlap(x, y, size, obstacles[i]!);
    const left = x - 2, right = x + size.width + 2, top = y - 2, bottom = y + size.height + 2;
    for (let i = 0; i < soft.length && cost < least; i += 1) {
      const point = soft[i]!;
      if (point[0] > left && point[0] < right && point[1] > top && point[1] < bottom) cost += 30;
    }
    if (cost < least) {
      best = { x, y, ...size };
      least = cost;
    }
  }
  // A label that is cut says less than one that covers a line.
  const inside = (at: number, size: number, low: number, room: number) => Math.max(low, Math.min(at, low + room - size));
  return { ...best, x: inside(best.x, best.width, bounds.x, bounds.width), y: inside(best.y, best.height, bounds.y, bounds.height) };
}
