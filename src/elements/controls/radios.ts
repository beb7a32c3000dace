import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** One choice of several, as radio buttons under a legend that only a screen reader is told. */
export const radios = (legend: string, name: string, options: readonly (readonly [value: string, text: string])[], chosen: string | undefined, choose: (event: Event) => void): TemplateResult =>
  html`<fieldset part="switch"><legend>${legend}</legend>
    ${options.map(([value, text]) => html`<label><input type="radio" name=${name} .value=${value} .checked=${live(value === chosen)} @change=${choose}><span>${text}</span></label>`)}
  </fieldset>`;
