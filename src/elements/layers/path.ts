import { css, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { trailKey, trailSteps } from '../../api/trail.ts';
import { placeLabel, type Box } from '../../geometry/labels.ts';
import type { Plane } from '../../geometry/plane.ts';
import { axisPoints } from '../../geometry/soft.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Place, Trail, Turn } from '../../solver/trail.ts';
import { axisMarks } from './axes.ts';
import { claim, claimedBy } from './claims.ts';
import { define } from '../define.ts';
import { Errand } from '../path/errand.ts';
import { broken, foot } from './foot.ts';
import { RegLayer } from './layer.ts';
import { textWidth, typeScale } from './measure.ts';
import type { Scene } from './scene.ts';
import { turnAt } from './turn-words.ts';

const SMALL = 0.86; // of the figure's own letters
const MOST_NAMES = 12; // more would cover the picture and each other
const DOT = 6; // pixels: θ* comes along, and a name had better not lie under it

/**
 * `<reg-path>`: the curve of θ* through the plane as λ falls from where every weight is zero to θ̂ at λ = 0, with the knots at
 * which a weight enters or leaves marked and named. Where a problem that is not convex jumps, the path has a gap, which a dashed
 * line bridges: no place on it is a solution. It is worked out once for a loss and a penalty, not for each λ.
 */
export class RegPath extends RegLayer {
  static override styles = [RegLayer.styles, css`
    .path { fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
    .under { fill: none; stroke: var(--_paper); stroke-width: 4.5; stroke-opacity: 0.7; stroke-linejoin: round; }
    .gap { stroke: var(--_muted); stroke-width: 1.4; stroke-dasharray: 2 5; }
    .knot { fill: var(--_paper); stroke: var(--_ink); stroke-width: 1.8; }
    .words { font-size: 0.86em; }
  `];

  /** Without the names of the knots, for small figures. */
  @property({ type: Boolean }) bare = false;
  readonly #errand = new Errand<Trail>(() => this.requestUpdate());
  #named: { readonly key: readonly unknown[]; readonly drawn: readonly TemplateResult[]; readonly boxes: readonly Box[] } | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#errand.drop();
  }

  override draw(scene: Scene): TemplateResult {
    const { problem, plane } = scene;
    let trail: Trail | undefined;
    try {
      trail = this.#errand.ask(problem.loss, trailKey(problem), () => trailSteps(problem));
    } catch (error) {
      return this.#say((error as Error).message, scene);
    }
    if (!trail) return this.#say('following the path…', scene);
    foot(scene, this, 0);
    const lines = trail.pieces.map((piece) => pathOf(through(piece, scene, trail), plane));
    const ends = trail.turns.flatMap(({ place, beyond }) => (beyond ? [place, beyond] : [place]));
    return svg`
      ${lines.map((d) => svg`<path class="under" d=${d} />`)}${lines.map((d) => svg`<path class="path" d=${d} />`)}
      ${trail.turns.map(({ place, beyond }) => (beyond ? gap(plane.toPixels(place.theta), plane.toPixels(beyond.theta)) : ''))}
      ${ends.map(({ theta }) => { const [x, y] = plane.toPixels(theta); return svg`<circle class="knot" cx=${x} cy=${y} r="3.6" />`; })}
      ${this.bare ? '' : this.#names(scene, trail)}`;
  }

  /** A sentence at the bottom of the plane, in as many lines as it needs. */
  #say(sentence: string, scene: Scene): TemplateResult {
    const { width, height } = scene.plane, lines = broken(this, sentence, width - 20, SMALL);
    const high = 17 * typeScale(this), base = height - 14 - foot(scene, this, high * lines.length + 4);
    return svg`${lines.map((line, i) => svg`<text class="halo words" x="10" y=${base - high * (lines.length - 1 - i)}>${line}</text>`)}`;
  }

  // They stand still while λ moves; what is drawn after this layer keeps clear of them.
  #names(scene: Scene, trail: Trail): readonly TemplateResult[] {
    const { problem: { form }, plane: { window, width, height }, minimizers } = scene;
    const key = [trail, form, window, width, height, minimizers];
    if (!this.#named || this.#named.key.some((part, i) => part !== key[i])) this.#named = { key, ...this.#place(scene, trail) };
    claim(scene, this, this.#named.boxes);
    return this.#named.drawn;
  }

  #place(scene: Scene, { turns, pieces, form, convex }: Trail): { readonly drawn: readonly TemplateResult[]; readonly boxes: readonly Box[] } {
    const { problem, plane, minimizers } = scene, type = typeScale(this);
    const bounds: Box = { x: 4, y: 4, width: plane.width - 8, height: plane.height - 8 };
    const disc = (theta: Vec2, r: number): Box => { const [x, y] = plane.toPixels(theta); return { x: x - r, y: y - r, width: 2 * r, height: 2 * r }; };
    const taken = [...axisMarks(scene, type).boxes, ...claimedBy(scene, this), ...minimizers.map((theta) => disc(theta, 18)), ...turns.map(({ place }) => disc(place.theta, 5))];
    const soft = [...axisPoints(plane), ...pieces.flatMap((piece) => dots(piece, plane)).flatMap(([x, y]): Vec2[] => [[x - DOT, y - DOT], [x + DOT, y - DOT], [x - DOT, y + DOT], [x + DOT, y + DOT]])];
    const own: Box[] = [];
    const drawn = turns.slice(0, MOST_NAMES).flatMap((turn: Turn) => {
      const at = plane.toPixels((turn.beyond ?? turn.place).theta);
      if (at[0] < 0 || at[1] < 0 || at[0] > plane.width || at[1] > plane.height) return [];
      const words = turnAt(turn, convex ? problem.form : form);
      const box = placeLabel(at, { width: textWidth(this, words) * SMALL + 4, height: 16 * type }, bounds, [...taken, ...own], soft);
      own.push(box);
      return [svg`<text class="halo words" x=${box.x + 2} y=${box.y + 12 * type}>${words}</text>`];
    });
    return { drawn, boxes: own };
  }
}
define('reg-path', RegPath);

/** A piece with the present θ* as one of its points, so that the dot lies on the curve itself and not beside a chord. */
function through(piece: readonly Place[], { problem, solution: { theta, minimizers, lambda, penalty } }: Scene, { convex, exact, form }: Trail): readonly Place[] {
  if (exact || (!convex && form !== problem.form)) return piece;
  const next = piece.findIndex((place, i) => i > 0 && (form === 'penalty' && lambda !== null ? piece[i - 1]!.lambda! > lambda && place.lambda! < lambda : piece[i - 1]!.budget < penalty && place.budget > penalty));
  if (next < 0) return piece;
  // Of solutions that tie the one on this branch.
  const [x, y] = piece[next]!.theta, away = ([u, v]: Vec2) => Math.hypot(u - x, v - y);
  const here: Place = { theta: minimizers.reduce((best, other) => (away(other) < away(best) ? other : best), theta), lambda, budget: penalty };
  return [...piece.slice(0, next), here, ...piece.slice(next)];
}

/** Points on the drawn piece, a few pixels apart. */
function dots(piece: readonly Place[], plane: Plane): Vec2[] {
  return piece.slice(1).flatMap(({ theta }, i) => {
    const [x, y] = plane.toPixels(piece[i]!.theta), [u, v] = plane.toPixels(theta), count = Math.ceil(Math.hypot(u - x, v - y) / 6);
    return Array.from({ length: Math.min(count, 200) }, (_, k): Vec2 => [x + (k / count) * (u - x), y + (k / count) * (v - y)]);
  });
}

const pathOf = (places: readonly Place[], plane: Plane) => `M${places.map(({ theta }) => plane.toPixels(theta).join()).join('L')}`;
const gap = ([x1, y1]: Vec2, [x2, y2]: Vec2) => svg`<line class="gap" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
