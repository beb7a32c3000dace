import { css, html, svg, type TemplateResult } from 'lit';

// Signs that are lost in many fonts are drawn.

export const symbolStyles = css`
  .drawn { height: 0.78em; width: auto; fill: none; stroke: currentColor; stroke-width: 1.15; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.04em; overflow: visible; margin-inline-end: 0.06em; }
  .nabla { fill: none; stroke-width: 1.4; stroke-linejoin: round; }
  .nabla.back { stroke: var(--_field-low); stroke-width: 5; }
`;

/** ∇ in a line of text. */
export const nabla = html`<svg class="drawn" viewBox="0 0 11 11" role="img" aria-label="the gradient of"><path d="M1,1H10L5.5,10.4Z"/></svg>`;

/** The script L of a Lagrangian in a line of text. */
export const lagrangianSign = html`<svg class="drawn" viewBox="0 0 13 12" role="img" aria-label="the Lagrangian"><path d="M11.6,2.9C12,0.8 9.6,0.3 8,2.1C6.2,4.2 6.3,8.6 3.8,10.4C2.6,11.3 0.9,11.1 1.1,9.9C1.4,8.6 3.6,8.8 5.2,9.8C7.3,11.2 9.8,11.7 12,9.2"/></svg>`;

/** ∇ in a picture, 10 pixels wide, its foot on the line of the text. */
export const nablaAt = (x: number, y: number, hue: string): TemplateResult => svg`
  <path class="nabla back" d=${`M${x},${y - 9.5}h9l-4.5,9.5z`} /><path class="nabla ${hue}" d=${`M${x},${y - 9.5}h9l-4.5,9.5z`} />`;
