import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { onBoundary } from '../geometry/boundary.ts';
import { angleLeft, wedge } from '../geometry/fan.ts';
import { placeLabel } from '../geometry/labels.ts';
import { coordinates, figures } from '../geometry/number.ts';
import type { Plane } from '../geometry/plane.ts';
import { fixedPenalty } from '../problem/formulas.ts';
import { statePenalty } from '../problem/penalties.ts';
import { slopeOf, valueOf } from '../problem/stated.ts';
import type { Vec2 } from '../problem/types.ts';
import { type Fan, normalCone } from '../solver/cone.ts';
import { lossGradient } from '../solver/solve.ts';
import { Handle, handleStyles } from './handle.ts';
import { RegLayer } from './layer.ts';
import { textWidth } from './measure.ts';
import type { Scene } from './scene.ts';

const ARROW = 0.2; // of the plane's shorter side
const NEAR_AXIS = 5; // pixels: there the probe stands on the axis itself, or no hand could ever put it on a corner

const tip = (plane: Plane, theta: Vec2, vector: Vec2): Vec2 => plane.toPixels([theta[0] + vector[0], theta[1] + vector[1]]);

/**
 * `<reg-gradients>`: at θ* the loss's arrow −∇L among the forces that the penalty can hold: one arrow on a smooth boundary,
 * the whole cone of subgradients at a corner (λ∂R in penalty form), with the angle that is left before θ* leaves the corner.
 * With `probe` a second point moves along the boundary, where the arrows disagree.
 */
export class RegGradients extends RegLayer {
  static override styles = [RegLayer.styles, handleStyles, css`
    .fan { fill: var(--_penalty); fill-opacity: 0.3; stroke: var(--_penalty); stroke-width: 1.2; stroke-linejoin: round; }
    .held { stroke: var(--_penalty); stroke-width: 7; stroke-opacity: 0.55; stroke-linecap: round; }
    .pull { stroke: var(--_loss); stroke-width: 2.6; stroke-linecap: round; }
    .head { fill: var(--_loss); }
    .tangent { stroke: var(--_ink); stroke-width: 1.2; stroke-dasharray: 4 4; }
    .probe { fill: var(--_paper); stroke: var(--_penalty); stroke-width: 3; }
    .words { font-size: 0.93em; }
    button { background-color: color-mix(in srgb, var(--_penalty) 18%, transparent); }
  `];

  /** Where the probe stands, in degrees from the θ₁ axis; none when not given. */
  @property({ type: Number }) probe: number | null = null;
  readonly #handle = new Handle({
    host: this,
    plane: () => this.scene?.plane,
    at: () => this.#probed() ?? undefined,
    move: (theta) => { this.probe = this.#angleAt(theta); },
  });

  #angleAt([x, y]: Vec2): number {
    const { plane } = this.scene!;
    const [ox, oy] = plane.toPixels([0, 0]), [px, py] = plane.toPixels([x, y]);
    const [u, v] = [Math.abs(py - oy) < NEAR_AXIS ? 0 : y, Math.abs(px - ox) < NEAR_AXIS ? 0 : x];
    return (Math.atan2(u, v) * 180) / Math.PI;
  }

  /** The probe's θ on the boundary of the region. */
  #probed(): Vec2 | null {
    if (!this.scene || this.probe === null || !Number.isFinite(this.probe)) return null;
    const { problem, solution } = this.scene;
    // Whole quarters are the axes themselves: cos 90° is not 0 in f64.
    const quarter = this.probe / 90, whole = Number.isInteger(quarter) ? ((quarter % 4) + 4) % 4 : -1;
    const angle = (this.probe * Math.PI) / 180;
    const direction: Vec2 = whole < 0 ? [Math.cos(angle), Math.sin(angle)] : ([[1, 0], [0, 1], [-1, 0], [0, -1]] as const)[whole]!;
    return onBoundary(valueOf(statePenalty(fixedPenalty(problem), 1)), solution.budget, direction);
  }

  override draw(scene: Scene): TemplateResult {
    const { solution: { theta, active }, plane } = scene;
    const probe = this.#probed();
    const bounds = { x: 4, y: 4, width: plane.width - 8, height: plane.height - 8 };
    const own = active ? this.#arrows(scene, theta) : null;
    const words = own ? sentence(own) : '';
    const [x, y] = own ? tip(plane, theta, own.vector) : [0, 0];
    const box = own && placeLabel([x, y], { width: textWidth(this, words) + 4, height: 18 }, bounds, [{ x: x - 8, y: y - 8, width: 16, height: 16 }]);
    return svg`${own?.drawn ?? ''}${probe ? this.#compare(scene, probe) : ''}
      ${box ? svg`<text class="halo words" x=${box.x} y=${box.y + 14}>${words}</text>` : ''}`;
  }

  /** −∇L at a boundary point, with the forces that R can hold there at the same scale. */
  #arrows({ problem, plane }: Scene, theta: Vec2) {
    const [g1, g2] = lossGradient(problem.loss, theta);
    const force: Vec2 = [-g1, -g2], size = Math.hypot(g1, g2);
    if (!(size > 0)) return null;
    const { window: { x }, width, height } = plane;
    const reach = (ARROW * Math.min(width, height) * (x[1] - x[0])) / width; // the arrow's length in θ
    const scale = reach / size, vector: Vec2 = [scale * force[0], scale * force[1]];
    const fan = normalCone(problem, theta);
    const at = plane.toPixels(theta), end = tip(plane, theta, vector);
    const drawn = svg`${held(fan, plane, theta, scale, reach, force)}<line class="pull" x1=${at[0]} y1=${at[1]} x2=${end[0]} y2=${end[1]} /><path class="head" d=${head(at, end)} />`;
    return { fan, force, vector, drawn, left: angleLeft(fan, force) };
  }

  /** At the probe: both arrows, the tangent, and the slope of L along it, which is 0 only at the solution. */
  #compare(scene: Scene, theta: Vec2): TemplateResult {
    const { problem, plane } = scene;
    const arrows = this.#arrows({ ...scene, problem: { ...problem, form: 'constraint', budget: scene.solution.budget } }, theta);
    const at = plane.toPixels(theta);
    const penalty = statePenalty(fixedPenalty(problem), 1);
    const normal: Vec2 = [slopeOf(penalty, 'x')(...theta), slopeOf(penalty, 'y')(...theta)];
    const size = Math.hypot(...normal);
    const corner = arrows?.fan.kind === 'cone' || arrows?.fan.kind === 'halfplane';
    const tangent: Vec2 = [-normal[1] / size, normal[0] / size], reach = (0.3 * (plane.window.x[1] - plane.window.x[0]));
    const ends = [-1, 1].map((side) => tip(plane, theta, [side * reach * tangent[0], side * reach * tangent[1]]));
    const slope = arrows ? -(arrows.force[0] * tangent[0] + arrows.force[1] * tangent[1]) : 0;
    return svg`
      ${corner || !(size > 0) ? '' : svg`<line class="tangent" x1=${ends[0]![0]} y1=${ends[0]![1]} x2=${ends[1]![0]} y2=${ends[1]![1]} />`}
      ${arrows?.drawn ?? ''}
      <circle class="probe" cx=${at[0]} cy=${at[1]} r="5.5" />
      <text class="halo words" x="8" y=${plane.height - 10}>${corner ? 'a corner: no tangent' : `slope of L along the tangent: ${figures(slope, 2)}`}</text>`;
  }

  override render() {
    const probe = this.#probed();
    return html`${super.render()}${probe ? this.#handle.render(`Probe on the boundary, at ${coordinates(probe)}`) : nothing}`;
  }

  override updated(): void { this.#handle.place(this.renderRoot.querySelector('button')); }
}
customElements.define('reg-gradients', RegGradients);

/** What the cone says in words. */
function sentence({ left, fan, force }: { left: number | null; fan: Fan; force: Vec2 }): string {
  if (left !== null) return `${figures(left, 2)}° inside the cone`;
  if (fan.kind === 'segment') {
    // λ∂R at a corner of L1: the loss may turn until its arrow's end leaves the segment
    const ends = [fan.from, fan.to].map((end) => Math.abs(Math.atan2(force[0] * end[1] - force[1] * end[0], force[0] * end[0] + force[1] * end[1])));
    return `${figures((Math.min(...ends) * 180) / Math.PI, 2)}° before it leaves`;
  }
  return 'the arrows agree';
}

const head = ([x0, y0]: Vec2, [x, y]: Vec2): string => {
  const length = Math.hypot(x - x0, y - y0) || 1;
  const [c, s] = [(x - x0) / length, (y - y0) / length];
  const at = (along: number, across: number) => `${x + along * c - across * s},${y + along * s + across * c}`;
  return `M${at(4, 0)}L${at(-8, 5)}L${at(-8, -5)}Z`;
};

/** The forces that R can hold: a wedge for a cone, the set λ∂R for a penalty, one broad arrow where there is one direction. */
function held(fan: Fan, plane: Plane, theta: Vec2, scale: number, reach: number, force: Vec2): TemplateResult {
  const at = plane.toPixels(theta);
  const path = (vectors: readonly Vec2[]) => `M${at.join()}L${vectors.map((vector) => tip(plane, theta, vector).join()).join('L')}Z`;
  const bar = (vector: Vec2) => { const [x, y] = tip(plane, theta, vector); return svg`<line class="held" x1=${at[0]} y1=${at[1]} x2=${x} y2=${y} />`; };
  const scaled = ([x, y]: Vec2): Vec2 => [scale * x, scale * y];
  switch (fan.kind) {
    case 'cone':
    case 'halfplane': return svg`<path class="fan" d=${path(wedge(fan).map(([x, y]): Vec2 => [1.15 * reach * x, 1.15 * reach * y]))} />`;
    case 'ray': return bar([reach * fan.along[0], reach * fan.along[1]]);
    case 'point': return bar(scaled(fan.at));
    case 'segment': return svg`<path class="fan" d=${path([scaled(fan.from), scaled(fan.to)])} />`;
    case 'polygon': return svg`<path class="fan" d=${`M${fan.corners.map((corner) => tip(plane, theta, scaled(corner)).join()).join('L')}Z`} />`;
    case 'disc': return svg`<path class="fan" d=${`M${Array.from({ length: 60 }, (_, i) => tip(plane, theta, scaled([fan.radius * Math.cos((i * Math.PI) / 30), fan.radius * Math.sin((i * Math.PI) / 30)])).join()).join('L')}Z`} />`;
    case 'line': return bar(scaled(force));
    case 'plane': return svg``;
    default: return fan satisfies never;
  }
}
