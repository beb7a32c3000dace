import { css, svg, type PropertyValues } from 'lit';
import { axisMarks, type Mark } from '../../geometry/axis-marks.ts';
import { define } from '../define.ts';
import { RegLayer } from './layer.ts';
import { typeScale } from './measure.ts';
import type { Scene } from './scene.ts';

export { axisMarks };

/** `<reg-axes>`: the axes through the origin, round ticks, and the weights' names. */
export class RegAxes extends RegLayer {
  static override styles = [RegLayer.styles, css`
    line { stroke: var(--_muted); stroke-width: 1; }
    .tick { font-size: 0.86em; fill: var(--_muted); text-anchor: middle; }
    .tick.y { text-anchor: end; }
    .tick.y.right { text-anchor: start; }
    .name { font-size: 1.2em; }
  `];

  // What depends on the plane alone, and on which side of it θ̂ is, stays while λ moves.
  protected override shouldUpdate(changed: PropertyValues): boolean {
    const before = changed.get('scene') as Scene | undefined;
    return changed.size > 1 || !before || !this.scene || before.plane !== this.scene.plane || before.minimizer?.[1] !== this.scene.minimizer?.[1];
  }

  override draw(scene: Scene) {
    const type = typeScale(this), { origin: [ox, oy], marks, name } = axisMarks(scene, type);
    const { plane } = scene;
    const { width, height } = plane;
    const x = Math.round(ox) + 0.5, y = Math.round(oy) + 0.5; // on the pixel grid: a crisp hairline
    const notch = (mark: Mark) => (mark.axis === 'x' ? svg`<line x1=${mark.x} x2=${mark.x} y1=${y - 3} y2=${y + 3} />` : svg`<line y1=${mark.y - 4 * type} y2=${mark.y - 4 * type} x1=${x - 3} x2=${x + 3} />`);
    return svg`
      <line x1="0" x2=${width} y1=${y} y2=${y} /><line y1="0" y2=${height} x1=${x} x2=${x} />
      ${marks.map(notch)}
      ${marks.map((mark) => svg`<text class="halo tick ${mark.axis} ${mark.x > ox ? 'right' : ''}" x=${mark.x} y=${mark.y}>${mark.text}</text>`)}
      <text class="halo name math" x=${width - 28 * type} y=${y + name}>θ₁</text>
      <text class="halo name math" x=${x + 9} y=${6 + 14 * type}>θ₂</text>`;
  }
}
define('reg-axes', RegAxes);
