import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { endSentence, type Looked } from '../../geometry/zoom.ts';
import type { Past } from './past.ts';
import type { Roam } from './roam.ts';
import type { Scene } from '../layers/scene.ts';

export const toolStyles = css`
  .tools { position: absolute; top: 6px; inset-inline: auto 6px; direction: ltr; display: grid; justify-items: end; gap: 4px; opacity: 0; transition: opacity 120ms; pointer-events: none; }
  .tools.left { inset-inline: 6px auto; justify-items: start; }
  .plane:focus-visible { outline: 2px solid var(--_loss); outline-offset: -2px; }
  .plane:hover > .tools, .tools:focus-within, .plane:focus-visible > .tools, .tools.told { opacity: 1; }
  .plane:active > .tools:not(:active) { opacity: 0; }
  .tools .row { display: flex; gap: 1px; border-radius: 6px; background: var(--_paper); box-shadow: 0 0 0 1px var(--_rule); }
  .tools button { width: 28px; height: 28px; padding: 6px; border: 0; border-radius: 6px; background: none; color: var(--_ink); cursor: pointer; touch-action: manipulation; }
  .plane:hover > .tools button, .plane:focus-visible > .tools button { pointer-events: auto; }
  .tools button:hover { background: color-mix(in srgb, var(--_ink) 10%, transparent); }
  .tools button[aria-disabled="true"] { color: var(--_muted); opacity: 0.55; cursor: default; background: none; }
  .tools button:focus-visible { outline: 2px solid var(--_loss); outline-offset: -1px; }
  .tools svg { display: block; width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
  .tools .end { padding: 1px 7px; border-radius: 4px; background: var(--_paper); color: var(--_ink); font-size: 0.93em; max-width: 16em; }
  .tools .end:empty { display: none; }
  @media (prefers-reduced-motion: reduce) { .tools { transition: none; } }
  /* A finger shows them by a tap on the picture, and hits none before that. */
  @media (hover: none) {
    .plane:focus-within > .tools { opacity: 1; }
    .plane:focus-within > .tools button { pointer-events: auto; }
    .plane:not(:focus-within) > .tools button { pointer-events: none; }
  }
  @media print { .tools { display: none; } }
`;

const ICONS = {
  closer: svg`<path d="M8,3v10M3,8h10" />`,
  farther: svg`<path d="M3,8h10" />`,
  home: svg`<path d="M2.5,5.5v-3h3M10.5,2.5h3v3M13.5,10.5v3h-3M5.5,13.5h-3v-3" /><circle cx="8" cy="8" r="1" />`,
  undo: svg`<path d="M5.5,2.5l-3,3l3,3M3,5.5h6a3.8,3.8 0 0 1 0,7.6h-3" />`,
  redo: svg`<path d="M10.5,2.5l3,3l-3,3M13,5.5h-6a3.8,3.8 0 0 0 0,7.6h3" />`,
  reset: svg`<path d="M3.2,9.2a5,5 0 1 0 1,-4.4M3.2,2.2v3.2h3.2" />`,
};

/** What the tools ask for. */
export interface Hands { undo(): unknown; redo(): unknown; reset(): unknown }

function button(name: keyof typeof ICONS, label: string, keys: string, ready: boolean, act: () => void, roam = false): TemplateResult {
  return html`<button type="button" aria-label=${label} title=${keys ? `${label} (${keys})` : label} aria-disabled=${ready ? 'false' : 'true'} ?data-roam=${roam}
    aria-description=${roam ? 'Arrow keys move the view, with Shift in large steps' : nothing} @click=${() => { if (ready) act(); }}><svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg></button>`;
}

const WIDE = 190, HIGH = 52; // pixels, of the buttons' corner

/** Whether a point that a hand may want is where the buttons would be. */
export const isCornered = (scene: Scene | undefined): boolean => !!scene && [scene.solution.theta, ...(scene.minimizer ? [scene.minimizer] : [])].some((theta) => {
  const [x, y] = scene.plane.toPixels(theta);
  return x > scene.plane.width - WIDE && y < HIGH;
});

/**
 * The buttons of the view (closer, farther, the author's again) and, once the reader has changed something, of its history. They
 * are seen on hover and focus, and reached by Tab always.
 * @param end where the view may go no further @param left whether the other corner is taken
 */
export function tools(roam: Roam, past: Past, hands: Hands, moved: boolean, end: Looked['end'], left: boolean): TemplateResult | typeof nothing {
  const touched = past.canUndo || past.canRedo || past.canReset;
  if (!roam.allowed && !touched) return nothing;
  return html`<div class="tools ${left ? 'left' : ''} ${end ? 'told' : ''}" part="tools" role="group" aria-label="View and history">
    <span class="row">
      ${roam.allowed ? html`${button('closer', 'Zoom in', '+', end !== 'in', roam.closer, true)}${button('farther', 'Zoom out', '−', end !== 'out', roam.farther, true)}
      ${touched || moved ? button('home', 'The author’s view', '0', moved, roam.home, true) : nothing}` : nothing}
      ${touched ? html`${button('undo', 'Undo', 'Ctrl+Z', past.canUndo, () => hands.undo())}${button('redo', 'Redo', 'Ctrl+Shift+Z', past.canRedo, () => hands.redo())}
      ${button('reset', 'Start again', '', past.canReset, () => hands.reset())}` : nothing}
    </span>
    <span class="end" role="status">${end ? endSentence(end) : ''}</span>
  </div>`;
}
