import { svg, type TemplateResult } from 'lit';
import type { Plane } from '../../geometry/plane.ts';
import type { Polygon } from '../../geometry/shares/polygon.ts';
import { regionPath } from '../../geometry/region.ts';
import { ellipseOf } from '../../geometry/shares/envelope.ts';
import { isRuled, ruleOf } from '../../geometry/shares/rule.ts';
import { fixedPenalty } from '../../problem/formulas.ts';
import { LANDING, type Landing } from '../../problem/landing.ts';
import type { Solution, Vec2 } from '../../problem/types.ts';
import { atlasAxes } from './axes.ts';
import type { Place } from './places.ts';
import type { Sheet } from './sheet.ts';

const open = (points: readonly Vec2[], plane: Plane) => `M${points.map((point) => plane.toPixels(point).map((part) => part.toFixed(2)).join()).join('L')}`;
const closed = (polygon: Polygon, plane: Plane) => `${open(polygon, plane)}Z`;

// All that a Euclidean norm presses to 0: an ellipse.
function ellipse({ problem, basins }: Sheet, plane: Plane): string {
  if (!basins || !isRuled(problem.penalty)) return '';
  const { kind, form, A, det, amount, weights } = ruleOf(problem, 1);
  return kind === 'round' && form === 'penalty' && amount > 0 ? closed(ellipseOf(A, det, amount * weights[0]).inner, plane) : '';
}

function body({ problem }: Sheet, plane: Plane): TemplateResult | '' {
  if (problem.form !== 'constraint' || problem.budget === 0) return '';
  const { fill, stroke } = regionPath(fixedPenalty(problem), problem.budget, plane);
  return svg`<path class="region" d=${fill} /><path class="outline" d=${stroke} />`;
}

/** What lies over the map: axes, outlines in closed form, the region with its corners, θ̂ and where it lands. */
export function atlasPicture(sheet: Sheet, plane: Plane, places: readonly Place[], chosen: Landing | undefined, { theta }: Solution, hand: Vec2 | undefined, away: boolean, type: number): TemplateResult {
  const own = sheet.mode === 'minimizer';
  const [x, y] = hand ? plane.toPixels(hand) : [0, 0], [px, py] = plane.toPixels(theta);
  const round = ellipse(sheet, plane);
  const outlines = places.filter(({ outline, landing }) => outline && landing !== LANDING.inside);
  const edges = [...outlines].sort((a, b) => Number(a.landing === chosen) - Number(b.landing === chosen)); // the chosen one on top
  return svg`
    ${atlasAxes(plane, own ? ['θ₁', 'θ₂'] : ['ρ', 'λ'], type)}
    ${own ? body(sheet, plane) : ''}
    ${(sheet.curves ?? []).map((curve) => svg`<path class="edge" d=${open(curve, plane)} />`)}
    ${round ? svg`<path class="edge ${chosen === LANDING.origin ? 'chosen' : ''}" d=${round} />` : ''}
    ${edges.map(({ outline, landing }) => svg`<path class="edge ${landing === chosen ? 'chosen' : ''}" d=${closed(outline!, plane)} />`)}
    ${own ? outlines.filter(({ corner }) => corner).map(({ corner, landing }) => {
      const [cx, cy] = plane.toPixels(corner!);
      return svg`<circle class="corner" cx=${cx} cy=${cy} r=${landing === chosen ? 6 : 4} />`;
    }) : ''}
    ${own && hand ? svg`<line class="way" x1=${x} y1=${y} x2=${px} y2=${py} />` : ''}
    ${hand ? svg`<circle class="hat ${away ? 'away' : ''}" cx=${x} cy=${y} r="5.5" />` : ''}
    ${own ? svg`<circle class="star" cx=${px} cy=${py} r="6.5" />` : ''}`;
}
