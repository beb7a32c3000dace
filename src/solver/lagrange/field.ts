import { contains, point } from '../../formula/interval.ts';
import type { Vec2 } from '../../problem/types.ts';
import { centre, size, type Box } from '../global/newton.ts';
import type { Singular, Unresolved } from './answer.ts';
import { touch, type Cluster } from './clusters.ts';
import type { Traced } from './curves.ts';
import type { Place } from './locate.ts';
import { settle, type Settled } from './settle.ts';
import { scaleAt, type Setting } from './setting.ts';
import { extent, singularAt, understand } from './singular.ts';

const LOCATED = 1e-6; // beside the scale of a point: a neighbourhood so small counts as the point itself
const SPOT = 2 ** -7; // beside the window: a larger one is no spot

/** What the searches have found so far, and what they add to it. */
export interface Field {
  readonly settled: Settled[];
  readonly singular: Singular[];
  readonly traced: Traced[];
  readonly unresolved: Unresolved[];
  /** Whether a box may hold a feasible point with these constraints active. */
  readonly allows: (base: readonly number[]) => (box: Box) => boolean;
  readonly singularPoint: (place: Place, base: readonly number[], cause: Singular['cause'], radius: number) => void;
  /** A cluster of boxes that nothing could exclude; `complete` says that it may be a candidate. */
  readonly degenerate: (cluster: Cluster, base: readonly number[], candidates: boolean) => void;
  readonly curve: (active: readonly number[], crowd: Cluster, points: readonly Vec2[], proven: boolean) => void;
  readonly leave: (box: Box, base: readonly number[]) => void;
  /** Whether all that was found is as good as a point or proven. */
  readonly complete: () => boolean;
}

export function field(setting: Setting): Field {
  const { J, g, span, mayHold } = setting;
  const settled: Settled[] = [], singular: Singular[] = [], traced: Traced[] = [], unresolved: Unresolved[] = [];
  const near = (theta: Vec2) => LOCATED * scaleAt(span, theta);
  const distance = (box: Box, theta: Vec2) => Math.max(...box.map(({ low, high }, i) => Math.max(Math.abs(low - theta[i]!), Math.abs(high - theta[i]!))));
  const leave = (box: Box, active: readonly number[]) => {
    const [x, y] = centre(box);
    unresolved.push({ theta: [x! || 0, y! || 0], size: size(box), active });
  };
  const singularPoint: Field['singularPoint'] = (place, base, cause, radius) => {
    const next = singularAt(setting, place, base, cause, radius);
    if (!next) return;
    const at = singular.findIndex(({ theta }) => place.spot.every((side, i) => contains(side, theta[i]!)));
    if (at < 0) singular.push(next);
    else singular[at] = { ...singular[at]!, active: [...new Set([...singular[at]!.active, ...next.active])].sort(), radius: Math.max(radius, singular[at]!.radius) };
  };
  return {
    settled, singular, traced, unresolved, leave, singularPoint,
    complete: () => unresolved.length === 0 && traced.every(({ curve }) => curve.proven) && [...singular, ...settled.map(({ candidate }) => candidate)].every(({ radius, theta }) => radius <= near(theta)),
    allows: (base) => (box) => mayHold(box, base) && base.every((i) => contains(g[i]!.over(box), 0)),
    curve(active, { boxes, around }, on, proven) {
      // Singular points that are not isolated come up again as candidates.
      const known = !proven && traced.some(({ curve, boxes: old }) => !curve.proven && curve.active.join() === active.join() && old.some((box) => touch(box, boxes[0]!)));
      const points = on.filter((theta) => mayHold(theta.map(point), active)), [u, v] = centre(around);
      if (!known) traced.push({ curve: { active, points, value: J.at(points[0] ?? [u!, v!]) || 0, proven }, boxes });
    },
    degenerate(cluster, base, candidates) {
      const { around } = cluster;
      const known = singular.findIndex(({ theta }) => distance(around, theta) <= near(theta));
      if (known >= 0) {
        singular[known] = { ...singular[known]!, radius: Math.max(singular[known]!.radius, distance(around, singular[known]!.theta)) };
        return;
      }
      const found = extent(around) <= SPOT * span ? understand(setting, base, cluster) : null;
      if (!found || (found.kind === 'candidate' && !candidates)) return leave(around, base);
      const radius = distance(around, found.place.theta);
      if (found.kind !== 'candidate') return singularPoint(found.place, base, found.kind, radius);
      const candidate = settle(setting, found.place, base, 2 * radius);
      if (candidate) settled.push(candidate);
      else if (candidate === undefined) leave(around, base);
    },
  };
}
