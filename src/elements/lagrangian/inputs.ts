import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Posed } from './question.ts';
import { typed } from '../../geometry/numerals.ts';
import { languageOf } from '../language.ts';
import { lagrangianSign } from './symbols.ts';

export const inputStyles = css`
  .inputs { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4em 0.8em; margin-top: 0.8em; max-width: 46rem; }
  .inputs label.text { display: inline-flex; align-items: baseline; gap: 0.4em; flex: 1 1 9em; min-width: 0; }
  .inputs label.short { flex: 0 1 5em; }
  .inputs input[type='text'] { flex: 1; min-width: 3em; width: 100%; min-height: 30px; box-sizing: border-box; padding: 0.1em 0.3em; font: inherit; color: inherit; background: none; border: 0; border-bottom: 1.5px solid var(--_rule); border-radius: 0; }
  .inputs input[type='text']:hover { border-bottom-color: var(--_muted); }
  .inputs input[type='text']:focus-visible { outline: 2px solid var(--_penalty); outline-offset: 1px; border-radius: 3px; }
  .inputs input[aria-invalid='true'] { border-bottom-color: var(--_penalty); border-bottom-style: dashed; }
  .line { display: flex; flex: 1 1 100%; flex-wrap: wrap; align-items: center; gap: 0.3em 0.6em; }
`;

/** What the reader's hand may set. */
export type Field = 'objective' | 'constraint' | 'level' | 'relation' | 'sense' | 'field';

const SENSES = [['maximise', 'maximise'], ['minimise', 'minimise']] as const;
const RELATIONS = [['=', '='], ['<=', '≤']] as const;
const FIELDS = [['J', html`<i>J</i>`], ['lagrangian', html`${lagrangianSign} at the probe’s <i>λ</i>`]] as const;

/** Fields for a question of the reader's own: both formulas, the level, and switches. `wrong`: the field that is complained about. */
export function inputs(posed: Posed, field: string, group: string, wrong: string, set: (name: Field, value: string) => void): TemplateResult {
  const take = (name: Field) => ({ currentTarget }: Event) => {
    const { value } = currentTarget as HTMLInputElement;
    set(name, name === 'level' ? typed(value, languageOf(currentTarget as Element)) : value);
  };
  const text = (name: Field, shown: unknown, label: string, short = false) => html`<label class="text ${short ? 'short' : ''}"><span><i>${shown}</i></span>
    <input type="text" .value=${live(String(posed[name as keyof Posed] ?? ''))} aria-label=${label} aria-invalid=${wrong === name} spellcheck="false" autocapitalize="off" autocomplete="off" @change=${take(name)}></label>`;
  const choice = (name: Field, legend: string, chosen: string, options: readonly (readonly [string, unknown])[]) => html`<fieldset part="switch"><legend>${legend}</legend>
    ${options.map(([value, shown]) => html`<label><input type="radio" name="${group}-${name}" .value=${value} .checked=${live(value === chosen)} @change=${take(name)}><span>${shown}</span></label>`)}</fieldset>`;
  const relation = posed.relation.trim() === '≤' ? '<=' : posed.relation.trim();
  return html`<div class="inputs" part="inputs" role="group" aria-label="The question">
    <div class="line">${choice('sense', 'Sense', posed.sense, SENSES)}${text('objective', html`J =`, 'J, the objective, a formula of x and y, which are θ₁ and θ₂')}</div>
    <div class="line">${text('constraint', html`g =`, 'g, the constraint, a formula of x and y')}${choice('relation', 'Relation of g and k', relation, RELATIONS)}${text('level', '', 'k, the level of the constraint', true)}</div>
    <div class="line"><span aria-hidden="true">the plane shows</span>${choice('field', 'What the plane shows', field, FIELDS)}</div>
  </div>`;
}
