import { css, svg, type TemplateResult } from 'lit';
import { contours } from '../../geometry/contour.ts';
import { placeLabel, type Box } from '../../geometry/labels.ts';
import { levelPath } from '../../geometry/level.ts';
import type { Plane } from '../../geometry/plane.ts';
import type { Vec2 } from '../../problem/types.ts';
import { arrow, chain } from './arrow.ts';
import { markAt, type Entry } from './marks.ts';
import type { Probe } from './probe.ts';
import type { Facts } from './study.ts';
import { nablaAt } from './symbols.ts';

export const planeStyles = css`
  .region { fill: var(--_penalty); fill-rule: evenodd; fill-opacity: 0.13; stroke: none; }
  .curve { fill: none; stroke: var(--_penalty); stroke-width: 2.4; stroke-linejoin: round; stroke-linecap: round; }
  .boxes { fill: var(--_penalty); stroke: var(--_penalty); stroke-width: 1.5; }
  .spot { fill: var(--_penalty); }
  .level { fill: none; stroke: var(--_loss); stroke-width: 2; stroke-linejoin: round; }
  .zero { fill: none; stroke: var(--_ink); stroke-width: 1.5; stroke-dasharray: 7 4; }
  .zero.second { stroke-dasharray: 1.5 4; stroke-width: 2; stroke-linecap: round; }
  .candidates { fill: none; stroke: var(--_ink); stroke-width: 5; stroke-linecap: round; stroke-opacity: 0.7; }
  .force { stroke: var(--_loss); stroke-width: 2.6; stroke-linecap: round; }
  .force-head { fill: var(--_loss); }
  .held { stroke: var(--_penalty); stroke-width: 7; stroke-opacity: 0.55; stroke-linecap: round; }
  .held-head { fill: var(--_penalty); }
  .tangent { stroke: var(--_ink); stroke-width: 1.2; stroke-dasharray: 4 4; }
  .probe-dot { fill: var(--_paper); stroke: var(--_penalty); stroke-width: 3; }
  text.blue { fill: var(--_loss); }
  text.amber { fill: var(--_penalty); }
  .nabla.blue { stroke: var(--_loss); }
  .nabla.amber { stroke: var(--_penalty); }
  .nabla.ink { stroke: var(--_ink); }
`;

const ARROW = 0.2, TANGENT = 0.26; // of the plane's shorter side
const GRID = 48; // cells a side, for the two lines where a slope of the Lagrangian vanishes

const grounds = new WeakMap<Facts['curve'], { readonly plane: Plane; readonly drawn: TemplateResult }>(); // while the probe moves, the curve stays

/** The curve and its feasible side: what lies under the axes. */
export function groundPicture({ curve, region }: Facts, plane: Plane): TemplateResult {
  const kept = grounds.get(curve);
  if (kept?.plane === plane) return kept.drawn;
  const pixels = (points: readonly Vec2[]) => points.map((point) => plane.toPixels(point));
  const boxes = curve.left.map(([x, y]) => chain(pixels([[x!.low, y!.low], [x!.high, y!.low], [x!.high, y!.high], [x!.low, y!.high]]), true)).join('');
  const drawn = svg`
    <path class="region" d=${region.map((points) => chain(pixels(points), true)).join('')} />
    <path class="curve" d=${curve.branches.map(({ points, closed }) => chain(pixels(points), closed)).join('')} />
    <path class="boxes" d=${boxes} />
    ${curve.spots.filter(({ arcs }) => arcs === 0).map(({ at }) => { const [x, y] = plane.toPixels(at); return svg`<circle class="spot" cx=${x} cy=${y} r="3" />`; })}`;
  grounds.set(curve, { plane, drawn });
  return drawn;
}

/** Where ∂𝓛/∂θ₁ and ∂𝓛/∂θ₂ vanish for one λ: they cross where 𝓛 is stationary in θ. */
function zeros({ J, g, question: { window } }: Facts, lambda: number, plane: Plane): TemplateResult[] {
  return [0, 1].map((i) => {
    const slope = (x: number, y: number) => J.gradientAt[i]!([x, y]) - lambda * g.gradientAt[i]!([x, y]);
    const lines = contours(slope, 0, window, GRID, GRID).map(({ points, closed }) => chain(points.map((point) => plane.toPixels(point)), closed));
    return svg`<path class="zero ${i === 0 ? 'first' : 'second'}" d=${lines.join('')} />`;
  });
}

const disc = ([x, y]: Vec2, r: number): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

/** The arrows at the probe, the tangent, and the names of the arrows, clear of `obstacles`. */
function arrows({ theta, force, normal, lambda, entry }: Probe, plane: Plane, bounds: Box, obstacles: readonly Box[]): { drawn: TemplateResult; boxes: readonly Box[] } {
  const at = plane.toPixels(theta), reach = Math.min(plane.width, plane.height);
  const tip = ([x, y]: Vec2): Vec2 => { const [px, py] = plane.toPixels([theta[0] + x, theta[1] + y]); return [px - at[0], py - at[1]]; };
  const [fx, fy] = tip(force), size = Math.hypot(fx, fy), scale = size > 0 ? (ARROW * reach) / size : 0;
  const ends = { force: [at[0] + scale * fx, at[1] + scale * fy] as Vec2, held: at };
  if (lambda !== null) {
    const [nx, ny] = tip([lambda * normal[0], lambda * normal[1]]);
    ends.held = [at[0] + scale * nx, at[1] + scale * ny];
  }
  const [tx, ty] = tip([-normal[1], normal[0]]), far = Math.hypot(tx, ty);
  const along = (side: number): Vec2 => [at[0] + (side * TANGENT * reach * tx) / far, at[1] + (side * TANGENT * reach * ty) / far];
  const long = Math.hypot(ends.held[0] - at[0], ends.held[1] - at[1]) > 14;
  const agree = Math.hypot(ends.held[0] - ends.force[0], ends.held[1] - ends.force[1]) < 3;
  const boxes: Box[] = [];
  // Texts between which a nabla is drawn, each with its width.
  const label = (anchor: Vec2, parts: readonly (readonly [text: string, width: number])[], hue: string) => {
    const width = parts.reduce((sum, [, own]) => sum + own, 0);
    const box = placeLabel(anchor, { width, height: 18 }, bounds, [...obstacles, ...boxes, disc(at, 9)], [0.3, 0.6, 0.9].flatMap((s) => [ends.force, ends.held].map(([x, y]): Vec2 => [at[0] + s * (x - at[0]), at[1] + s * (y - at[1])])));
    boxes.push(box);
    let x = box.x;
    return parts.map(([text, own]) => {
      const left = x;
      x += own;
      return text === '∇' ? nablaAt(left + 1, box.y + 13.5, hue) : svg`<text class="halo math ${hue}" x=${left} y=${box.y + 14}>${text}</text>`;
    });
  };
  const nabla = ['∇', 12] as const, J = ['J', 9] as const, held = [['λ', 9], nabla, ['g', 10]] as const;
  const none = size === 0 || !Number.isFinite(size);
  const names = none ? [] : agree && lambda !== null ? [label(ends.force, [nabla, J, ['=', 13], ...held], 'ink')] : [label(ends.force, [nabla, J], 'blue'), ...(long ? [label(ends.held, held, 'amber')] : [])];
  const drawn = svg`
    ${far > 0 && entry?.sign !== 'singular' ? svg`<line class="tangent" x1=${along(-1)[0]} y1=${along(-1)[1]} x2=${along(1)[0]} y2=${along(1)[1]} />` : ''}
    ${long && !none ? arrow(at, ends.held, 'held', 'held-head') : ''}${none ? '' : arrow(at, ends.force, 'force', 'force-head')}${names}`;
  return { drawn, boxes };
}

/**
 * What the plane shows above field, curve and axes; `lagrangian`: with the field of 𝓛 at the probe's λ, and where its
 * slopes vanish; `taken`: boxes that labels stay out of.
 */
export function planePicture(facts: Facts, entries: readonly Entry[], probe: Probe | undefined, lagrangian: boolean, plane: Plane, taken: readonly Box[]): TemplateResult {
  const bounds: Box = { x: 3, y: 3, width: plane.width - 6, height: plane.height - 6 };
  const places = entries.map(({ theta }) => plane.toPixels(theta)), marks = places.map((at, i) => disc(at, entries[i]!.wins ? 13 : 9));
  const level = probe && !lagrangian ? levelPath({ kind: 'formula', formula: '' }, (x, y) => facts.J.at([x, y]), probe.J, probe.theta, plane) : '';
  const pair = probe && !lagrangian ? arrows(probe, plane, bounds, [...marks, ...taken]) : undefined;
  const labels: Box[] = [...(pair?.boxes ?? [])];
  const numbers = entries.map(({ number }, i) => {
    const box = placeLabel(places[i]!, { width: 9 * String(number).length, height: 16 }, bounds, [...marks, ...labels, ...taken, ...(probe ? [disc(plane.toPixels(probe.theta), 8)] : [])]);
    labels.push(box);
    return svg`<text class="halo number" x=${box.x} y=${box.y + 13}>${number}</text>`;
  });
  const dots = (facts.answer?.curves ?? []).map(({ points }) => points.map((point) => { const [x, y] = plane.toPixels(point); return `M${x.toFixed(1)},${y.toFixed(1)}h0`; }).join('')).join('');
  const at = probe && plane.toPixels(probe.theta);
  return svg`${level ? svg`<path class="level" d=${level} />` : ''}
    ${lagrangian && probe && probe.lambda !== null ? zeros(facts, probe.lambda, plane) : ''}
    ${dots ? svg`<path class="candidates" d=${dots} />` : ''}
    ${entries.map((entry, i) => markAt(entry, places[i]!))}
    ${pair?.drawn ?? ''}
    ${at ? svg`<circle class="probe-dot" cx=${at[0]} cy=${at[1]} r="5.5" />` : ''}
    ${numbers}`;
}
