import type { Window } from '../../problem/grid.ts';
import { statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { Penalty, Typed, Vec2 } from '../../problem/types.ts';
import { lines, rings } from '../contour.ts';
import { cut, endOf, mapped, polyline, reversed, type Piece, type Segment } from './piece.ts';
import { quarter } from './quarter.ts';

/**
 * The region {R ≤ t}. `lines` are its boundary, with true corners and cusps; `bodies` are the closed outlines to be filled by
 * the even-odd rule. What reaches beyond the window is cut off outside of it; no line runs along a cut.
 */
export interface Outline {
  /** bounded: all of the boundary is here; cut: the region goes on outside the window; plane: it is all that a window shows. */
  readonly extent: 'empty' | 'point' | 'bounded' | 'cut' | 'plane';
  readonly lines: readonly Piece[];
  readonly bodies: readonly Piece[];
}

const EMPTY: Outline = { extent: 'empty', lines: [], bodies: [] };
const NODES = 129; // of a typed formula, each way

const mirror = (x: boolean, y: boolean) => ([a, b]: Vec2): Vec2 => [x && a !== 0 ? -a : a, y && b !== 0 ? -b : b];

/** Pieces one after the other, by straight lines where one does not start at the end of that before. */
function joined(pieces: readonly Piece[], closed: boolean): Piece {
  const segments: Segment[] = [];
  let end = pieces[0]!.start;
  for (const { start, segments: more } of pieces) {
    if (start[0] !== end[0] || start[1] !== end[1]) segments.push({ kind: 'line', to: start });
    segments.push(...more);
    end = endOf(segments.at(-1)!);
  }
  return { start: pieces[0]!.start, segments, closed };
}

function mirrored(first: Piece, reach: Vec2): Outline {
  const end = endOf(first.segments.at(-1)!);
  const onRight = first.start[1] === 0 && first.start[0] < reach[0];
  const onTop = end[0] === 0 && end[1] < reach[1];
  const second = reversed(mapped(first, mirror(true, false))), third = mapped(first, mirror(true, true)), fourth = reversed(mapped(first, mirror(false, true)));
  const body = joined([first, second, third, fourth], true);
  if (onRight && onTop) return { extent: 'bounded', lines: [body], bodies: [body] };
  const parts = onTop ? [joined([first, second], false), joined([third, fourth], false)]
    : onRight ? [joined([fourth, first], false), joined([second, third], false)] : [first, second, third, fourth];
  return { extent: 'cut', lines: parts, bodies: [body] };
}

// A typed formula has no known outline: marching squares on the window.
function typed(penalty: Typed, t: number, window: Window): Outline {
  const all = rings(valueOf(statePenalty(penalty, 1)), t, window, NODES, NODES);
  if (all.length === 0) return EMPTY;
  const parts = all.flatMap((ring) => lines(ring, ['wall']));
  const bodies = all.map(({ points }) => polyline(points, true));
  return { extent: parts.length === 0 ? 'plane' : parts.every(({ closed }) => closed) ? 'bounded' : 'cut', bodies, lines: parts.map(({ points, closed }) => polyline(points, closed)) };
}

/**
 * The outline of {R ≤ t} in θ: exact lines, circles and parabolas, and for lp a curve through exact points.
 * @param budget t; below 0 (or NaN) the region is empty
 * @param window what is to be seen; the region may go on outside
 * @param fine how far a sampled curve may be from its chords, along each axis in θ; a four-thousandth of the window when not given
 */
export function outline(penalty: Penalty, budget: number, window: Window, fine?: Vec2): Outline {
  const [width, height] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
  if (!(budget >= 0)) return penalty.kind === 'formula' && budget < 0 ? typed(penalty, budget, window) : EMPTY;
  if (penalty.kind === 'formula') return typed(penalty, budget, window);
  // A box about the origin with half a window to spare, so that the ends of cut lines are out of sight.
  const reach: Vec2 = [Math.max(...window.x.map(Math.abs)) + width / 2, Math.max(...window.y.map(Math.abs)) + height / 2];
  const whole = Number.isFinite(budget) ? quarter(penalty, budget, reach, fine ?? [width / 4000, height / 4000]) : null;
  if (whole && whole.start[0] === 0 && whole.start[1] === 0 && whole.segments.every((segment) => endOf(segment)[1] === 0)) return { extent: 'point', lines: [], bodies: [] };
  const first = whole && cut(whole, reach);
  if (first) return mirrored(first, reach);
  const corners = [mirror(false, false), mirror(true, false), mirror(true, true), mirror(false, true)].map((map) => map(reach));
  return { extent: 'plane', lines: [], bodies: [polyline(corners, true)] };
}
