import { contains, isEmpty, middle, point } from '../../formula/interval.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Box } from '../global/newton.ts';
import type { Reading } from '../lagrange/reading.ts';
import { bracketed } from '../pieces/roots.ts';
import type { Cell } from './cells.ts';

const HALVINGS = 48; // of an edge, for two crossings that lie close together
const FLAT = 1 / 8000; // of the window, between the middle of a chord and its curve: a corner beside the middle shows there by half of it or more
const BENDS = 10; // halvings of an arc

const pair = (over: 0 | 1, u: number, v: number): Vec2 => (over === 0 ? [u, v] : [v, u]);

/** Where g changes sign along an edge, ascending: isolated by the sign of its slope, so that none is missed but a mere touch. */
function crossings(g: Reading, over: 0 | 1, fixed: number, low: number, high: number): number[] {
  const at = (u: number) => g.at(pair(over, u, fixed));
  const slope = (u: number) => g.gradientAt[over](pair(over, u, fixed));
  const search = (from: number, to: number, left: number): number[] => {
    const range = { low: from, high: to };
    const box: Box = over === 0 ? [range, point(fixed)] : [point(fixed), range];
    if (!contains(g.over(box), 0)) return [];
    const rate = g.gradient[over](box);
    const cut = middle(range);
    if (left > 0 && (isEmpty(rate) || contains(rate, 0)) && cut > from && cut < to) return [...search(from, cut, left - 1), ...search(cut, to, left - 1)];
    const rises = at(from) < 0;
    return rises === at(to) < 0 ? [] : [bracketed((u) => [at(u), slope(u)], from, to, rises)];
  };
  return search(low, high, HALVINGS);
}

/** The arcs of the curve in a cell, each from end to end. A zero of g counts as positive, for this cell and its neighbours alike. */
export function arcsIn(g: Reading, { box, over }: Cell, window: Box): Vec2[][] {
  const across = (1 - over) as 0 | 1;
  const { low: a, high: b } = box[over]!, { low: c, high: d } = box[across]!;
  const at = (u: number, v: number) => g.at(pair(over, u, v));
  const between = (u: number) => at(u, c) < 0 !== at(u, d) < 0;
  const height = (u: number) => bracketed((v) => [at(u, v), g.gradientAt[across](pair(over, u, v))], c, d, at(u, c) < 0);
  const scale = [window[over]!, window[across]!].map(({ low, high }) => high - low) as [number, number];

  type Node = readonly [u: number, v: number];
  const refine = ([u, v]: Node, [p, q]: Node, left: number): Node[] => {
    const m = u / 2 + p / 2;
    if (left === 0 || !(m > Math.min(u, p) && m < Math.max(u, p)) || !between(m)) return [];
    const node: Node = [m, height(m)];
    const [dx, dy, ex, ey] = [(p - u) / scale[0], (q - v) / scale[1], (m - u) / scale[0], (node[1] - v) / scale[1]];
    const off = Math.abs(dx * ey - dy * ex) / Math.hypot(dx, dy);
    if (off <= FLAT && left < BENDS) return [node];
    return [...refine([u, v], node, left - 1), node, ...refine(node, [p, q], left - 1)];
  };

  // The graph leaves and enters through the two edges along it, by turns.
  const gates = [c, d].flatMap((edge) => crossings(g, over, edge, a, b).map((u): Node => [u, edge])).sort(([u], [p]) => u - p);
  const nodes: Node[] = [...(between(a) ? [[a, height(a)] as const] : []), ...gates, ...(between(b) ? [[b, height(b)] as const] : [])];
  const arcs: Vec2[][] = [];
  for (let i = 0; i + 1 < nodes.length; i += 2) {
    const from = nodes[i]!, to = nodes[i + 1]!;
    arcs.push([from, ...refine(from, to, BENDS), to].map(([u, v]) => pair(over, u, v)));
  }
  return arcs;
}
