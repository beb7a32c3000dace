import { css, html, nothing, type TemplateResult } from 'lit';
import { figures } from '../geometry/number.ts';
import type { Problem, Solution } from '../problem/types.ts';
import { NOTATION, notation } from './notation.ts';

export const captionStyles = [notation, css`
  .caption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.2em; margin: 0.55em 0 0; font-variant-numeric: tabular-nums; }
  .form { font-weight: 650; }
  .amount { color: var(--_penalty); }
  .mark, .note { color: var(--_muted); }
  .note { flex: 1 1 100%; margin: 0; }
  .tick { width: 0.8em; height: 0.8em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.06em; }
`];

function certificateWords({ certificate: { stationarity, gap, error } }: Solution): string {
  const distance = error === null ? '' : `; θ* is at most ${figures(error, 2)} from the optimum`;
  return `KKT residual ${figures(stationarity, 2)}, duality gap ${figures(gap, 2)}${distance}`;
}

/** The certificate's quiet mark; its numbers are its title and, for those who cannot hover, its accessible name. */
const mark = (solution: Solution) => html`<span class="mark" part="certificate" title=${certificateWords(solution)}>${solution.certificate.holds
  ? html`<svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d="M2,6.5l3,3l5,-7"/></svg> certified` : 'not certified'}</span>`;

/** Sentences that the numbers alone do not say. */
function* notes({ form, penalty }: Problem, { lambda, active, unique, budget }: Solution): Generator<TemplateResult> {
  if (form === 'constraint' && penalty.kind === 'l2-norm' && budget > 0) {
    yield html`The disc through the corners of the diamond ${NOTATION.l1.norm} ≤ <i>t</i>.`;
  }
  if (form === 'constraint' && !active) yield html`The region holds a minimum of <i>L</i>: the constraint is inactive.`;
  if (lambda === null) yield html`At <i>t</i> = 0 the region is one point, and no finite <i>λ</i> presses the weights all the way to it.`;
  if (!unique) yield html`No unique solution: every point of the thick line is as good.`;
}

/** Under the picture: the problem, λ and t as they correspond, the certificate, and what else must be said. */
export function caption(problem: Problem, solution: Solution): TemplateResult {
  const { norm, words } = NOTATION[problem.penalty.kind];
  const bars = html`<span role="img" aria-label=${words}>${norm}</span>`;
  const said = [...notes(problem, solution)];
  return html`<div class="caption" part="caption">
    <span class="form">${problem.form === 'constraint' ? html`min <i>L</i> subject to ${bars} ≤ <i>t</i>` : html`min <i>L</i> + <i>λ</i> ${bars}`}</span>
    <span><span class="amount">${solution.lambda === null ? html`no finite <i>λ</i>` : html`<i>λ</i> = ${figures(solution.lambda, 4)}`}, <i>t</i> = ${figures(solution.budget, 4)}</span>&ensp;${mark(solution)}</span>
    ${said.length > 0 ? html`<p class="note">${said.map((sentence) => html`${sentence} `)}</p>` : nothing}
  </div>`;
}
