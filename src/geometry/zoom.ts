import type { Window } from '../problem/grid.ts';
import type { Vec2 } from '../problem/types.ts';
import { figures } from './number.ts';

/** A window that a hand asked for, as far as it may go, and where it may go no further. */
export interface Looked {
  readonly window: Window;
  readonly end: 'in' | 'out' | 'away' | null;
}

const CLOSEST = 1e-6, FARTHEST = 100; // of the width at home
const ULPS = 1e-9; // of a coordinate: in a narrower window neighbouring pixels would not be told apart by their numbers

const sizeOf = ([low, high]: Vec2) => high - low;
const middleOf = ([low, high]: Vec2) => low + (high - low) / 2;
const largest = ({ x, y }: Window) => Math.max(...x.map(Math.abs), ...y.map(Math.abs));
const mapped = ({ x, y }: Window, map: (range: Vec2, axis: 0 | 1) => Vec2): Window => ({ x: map(x, 0), y: map(y, 1) });

/** A window moved by a vector of θ. It stays within a hundred widths of home. */
export function panned(window: Window, by: Vec2, home: Window): Looked {
  let stopped = false;
  const moved = mapped(window, (range, axis) => {
    const own = axis === 0 ? home.x : home.y, most = FARTHEST * sizeOf(own);
    const away = middleOf(range) + by[axis] - middleOf(own), held = Math.min(most, Math.max(-most, away));
    stopped ||= held !== away;
    const shift = by[axis] + held - away;
    return [range[0] + shift, range[1] + shift];
  });
  return { window: moved, end: stopped ? 'away' : null };
}

/**
 * A window seen closer (factor below 1) or from farther away, with one point of the plane where it was.
 * @param factor of the width; > 0
 * @param home the window whose width all limits are measured by: a hundred of it, a millionth of it, or what f64 tells apart
 */
export function zoomed(window: Window, factor: number, [p, q]: Vec2, home: Window): Looked {
  const shares = [sizeOf(window.x) / sizeOf(home.x), sizeOf(window.y) / sizeOf(home.y)];
  const least = Math.max(CLOSEST / Math.min(...shares), (ULPS * Math.max(largest(window), Math.abs(p), Math.abs(q))) / Math.min(sizeOf(window.x), sizeOf(window.y)));
  const most = FARTHEST / Math.max(...shares);
  const held = factor < 1 ? Math.min(1, Math.max(factor, least)) : Math.max(1, Math.min(factor, most));
  const next = mapped(window, ([low, high], axis) => { const at = axis === 0 ? p : q; return [at - held * (at - low), at + held * (high - at)]; });
  return { window: held === 1 ? window : next, end: held === factor ? null : factor < 1 ? 'in' : 'out' };
}

const WHEEL = 0.0015; // e-folds a pixel of the wheel: a notch of a mouse is about a tenth
const MOST = 0.3; // e-folds an event: some wheels tell of whole pages
const UNITS_PX = [1, 16, 400]; // a pixel, a line, a page, as a wheel counts them

/** The factor of a turn of the wheel, down being farther. @param mode what `delta` counts: 0 pixels, 1 lines, 2 pages */
export const wheelFactor = (delta: number, mode: number): number => Math.exp(Math.min(MOST, Math.max(-MOST, delta * (UNITS_PX[mode] ?? 1) * WHEEL)));

/** A window under two fingers: what was between them is between them again. @param from where they were, in θ of this very window @param to where they are now */
export function pinched(window: Window, from: readonly [Vec2, Vec2], to: readonly [Vec2, Vec2], home: Window): Looked {
  const middle = ([a, b]: readonly [Vec2, Vec2]): Vec2 => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], apart = ([a, b]: readonly [Vec2, Vec2]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const held = middle(from), at = middle(to), near = zoomed(window, apart(from) / (apart(to) || 1), held, home);
  const scale = sizeOf(near.window.x) / sizeOf(window.x), far = panned(near.window, [scale * (held[0] - at[0]), scale * (held[1] - at[1])], home);
  return { window: far.window, end: near.end ?? far.end };
}

/** What a window shows, for who does not see it. */
export const windowSentence = ({ x, y }: Window): string => `The view shows θ₁ from ${figures(x[0])} to ${figures(x[1])} and θ₂ from ${figures(y[0])} to ${figures(y[1])}.`;

/** Where a hand may go no further, in a sentence. */
export const endSentence = (end: NonNullable<Looked['end']>): string => {
  switch (end) {
    case 'in': return 'As close as the numbers allow.';
    case 'out': return 'As far out as the view goes: a hundred times its width.';
    case 'away': return 'As far as the view moves: a hundred times its width.';
    default: return end satisfies never;
  }
};
