import type { Basin } from '../../geometry/shares/basins.ts';
import { inlandOf } from '../../geometry/inland.ts';
import type { Box } from '../../geometry/labels.ts';
import { landingOf } from '../../geometry/shares/landing-solve.ts';
import type { Plane } from '../../geometry/plane.ts';
import { area, centroid, contains, intersect, rectangle, type Polygon } from '../../geometry/shares/polygon.ts';
import type { Mapped } from '../../geometry/shares/rule.ts';
import { LANDING, type Landing } from '../../problem/landing.ts';
import { penaltyValue } from '../../solver/solve.ts';
import type { Solution, Vec2 } from '../../problem/types.ts';
import type { Answered } from './map.ts';
import type { Sheet } from './sheet.ts';

/** A basin that can be pointed at: where its label stands, in pixels, and its outline where it is a polygon. */
export interface Place {
  readonly landing: Landing;
  readonly at: Vec2;
  readonly corner?: Vec2;
  readonly outline?: Polygon;
}

const NEAR_PX = 14;
const LEAST_PX = 18; // a basin narrower than that has no room for a label

const HALF_PX: Vec2 = [32, 13]; // of a label
const STEP_PX = 12, TURNS = 12, RINGS = 7;

/** The axes with their ticks and names, and the points that a hand holds or looks at. */
function obstacles(plane: Plane, points: readonly Vec2[], type: number): Box[] {
  const { width, height } = plane, [ox, oy] = plane.toPixels([0, 0]);
  const x = Math.min(width, Math.max(0, ox)), y = Math.min(height, Math.max(0, oy));
  return [{ x: 0, y: y - 2, width, height: 22 * type }, { x: x - 30 * type, y: 0, width: 32 * type, height }, { x: width - 32 * type, y: y - 24 * type, width: 32 * type, height: 24 * type }, { x, y: 0, width: 32 * type, height: 26 * type },
    ...points.map(([px, py]) => ({ x: px - 16, y: py - 16, width: 32, height: 32 }))];
}

const overlap = (a: Box, b: Box) => Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Near a point of a basin the place for its label that is inside the basin, and the picture, and covers least. */
function settle([x, y]: Vec2, { width, height }: Plane, inside: (pixel: Vec2) => boolean, blocked: readonly Box[], type: number): Vec2 {
  const [w, h] = [HALF_PX[0] * type, HALF_PX[1] * type];
  let best: Vec2 = [x, y], least = Infinity;
  for (let ring = 0; ring <= RINGS; ring += 1) for (let turn = 0; turn < (ring === 0 ? 1 : TURNS); turn += 1) {
    const angle = (2 * Math.PI * turn) / TURNS;
    const cx = Math.min(width - w - 2, Math.max(w + 2, x + ring * STEP_PX * Math.cos(angle))), cy = Math.min(height - h - 2, Math.max(h + 2, y + ring * STEP_PX * Math.sin(angle)));
    const box = { x: cx - w, y: cy - h, width: 2 * w, height: 2 * h };
    const out = [-1, 1].flatMap((s) => [-1, 1].map((z): Vec2 => [cx + s * w, cy + z * h])).filter((corner) => !inside(corner)).length;
    const cost = 400 * out + (inside([cx, cy]) ? 0 : 4000) + blocked.reduce((sum, other) => sum + 3 * overlap(box, other), 0) + 2 * ring * STEP_PX;
    if (cost < least) [best, least] = [[cx, cy], cost];
  }
  return best;
}

/** The basins in sight that are polygons. */
export function placesOf(basins: readonly Basin[], plane: Plane, points: readonly Vec2[], type: number): Place[] {
  const blocked = obstacles(plane, points.map(plane.toPixels), type);
  const window = rectangle(plane.window), [across, , , up] = plane.matrix as unknown as readonly [number, number, number, number];
  return basins.flatMap(({ landing, halves, corner }): Place[] => {
    const outline = intersect(window, halves), at = centroid(outline);
    if (!at || area(outline) * Math.abs(across * up) < LEAST_PX ** 2) return [];
    return [{ landing, at: settle(plane.toPixels(at), plane, (pixel) => contains(halves, plane.toTheta(pixel)), blocked, type), outline, ...(corner ? { corner } : {}) }];
  });
}

/** The same where a map of nodes is all that is known. */
export function placesOn({ landings, columns, rows }: Answered, plane: Plane, points: readonly Vec2[], type: number): Place[] {
  const { width, height } = plane, blocked = obstacles(plane, points.map(plane.toPixels), type);
  const landingAt = ([x, y]: Vec2) => landings[Math.min(rows - 1, Math.floor((1 - y / height) * rows)) * columns + Math.min(columns - 1, Math.floor((x / width) * columns))];
  return [...inlandOf(landings, columns, rows)].flatMap(([landing, { at: [column, row], depth }]): Place[] => {
    if (landing === LANDING.inside || (2 * depth * width) / columns < LEAST_PX) return [];
    return [{ landing, at: settle([((column + 0.5) * width) / columns, height - ((row + 0.5) * height) / rows], plane, (pixel) => landingAt(pixel) === landing, blocked, type) }];
  });
}

/** The basin under a pixel; on a corner of the ball its own, however near the neighbours are. */
export function landingUnder(at: Vec2, sheet: Sheet, plane: Plane, places: readonly Place[], answered: Answered | undefined): Landing | undefined {
  let landing: Landing | undefined;
  if (sheet.basins && sheet.basins.length > 0) {
    const near = places.find(({ corner }) => corner && Math.hypot(...plane.toPixels(corner).map((part, i) => part - at[i]!)) < NEAR_PX);
    landing = near?.landing ?? sheet.basins.find(({ halves }) => contains(halves, plane.toTheta(at)))?.landing;
  } else if (answered) {
    const column = Math.floor((at[0] / plane.width) * answered.columns), row = Math.floor((1 - at[1] / plane.height) * answered.rows);
    landing = answered.landings[row * answered.columns + column] as Landing | undefined;
  }
  return landing === LANDING.free || landing === LANDING.inside ? undefined : landing;
}

/** Where the figure's own solution lands. */
export function landed(problem: Mapped, { theta: [x, y] }: Solution): Landing {
  const { penalty } = problem;
  if (problem.form === 'constraint' && penaltyValue(problem, problem.loss.minimizer) <= problem.budget) return LANDING.inside;
  if (penalty.kind !== 'linf' || x === 0 || Math.abs(x) !== Math.abs(y)) return landingOf([x, y]);
  return x > 0 ? (y > 0 ? LANDING.northeast : LANDING.southeast) : y > 0 ? LANDING.northwest : LANDING.southwest;
}
