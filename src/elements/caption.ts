import { css, html, nothing, type TemplateResult } from 'lit';
import { figures } from '../geometry/number.ts';
import { lambdaInside } from '../problem/penalties.ts';
import type { ConcavePenalty, Penalty, Problem, Solution } from '../problem/types.ts';
import { notation, symbolOf } from './notation.ts';

export const captionStyles = [notation, css`
  .caption { display: flex; flex-wrap: wrap; gap: 0 1.1em; margin: 0.55em 0 0; font-variant-numeric: tabular-nums; }
  .form { font-weight: 650; flex: 1 1 auto; }
  .amount { color: var(--_penalty); }
  .mark, .note { color: var(--_muted); }
  .note { margin: 0.3em 0 0; }
  .mark summary { list-style: none; cursor: pointer; border-radius: 3px; }
  .mark summary::-webkit-details-marker { display: none; }
  .mark summary:focus-visible { outline: 2px solid var(--_loss); outline-offset: 2px; }
  .mark[open] { flex: 1 1 100%; }
  .tick { width: 0.8em; height: 0.8em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.06em; }
  /* Where a line holds not all of it, each part has its own: else numbers that grow would move the controls under the hand. */
  @container (max-width: 27rem) { .form { flex-basis: 100%; } }
`];

const SCOPES = { convex: 'convex', proven: 'proven to be global', 'best-found': 'the best of many found' } as const;

function certificateWords({ certificate: { stationarity, gap, error, scope } }: Solution): string {
  const parts = [`KKT residual ${figures(stationarity, 2)}`, SCOPES[scope]];
  if (gap !== null) parts.push(`optimality gap ${figures(gap, 2)}`);
  if (error !== null) parts.push(`θ* is at most ${figures(error, 2)} from the optimum`);
  return parts.join('; ');
}

/** The certificate's quiet mark, which opens to its numbers for hand, key and screen reader alike. */
export const mark = (solution: Solution) => html`<details class="mark" part="certificate"><summary>${solution.certificate.holds
  && solution.certificate.scope !== 'best-found' ? html`<svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d="M2,6.5l3,3l5,-7"/></svg> certified`
  : solution.certificate.holds ? 'best found' : 'not certified'}</summary><span class="numbers">${certificateWords(solution)}</span></details>`;

/** Whether R is smooth at 0, so that no finite λ presses the weights all the way to it. */
const isSmoothAtZero = (penalty: Penalty) => penalty.kind === 'l2' || (penalty.kind === 'lp' && penalty.p > 1) || (penalty.kind === 'elastic-net' && penalty.ratio === 0);

/** The multiplier of a constrained solution in words: a λ only where the penalty form has this very solution. */
export function multiplierText({ penalty }: Problem, { lambda, budget, certificate: { scope } }: Solution): string {
  if (lambda === null) return budget === 0 && isSmoothAtZero(penalty) ? 'no finite λ' : 'no multiplier';
  return `${lambdaInside(penalty) ? 'ν' : scope === 'convex' ? 'λ' : 'multiplier'} = ${figures(lambda, 4)}`;
}

/** Sentences that the numbers alone do not say. */
function* sentences({ form, penalty }: Problem, { lambda, active, unique, budget, certificate: { scope }, minimizers }: Solution): Generator<TemplateResult> {
  if (form === 'constraint' && penalty.kind === 'l2-norm' && budget > 0) {
    yield html`The disc through the corners of the diamond ${symbolOf({ kind: 'l1' })} ≤ <i>t</i>.`;
  }
  if (form === 'constraint' && lambdaInside(penalty)) yield html`The shape of the penalty is fixed at <i>λ</i> = ${figures((penalty as ConcavePenalty).lambda ?? 1)}; <i>ν</i> is the multiplier, and no <i>λ</i> of the penalty form answers it.`;
  if (form === 'constraint' && !active) yield html`The region holds a minimum of <i>L</i>: the constraint is inactive.`;
  if (lambda === null && budget === 0 && isSmoothAtZero(penalty)) yield html`At <i>t</i> = 0 the region is one point, and no finite <i>λ</i> presses the weights all the way to it.`;
  if (!unique && scope === 'convex') yield html`No unique solution: every point of the thick line is as good.`;
  else if (!unique && minimizers.length > 1) yield html`No unique solution: ${minimizers.length} points are equally good.`;
  else if (!unique) yield html`That no other point is as good is not proven.`;
  if (scope === 'best-found') yield html`The best of many stationary points; that none is better is not proven.`;
}

/** What must be said of a solution beside its numbers; it stands below the controls, so that these stay where they are. */
export function notes(problem: Problem, solution: Solution): TemplateResult | typeof nothing {
  const said = [...sentences(problem, solution)];
  return said.length > 0 ? html`<p class="note" part="notes">${said.map((sentence) => html`${sentence} `)}</p>` : nothing;
}

/** Under the picture, which may lag behind the controls: the problem, λ and t as they correspond, the certificate. */
export function caption(problem: Problem, solution: Solution, lagging: boolean): TemplateResult {
  const bars = symbolOf(problem.penalty);
  const sum = lambdaInside(problem.penalty) ? html`min <i>L</i> + ${bars}` : html`min <i>L</i> + <i>λ</i> ${bars}`;
  const first = problem.form === 'penalty' ? `λ = ${figures(problem.lambda, 4)}` : multiplierText(problem, solution);
  return html`<div class="caption" part="caption">
    <span class="form">${problem.form === 'constraint' ? html`min <i>L</i> subject to ${bars} ≤ <i>t</i>` : sum}</span>
    <span class="amount">${first.startsWith('λ') ? html`<i>λ</i>${first.slice(1)}` : first}, <i>t</i> = ${figures(solution.budget, 4)}</span>
    ${lagging ? html`<span class="mark">solving…</span>` : mark(solution)}
  </div>`;
}
