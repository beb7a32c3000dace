import type { Vec2 } from '../problem/types.ts';
import { short } from './node.ts';

/** Douglas and Peucker (1973), "Algorithms for the reduction of the number of points": the ends stay, no point is further off than `fine`. */
export function thinned(points: readonly Vec2[], fine: number): readonly Vec2[] {
  const kept = new Uint8Array(points.length);
  kept[0] = kept[points.length - 1] = 1;
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span, [x0, y0] = points[from]!, [x1, y1] = points[to]!;
    const dx = x1 - x0, dy = y1 - y0, size = dx * dx + dy * dy;
    let worst = 0, at = -1;
    for (let i = from + 1; i < to; i += 1) {
      const [x, y] = points[i]!;
      const share = size > 0 ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / size)) : 0;
      const off = Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
      if (off > worst) [worst, at] = [off, i];
    }
    if (worst > fine) {
      kept[at] = 1;
      spans.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => kept[i]);
}

const ARITY: Readonly<Record<string, number>> = { M: 2, L: 2, Q: 4, C: 6, A: 7 };
const FINE = 0.03; // pixels

/** Relative numbers in as few letters as they need: each is rounded once where it stands, so that nothing adds up. */
const pack = (numbers: readonly string[]) => numbers.map((text, i) => (i === 0 || text.startsWith('-') ? text : ` ${text}`)).join('').replaceAll(/(^|[ -])0\./g, '$1.');

/** Points one after the other as relative steps on a lattice of `unit` pixels. */
export function chain(points: readonly Vec2[], closed: boolean, unit = 0.01): string {
  const lattice = points.map(([x, y]): Vec2 => [Math.round(x / unit), Math.round(y / unit)]);
  const decimals = unit < 1 ? Math.round(-Math.log10(unit)) : 0;
  const say = (steps: number) => short(steps * unit, decimals);
  let path = '', last: Vec2 | undefined;
  for (const [x, y] of lattice) {
    if (!last) path = `M${pack([say(x), say(y)])}`;
    else if (x !== last[0] || y !== last[1]) path += `l${pack([say(x - last[0]), say(y - last[1])])}`;
    last = [x, y];
  }
  return closed ? `${path}z` : path;
}

/**
 * The numbers of an arc to be rounded. Half an ellipse is told by its ends alone, and rounded radii would move its centre by the
 * square root of their error: a little too small they are scaled up until they fit (SVG 2, 9.5.2), which is exact.
 */
function steady(from: Vec2, [rx, ry, turn, large, sweep, x, y]: readonly number[]): number[] {
  const angle = (turn! * Math.PI) / 180, dx = x! - from[0], dy = y! - from[1];
  const half = Math.hypot((Math.cos(angle) * dx + Math.sin(angle) * dy) / rx!, (Math.cos(angle) * dy - Math.sin(angle) * dx) / ry!) > 2 - 1e-9;
  const shrink = half ? 0.99 : 1;
  return [shrink * rx!, shrink * ry!, turn!, large!, sweep!, x!, y!];
}

/** A path of absolute commands written shorter: hundredths of a pixel, and no more points to a line than it needs. */
export function compact(path: string): string {
  let out = '', run: Vec2[] = [], joins = false;
  const flush = () => {
    if (run.length > 1) out += chain(thinned(run, FINE), false).slice(joins ? chain([run[0]!], false).length : 0);
    else if (run.length === 1 && !joins) out += chain(run, false);
    run = run.slice(-1);
    joins = true;
  };
  for (const [, command, rest] of path.matchAll(/([MLQCAZ])([^MLQCAZ]*)/g)) {
    const numbers = rest!.match(/-?[\d.]+(?:e[-+]?\d+)?/g)?.map(Number) ?? [];
    if (command === 'Z') { flush(); out += 'z'; run = []; joins = false; continue; }
    if (command === 'M') { flush(); run = []; joins = false; }
    for (let at = 0; at < numbers.length; at += ARITY[command!]!) {
      const part = numbers.slice(at, at + ARITY[command!]!), end: Vec2 = [part.at(-2)!, part.at(-1)!];
      if (command === 'M' || command === 'L') { run.push(end); continue; }
      flush();
      const said = command === 'A' ? steady(run.at(-1) ?? end, part) : part;
      out += `${command}${pack(said.map((value) => short(value)))}`;
      run = [end];
    }
  }
  flush();
  return out;
}
