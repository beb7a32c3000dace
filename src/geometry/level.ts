import { quadraticOf } from '../problem/quadratic.ts';
import type { Loss, Vec2 } from '../problem/types.ts';
import { conicPath } from './conic.ts';
import { contours } from './contour.ts';
import type { Plane } from './plane.ts';
import { trace } from './trace.ts';

const CELL_PX = 6; // a curve of a smooth loss is refined onto its level, so coarse cells already follow it
const SAME_PX = 3;

const path = (points: readonly Vec2[], closed: boolean) => `M${points.map((point) => point.map((part) => part.toFixed(2)).join()).join('L')}${closed ? 'Z' : ''}`;

/**
 * The level set {L = level} as an SVG path in pixels: exact for a quadratic. For any other loss the piece through a known
 * point, as θ*, is followed along its curve, however thin; the others are found on a grid.
 * @param value L in f64, where it is known; nothing is drawn without it
 */
export function levelPath(loss: Loss, value: ((x: number, y: number) => number) | undefined, level: number, through: Vec2 | null, plane: Plane): string {
  if (loss.kind === 'quadratic' || loss.kind === 'squared') return conicPath(quadraticOf(loss), level, plane);
  if (!value) return '';
  const own = through && trace(value, through, plane);
  const columns = Math.max(24, Math.ceil(plane.width / CELL_PX)), rows = Math.max(24, Math.ceil(plane.height / CELL_PX));
  const others = contours(value, level, plane.window, columns, rows)
    .map(({ points, closed }) => ({ points: points.map((point) => plane.toPixels(point)), closed }))
    .filter(({ points }) => !own || !liesOn(points, own.points));
  return (own ? path(own.points, own.closed) : '') + others.map(({ points, closed }) => path(points, closed)).join('');
}

// Three of its points are near the other curve: then all of it is, since level curves do not cross.
function liesOn(points: readonly Vec2[], curve: readonly Vec2[]): boolean {
  const probes = [points[0]!, points[points.length >> 1]!, points.at(-1)!];
  return probes.every(([x, y]) => curve.some(([u, v]) => Math.abs(u - x) < SAME_PX && Math.abs(v - y) < SAME_PX));
}
