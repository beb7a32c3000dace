import { svg, type TemplateResult } from 'lit';
import { textWidth, typeScale } from './measure.ts';

const NABLA = '∇', WIDE = 10, HIGH = 10; // pixels, at the figure's own size of type

const advance = (layer: Element, part: string, weight: number) => (part === NABLA ? (WIDE + 1) * typeScale(layer) : textWidth(layer, part, weight));
const partsOf = (text: string) => text.split(/(∇)/).filter(Boolean);

/** Width in pixels of a line whose ∇ are drawn. */
export const lineWidth = (layer: Element, text: string, weight: number): number => partsOf(text).reduce((sum, part) => sum + advance(layer, part, weight), 0);

/** A line of text at (x, y) with every ∇ drawn, which many fonts lose; `name` is the class that colours it. */
export function line(layer: Element, text: string, x: number, y: number, weight: number, name: string): TemplateResult {
  let at = x;
  return svg`${partsOf(text).map((part) => {
    const left = at;
    at += advance(layer, part, weight);
    if (part !== NABLA) return svg`<text class="halo ${name}" x=${left} y=${y} xml:space="preserve">${part}</text>`;
    const type = typeScale(layer), outline = `M${left + 1},${y - HIGH * type}h${(WIDE - 2) * type}l${(-(WIDE - 2) / 2) * type},${(HIGH - 0.5) * type}Z`;
    return svg`<path class="nabla-halo" d=${outline} /><path class="nabla ${name}" d=${outline} />`;
  })}`;
}
