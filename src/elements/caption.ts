import { css, html, nothing, type TemplateResult } from 'lit';
import { amountText, certificateMark, certificateWords, multiplierText, sentences } from '../print/words.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { Problem, Solution } from '../problem/types.ts';
import { notation, symbolOf } from './notation.ts';

export { multiplierText };

export const captionStyles = [notation, css`
  .caption { display: flex; flex-wrap: wrap; gap: 0 1.1em; margin: 0.55em 0 0; font-variant-numeric: tabular-nums; }
  /* Formulas run from left to right on any page. */
  .form, .amount { direction: ltr; unicode-bidi: isolate; }
  .form { font-weight: 650; flex: 1 1 auto; }
  .amount { color: var(--_penalty); }
  .mark, .note, .data { color: var(--_muted); }
  .note { margin: 0.3em 0 0; }
  /* For a finger 24 px high, for the line as high as its words. */
  .mark summary, .data summary { list-style: none; cursor: pointer; border-radius: 3px; padding-block: max(2px, 12.5px - 0.725em); margin-block: min(-2px, 0.725em - 12.5px); }
  .data summary { min-width: 24px; text-decoration: underline dotted 1px; text-underline-offset: 0.2em; }
  .mark summary::-webkit-details-marker, .data summary::-webkit-details-marker { display: none; }
  .mark summary:focus-visible, .data summary:focus-visible { outline: 2px solid var(--_loss); outline-offset: 2px; }
  .mark[open], .data[open] { flex: 1 1 100%; }
  .tick { width: 0.8em; height: 0.8em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.06em; }
  /* Where a line holds not all of it, each part has its own: else numbers that grow would move the controls under the hand. */
  @container (max-width: 27rem) { .form { flex-basis: 100%; } }
`];

/** The certificate's quiet mark, which opens to its numbers for hand, key and screen reader alike. */
export function mark(solution: Solution): TemplateResult {
  const words = certificateMark(solution);
  return html`<details class="mark" part="certificate"><summary>${words === 'certified' ? html`<svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d="M2,6.5l3,3l5,-7"/></svg> ` : ''}${words}</summary><span
    class="numbers">${certificateWords(solution)}</span></details>`;
}

/** Words with their italics and symbols set. */
const set = (text: string): readonly (string | TemplateResult)[] =>
  text.split(/(_[^_]+_|\{l1\})/).map((part) => (part === '{l1}' ? symbolOf({ kind: 'l1' }) : part.startsWith('_') ? html`<i>${part.slice(1, -1)}</i>` : part));

/** What must be said of a solution beside its numbers; it stands below the controls, so that these stay where they are. */
export function notes(problem: Problem, solution: Solution, more?: string): TemplateResult | typeof nothing {
  const said = [...sentences(problem, solution), ...(more ? [more] : [])];
  return said.length > 0 ? html`<p class="note" part="notes">${said.map((sentence) => html`${set(sentence)} `)}</p>` : nothing;
}

/** Under the picture, which may lag behind the controls: the problem, λ and t as they correspond, the certificate, and what else is behind a disclosure. */
export function caption(problem: Problem, solution: Solution, lagging: boolean, data: TemplateResult | undefined): TemplateResult {
  const bars = symbolOf(problem.penalty);
  const sum = lambdaInside(problem.penalty) ? html`min <i>L</i> + ${bars}` : html`min <i>L</i> + <i>λ</i> ${bars}`;
  return html`<div class="caption" part="caption">
    <span class="form">${problem.form === 'constraint' ? html`min <i>L</i> subject to ${bars} ≤ <i>t</i>` : sum}</span>
    <span class="amount">${set(amountText(problem, solution))}</span>
    ${lagging ? html`<span class="mark">solving…</span>` : mark(solution)}${data ?? html`<details class="data" id="data" part="data"><summary>data</summary></details>`}
  </div>`;
}
