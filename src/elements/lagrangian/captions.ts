import { html, nothing, type TemplateResult } from 'lit';
import { coordinates, figures } from '../../geometry/number.ts';
import type { Probe } from './probe.ts';
import { certainty, remarks } from './sentences.ts';
import type { Facts } from './study.ts';
import { formula, working } from './working.ts';
import { lagrangianSign, nabla } from './symbols.ts';

/** Under the plane: the question, and how sure the candidates are. `lambda`: the field is 𝓛 at this λ. */
export function captionOf(facts: Facts, lambda: number | null | undefined): TemplateResult {
  const { inquiry, question: { sense, constraints: [constraint] }, answer } = facts;
  const { objective, constraint: g } = working(inquiry), { sure, text } = certainty(facts);
  return html`<div class="caption" part="caption">
    <span class="form">${sense} ${formula(objective)} subject to ${formula(g)} ${constraint!.relation === '=' ? '=' : '≤'} ${figures(constraint!.level, 6)}</span>
    ${answer ? html`<details class="mark" part="certificate"><summary>${sure ? html`<svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d="M2,6.5l3,3l5,-7"/></svg> all candidates` : 'not proven complete'}</summary><span class="numbers">${text}</span></details>`
    : html`<span class="mark">looking for candidates…</span>`}
  </div>
  ${lambda === undefined ? nothing : html`<p class="note">${lambda === null ? 'At the probe there is no λ: the field is J.' : html`The field is ${lagrangianSign} at <i>λ</i> = ${figures(lambda, 4)}; its slope along <i>θ</i>₁ vanishes on the dashed line, along <i>θ</i>₂ on the dotted one. Where they cross on the curve, there is a candidate.`}</p>`}`;
}

/** Under the chart: the numbers at the probe. */
export function readingOf({ course }: Facts, probe: Probe | undefined): TemplateResult {
  if (!probe || !(course.length > 0)) return html`<p class="reading">The curve has no piece in this window along which J could be plotted.</p>`;
  const { theta, J, lambda, slope, entry } = probe;
  return html`<p class="reading" part="reading"><span>probe ${coordinates(theta)}</span> <span><i>J</i> = ${figures(J, 4)}</span>
    ${lambda === null ? html`<span>no <i>λ</i>: ${nabla}<i>g</i> = 0</span>` : html`<span>best <i>λ</i> = ${figures(lambda, 4)}</span> <span>slope of <i>J</i> along the curve ${figures(slope ?? 0, 3)}</span>`}
    ${entry ? html`<span>candidate ${entry.number}</span>` : nothing}</p>`;
}

export const remarksOf = (facts: Facts) => [...remarks(facts)].map((remark) => html`<p class="remark">${remark}</p>`);
