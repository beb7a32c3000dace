import { css, html, svg, type TemplateResult } from 'lit';
import { coordinates, figures } from '../../geometry/number.ts';
import { shape, type Entry } from './marks.ts';
import type { Facts } from './study.ts';

export const candidateStyles = css`
  .scroll { overflow-x: auto; margin-top: 0.7em; max-width: 46rem; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { text-align: start; padding: 0.2em 0.9em 0.2em 0; border-bottom: 1px solid var(--_rule); white-space: nowrap; }
  th { font-weight: 400; color: var(--_muted); }
  tr.wins td { font-weight: 650; }
  .pick { display: inline-flex; align-items: center; gap: 0.45em; min-width: 44px; min-height: 28px; padding: 0; border: 0; background: none; font: inherit; font-weight: 650; color: inherit; }
  button.pick { cursor: pointer; border-radius: 3px; }
  button.pick:hover { background: color-mix(in srgb, var(--_penalty) 14%, transparent); }
  button.pick:focus-visible { outline: 2px solid var(--_penalty); outline-offset: 1px; }
  .pick svg { width: 20px; height: 20px; }
`;

const glyph = (entry: Entry) => html`<svg viewBox="-10 -10 20 20" aria-hidden="true">${svg`${shape(entry)}`}</svg>`;
const SINGULAR = { 'gradient zero': 'singular, no slope of g', kink: 'kink', 'gradients parallel': 'singular' } as const;

function kindOf({ candidate, singular }: Entry): string {
  if (candidate) return candidate.kind === 'isolated' ? 'isolated point' : candidate.kind;
  return singular ? `${SINGULAR[singular.cause]}${singular.exact ? '' : ' (possible)'}` : 'not resolved';
}

/** What the constraint says of a candidate. */
function role({ candidate, active, wins, singular }: Entry, inequality: boolean): string {
  const parts = inequality ? [active ? 'active' : 'inactive'] : [];
  if (candidate && !candidate.satisfies) parts.push('λ of the wrong sign');
  if (singular) parts.push('no multiplier');
  if (wins) parts.push('winner');
  return parts.join(', ');
}

/** All candidates as a table; the number of one that lies on the curve takes the probe there. */
export function candidateTable({ question: { constraints: [constraint] } }: Facts, entries: readonly Entry[], reachable: ReadonlySet<Entry>, pick: (entry: Entry) => void): TemplateResult {
  const inequality = constraint!.relation === '<=';
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Candidates"><table part="candidates">
    <thead><tr><th scope="col">No.</th><th scope="col"><i>θ</i></th><th scope="col"><i>λ</i></th><th scope="col"><i>J</i></th><th scope="col">kind</th><th scope="col">${inequality ? 'constraint' : 'verdict'}</th></tr></thead>
    <tbody>${entries.map((entry) => html`<tr class=${entry.wins ? 'wins' : ''}>
      <td>${reachable.has(entry) ? html`<button class="pick" aria-label=${`Take the probe to candidate ${entry.number}`} @click=${() => pick(entry)}>${glyph(entry)}${entry.number}</button>` : html`<span class="pick">${glyph(entry)}${entry.number}</span>`}</td>
      <td>${coordinates(entry.theta)}</td><td>${entry.candidate ? figures(entry.candidate.multipliers[0] ?? 0, 4) : '–'}</td><td>${entry.value === null ? '–' : figures(entry.value, 4)}</td>
      <td>${kindOf(entry)}</td><td>${role(entry, inequality)}</td></tr>`)}</tbody>
  </table></div>`;
}
