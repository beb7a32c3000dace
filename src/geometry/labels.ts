/** A rectangle in pixels. */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * Places a label beside its anchor: of a ring of positions the one that covers least of the obstacles and stays inside.
 * @param soft points of curves that a label had better not cross, in pixels
 */
export function placeLabel(anchor: readonly [number, number], size: { width: number; height: number }, bounds: Box, obstacles: readonly Box[], soft: readonly (readonly [number, number])[] = []): Box {
  let best: Box = { x: anchor[0], y: anchor[1], ...size };
  let least = Infinity;
  for (const distance of [14, 22, 34]) for (let turn = 0; turn < 16; turn += 1) {
    const angle = -(turn * Math.PI) / 8 + Math.PI / 8;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    // The box touches the circle of this radius with the side or corner that faces the anchor.
    const x = anchor[0] + c * distance + (c > 0.3 ? 0 : c < -0.3 ? -size.width : -size.width / 2);
    const y = anchor[1] + s * distance + (s > 0.3 ? 0 : s < -0.3 ? -size.height : -size.height / 2);
    const box = { x, y, ...size };
    const outside = size.width * size.height - overlap(box, bounds);
    let cost = 50 * outside + 4 * distance;
    for (const other of obstacles) cost += 20 * overlap(box, other);
    // Counted in place, and no further than it matters: a figure does this for every λ of a sweep.
    const [left, right, top, bottom] = [x - 2, x + size.width + 2, y - 2, y + size.height + 2];
    for (let i = 0; i < soft.length && cost < least; i += 1) {
      const point = soft[i]!;
      if (point[0] > left && point[0] < right && point[1] > top && point[1] < bottom) cost += 30;
    }
    if (cost < least) [best, least] = [box, cost];
  }
  // A label that is cut says less than one that covers a line.
  const inside = (at: number, size: number, low: number, room: number) => Math.max(low, Math.min(at, low + room - size));
  return { ...best, x: inside(best.x, best.width, bounds.x, bounds.width), y: inside(best.y, best.height, bounds.y, bounds.height) };
}
