import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { onBoundary } from '../../geometry/boundary.ts';
import { coordinates } from '../../geometry/number.ts';
import { Complaint, quote } from '../../problem/complaint.ts';
import { NARROW, pullNames } from '../../print/pull.ts';
import { pullSentence } from '../../print/pull-words.ts';
import { fixedPenalty } from '../../problem/formulas.ts';
import { statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { Vec2 } from '../../problem/types.ts';
import { arrowStyles, forcesAt, type Forces } from './arrows.ts';
import { claim } from './claims.ts';
import { define } from '../define.ts';
import { broken, foot } from './foot.ts';
import { line, lineWidth } from './glyph.ts';
import { Handle, handleStyles } from '../handle.ts';
import { within } from './inside.ts';
import { RegLayer } from './layer.ts';
import { typeScale } from './measure.ts';
import { probeAt, probeStyles, type Probe } from './probe.ts';
import type { Scene } from './scene.ts';

const NEAR_AXIS = 5; // pixels: there the probe stands on the axis itself, or no hand could ever put it on a corner
const STEP = 1, LARGE_STEP = 10; // degrees
const LINE_PX = 18;

/** The same angle from −180° (not itself) to 180°. */
const wrap = (degrees: number) => 180 - ((((180 - degrees) % 360) + 360) % 360);
const KEYS: Readonly<Record<string, Vec2>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * `<reg-gradients>`: at θ* the loss's arrow −∇L among the forces that the penalty can hold: one arrow on a smooth boundary,
 * the whole cone of subgradients at a corner (λ∂R in penalty form), with the angle that is left before θ* leaves the corner.
 * With `probe` a second point moves along the boundary, by hand or key, where the arrows disagree; Home puts it on θ*, End opposite.
 */
export class RegGradients extends RegLayer {
  static override styles = [RegLayer.styles, handleStyles, arrowStyles, probeStyles, css`
    .pulls { fill: var(--_loss); stroke: var(--_loss); font-weight: 650; }
    .holds { fill: var(--_penalty); font-weight: 650; }
    text.pulls { stroke: var(--_paper); }
    .nabla { fill: none; stroke-width: 1.7; stroke-linejoin: round; }
    .nabla-halo { fill: none; stroke: var(--_paper); stroke-width: 5.5; stroke-linejoin: round; }
    .nabla.calm { stroke: var(--_ink); }
    button { background-color: color-mix(in srgb, var(--_penalty) 18%, transparent); }
    .spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
  `];

  /** Where the probe stands, in degrees from the θ₁ axis; none when not given. */
  @property({ type: Number }) probe: number | null = null;
  readonly #handle = new Handle({
    host: this,
    plane: () => this.scene?.plane,
    at: () => this.#grip(),
    move: (theta) => this.#turn(this.#angleAt(theta)),
    press: (key, large) => this.#press(key, large),
  });

  protected override check(): void {
    if (this.probe !== null && !Number.isFinite(this.probe)) throw new Complaint(`probe is ${quote(this.getAttribute('probe') ?? this.probe)}; allowed is an angle in degrees.`, 'probe');
  }

  #angleAt([x, y]: Vec2): number {
    const { plane } = this.scene!;
    const [ox, oy] = plane.toPixels([0, 0]), [px, py] = plane.toPixels([x, y]);
    const [u, v] = [Math.abs(py - oy) < NEAR_AXIS ? 0 : y, Math.abs(px - ox) < NEAR_AXIS ? 0 : x];
    return (Math.atan2(u, v) * 180) / Math.PI;
  }

  // Where a region goes on for ever it has no boundary: there the probe stays where it is.
  #turn(angle: number): void {
    if (this.#at(angle)) this.probe = wrap(angle);
  }

  // An arrow key moves the probe the way it points, on whichever side of the region it stands.
  #press(key: string, large: boolean): boolean {
    const step = large || key.startsWith('Page') ? LARGE_STEP : STEP;
    const angle = ((this.probe ?? 0) * Math.PI) / 180, way = KEYS[key];
    if (key === 'Home') this.#turn(this.#angleAt(this.scene!.solution.theta));
    else if (key === 'End') this.#turn(this.#angleAt(this.scene!.solution.theta) + 180);
    else if (way) this.#turn(Math.round((this.probe ?? 0) + (way[1] * Math.cos(angle) - way[0] * Math.sin(angle) < -1e-9 ? -step : step)));
    else if (key === 'PageUp' || key === 'PageDown') this.#turn(Math.round((this.probe ?? 0) + (key === 'PageUp' ? step : -step)));
    else return false;
    return true;
  }

  #at(degrees: number): Vec2 | null {
    const { problem, solution } = this.scene!;
    // Whole quarters are the axes themselves: cos 90° is not 0 in f64.
    const quarter = degrees / 90, whole = Number.isInteger(quarter) ? ((quarter % 4) + 4) % 4 : -1;
    const angle = (degrees * Math.PI) / 180;
    const direction: Vec2 = whole < 0 ? [Math.cos(angle), Math.sin(angle)] : ([[1, 0], [0, 1], [-1, 0], [0, -1]] as const)[whole]!;
    return onBoundary(valueOf(statePenalty(fixedPenalty(problem), 1)), solution.budget, direction);
  }

  /** The probe's θ on the boundary of the region. */
  #probed(): Vec2 | null {
    return !this.scene || this.probe === null || !Number.isFinite(this.probe) ? null : this.#at(this.probe);
  }

  /** Where a hand finds the probe: where the boundary leaves the picture at its edge, or no hand could bring it back. */
  #grip(): Vec2 | undefined {
    const probe = this.#probed();
    return probe ? within(this.scene!.plane, probe) : undefined;
  }

  override draw(scene: Scene): TemplateResult {
    const { problem, solution: { theta, active, budget }, plane } = scene;
    const own = active ? forcesAt(problem, theta, plane) : null;
    const probe = this.#probed(), probing = probe && probeAt(scene, probe);
    const nowhere = budget > 0 ? 'the region has no boundary this way' : 'at t = 0 there is no boundary to go along';
    const said = this.probe === null ? [] : broken(this, probing?.line ?? nowhere, plane.width - 16);
    const type = typeScale(this), high = LINE_PX * type, mine = !own || plane.width < NARROW * type ? high : 0, below = high * said.length;
    const base = plane.height - 10 - foot(scene, this, mine + below > 0 ? mine + below + 4 : 0), above = base - below;
    return svg`${own?.drawn ?? line(this, '∇L = 0 at θ*: nothing has to be held', 8, above, 400, 'calm')}
      ${probing?.drawn ?? ''}${own ? this.#names(scene, own, probing?.around ?? [], above) : ''}
      ${said.map((words, i) => svg`<text class="halo" x="8" y=${base - high * (said.length - 1 - i)}>${words}</text>`)}`;
  }

  /** The names of both, clear of each other; in a narrow picture what they say of each other stands below. */
  #names(scene: Scene, own: Forces, probing: readonly Vec2[], bottom: number): TemplateResult {
    const type = typeScale(this), { name, words, box, narrow, set, held, claims } = pullNames(scene, own, (text, weight = 400) => lineWidth(this, text, weight), probing, type);
    claim(scene, this, claims);
    return svg`${line(this, name, box.x, box.y + 14 * type, 650, 'pulls')}
      ${narrow ? line(this, `−∇L: ${words}`, 8, bottom, 400, 'calm') : line(this, words, box.x, box.y + 31 * type, 400, 'calm')}
      ${held ? svg`<text class="halo holds" x=${held.x} y=${held.y + 14 * type}>${set}</text>` : ''}`;
  }

  override render() {
    const { scene } = this;
    const at = this.#probed();
    const own = scene?.solution.active ? forcesAt(scene.problem, scene.solution.theta, scene.plane) : null;
    const probing: Probe | null = at && probeAt(scene!, at);
    return html`${super.render()}
      ${own ? html`<p class="spoken">${pullSentence(scene!.problem, own, scene!.solution.certificate.holds)}</p>` : nothing}
      ${probing ? this.#handle.render('Probe on the boundary of the region', {
        low: -180, high: 180, now: Math.round(wrap(this.probe!)), text: `at ${coordinates(at!)}: ${probing.words}`,
      }) : nothing}`;
  }

  override updated(): void { this.#handle.place(this.renderRoot.querySelector('button')); }
}
define('reg-gradients', RegGradients);
