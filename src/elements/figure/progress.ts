import { css, html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../problem/types.ts';
import type { Level, Tables } from './tables.ts';

export const progressStyles = css`
  /* On the picture's lower edge, so that nothing moves when it comes and goes. */
  .progress { position: absolute; inset: auto 0 0; width: 100%; height: 3px; appearance: none; border: 0; background: transparent; color: var(--_loss); pointer-events: none; }
  .progress::-webkit-progress-bar { background: transparent; }
  .progress::-webkit-progress-value { background: currentColor; }
  .progress::-moz-progress-bar { background: currentColor; }
  .progress:indeterminate { background: currentColor; opacity: 0.45; }
  @media (forced-colors: active) { .progress { color: Highlight; } }
`;

/** What takes more than a moment, and how far it is where that is known. */
export function progress(solving: boolean, tables: Tables | undefined): TemplateResult | typeof nothing {
  const done = tables?.progress;
  if (!solving && done === undefined) return nothing;
  const value = solving ? undefined : Math.floor(100 * done!);
  return html`<progress class="progress" part="progress" max="100" value=${value ?? nothing} aria-label=${solving ? 'Solving' : 'Tabulating the loss'}></progress>`;
}

/** What the picture is drawn from, where it is coarser than it would be for fewer samples. */
export function levelNote(level: Level | undefined, { loss }: Problem): string | undefined {
  if (!level?.coarse || !('y' in loss)) return undefined;
  return `The loss is drawn from a table of ${level.side} × ${level.side} nodes, since a finer one of ${loss.y.length.toLocaleString('en')} samples would take too long.`;
}
