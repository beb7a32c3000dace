import { contains, isEmpty } from '../../formula/interval.ts';
import { THETA } from '../../problem/stated.ts';
import { continuous } from '../global/guard.ts';
import { size, type Box } from '../global/newton.ts';
import { meanValue } from '../global/system.ts';
import { clusters, type Cluster } from '../lagrange/clusters.ts';
import type { Reading } from '../lagrange/reading.ts';

/**
 * A box in which g is strictly monotone in one coordinate, so that the curve there is a graph over the other, `over`:
 * nothing can hide in it beside that graph.
 */
export interface Cell { readonly box: Box; readonly over: 0 | 1 }

/** A window cut into cells; `crowds` are small groups of boxes without a slope, `walls` boxes with a pole or an edge
 * of where g is defined, `left` all others. */
export interface Cells { readonly cells: readonly Cell[]; readonly crowds: readonly Cluster[]; readonly walls: readonly Box[]; readonly left: readonly Box[] }

const COARSE = 5, WALL = 9, FINE = 12; // halvings of the window: the first cells, poles, crowds
const FINEST = 2 ** -40; // of the window
const MOST = 6000; // boxes of one size: more are no curve that could be followed
const SPOT = 48, SMALL = 1500; // boxes of one size of a crowd, and of all crowds

// Off the middle, so that round numbers, where singular points like to lie, are not on an edge; the same in every box of a column.
const CUT = 0.4921875;

function quarters([x, y]: Box): Box[] {
  const halves = ({ low, high }: Box[number]) => { const cut = low + (high - low) * CUT; return [{ low, high: cut }, { low: cut, high }]; };
  return halves(x!).flatMap((u) => halves(y!).map((v) => [u, v]));
}

/** Whether the curve may be in a box, and as what. */
function judge(g: Reading, smooth: (box: Box) => boolean): (box: Box) => 'none' | 'wall' | 'unclear' | Cell {
  const enclosed = { value: g.over, slopes: g.gradient };
  return (box) => {
    const natural = g.over(box);
    if (isEmpty(natural) || !contains(natural, 0)) return 'none';
    if (!smooth(box)) return 'wall';
    const slopes = g.gradient.map((slope) => slope(box));
    const range = meanValue(enclosed, box, slopes);
    if (isEmpty(range) || !contains(range, 0)) return 'none';
    const steep = slopes.map((slope) => !isEmpty(slope) && !contains(slope, 0));
    if (!steep[0] && !steep[1]) return 'unclear';
    // Of two directions the one in which the graph is flatter.
    const reach = slopes.map(({ low, high }, i) => Math.abs(low / 2 + high / 2) * (box[i]!.high - box[i]!.low));
    return { box, over: !steep[0] || (steep[1] && reach[1]! > reach[0]!) ? 0 : 1 };
  };
}

/**
 * Discards by interval exclusion every box that cannot hold a zero of g, and cuts the others until each is a cell (Snyder,
 * "Interval analysis for computer graphics", SIGGRAPH 1992). Resumable: it yields after every box.
 */
export function* subdivide(g: Reading, window: Box): Generator<void, Cells> {
  const see = judge(g, continuous([g.tree], THETA));
  const cells: Cell[] = [], walls: Box[] = [], left: Box[] = [], small: Box[] = [];
  let boxes: Box[] = [window];
  for (let depth = 0; boxes.length > 0; depth += 1) {
    if (boxes.length > MOST) {
      left.push(...boxes);
      break;
    }
    const next: Box[] = [];
    for (const box of boxes) {
      yield;
      const seen = see(box);
      if (seen === 'none') continue;
      if (typeof seen === 'object' && depth >= COARSE) cells.push(seen);
      else if (depth >= (seen === 'wall' ? WALL : FINE)) small.push(box);
      else next.push(...quarters(box));
    }
    boxes = next;
  }
  const crowds: Cluster[] = [];
  if (small.length > SMALL) left.push(...small.splice(0));
  for (const { boxes: all } of clusters(small)) {
    // Further down a spot stays a few boxes of whatever size, a near miss vanishes, and a small loop becomes cells.
    let group = all;
    while (group.length > 0 && group.length <= SPOT && size(group[0]!) > FINEST * size(window)) {
      const next: Box[] = [];
      for (const box of group.flatMap(quarters)) {
        yield;
        const seen = see(box);
        if (typeof seen === 'object') cells.push(seen);
        else if (seen !== 'none') next.push(box);
      }
      group = next;
    }
    if (group.length <= 4 * SPOT) crowds.push(...clusters(group));
    else for (const box of group) (see(box) === 'wall' ? walls : left).push(box);
  }
  return { cells, crowds, walls, left };
}
