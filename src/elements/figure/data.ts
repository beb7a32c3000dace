import { css, html, nothing, type TemplateResult } from 'lit';
import type { Findings } from '../../paint/scene.ts';
import { description } from '../../print/description.ts';
import { csvOf, factsOf, textOf } from '../../print/facts.ts';

export const dataStyles = css`
  .data button:focus-visible { outline: 2px solid var(--_loss); outline-offset: 2px; }
  .data p { margin: 0.4em 0; max-width: 44em; color: var(--_ink); }
  .data table { border-collapse: collapse; width: 100%; max-width: 44em; color: var(--_ink); font-variant-numeric: tabular-nums; }
  .data caption { text-align: start; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .data th, .data td { text-align: start; vertical-align: top; padding: 0.2em 1em 0.2em 0; border-top: 1px solid var(--_rule); font-weight: 400; overflow-wrap: anywhere; }
  .data th { color: var(--_muted); width: 45%; }
  .data td { unicode-bidi: isolate; }
  .data button { font: inherit; color: var(--_ink); background: none; border: 1px solid var(--_muted); border-radius: 4px; min-height: 28px; padding: 0.1em 0.7em; margin: 0.5em 0.6em 0.2em 0; cursor: pointer; }
  .data button:hover { border-color: var(--_ink); }
  @media print { .data { display: none; } }
`;

/** A figure told in sentences and numbers, behind a disclosure that is closed until the reader asks for it: nothing of it is worked out before. */
export class Data {
  readonly #told: () => void;
  #open = false;
  #copied = '';

  /** @param told something else is to be shown */
  constructor(told: () => void) { this.#told = told; }

  #toggle = ({ currentTarget }: Event): void => {
    this.#open = (currentTarget as HTMLDetailsElement).open;
    this.#copied = '';
    this.#told();
  };

  async #copy(what: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#copied = `Copied as ${what}.`;
    } catch {
      this.#copied = 'This browser lets nothing be copied here; the table can be selected.';
    }
    this.#told();
  }

  render(findings: Findings): TemplateResult {
    return html`<details class="data" id="data" part="data" @toggle=${this.#toggle}><summary>data</summary>${this.#open ? this.#sheet(findings) : nothing}</details>`;
  }

  #sheet(findings: Findings): TemplateResult {
    const facts = factsOf(findings);
    return html`<p>${description(findings)}</p>
      <table><caption>The numbers of the figure</caption><tbody>${facts.map(({ name, text }) => html`<tr><th scope="row">${name}</th><td>${text}</td></tr>`)}</tbody></table>
      <button type="button" @click=${() => this.#copy('CSV', csvOf(facts))}>Copy as CSV</button><button type="button" @click=${() => this.#copy('text', `${description(findings)}\n\n${textOf(facts)}`)}>Copy as text</button>
      <span role="status">${this.#copied}</span>`;
  }
}

/** How a figure is moved, said once for all that is in it. @param movable whether θ̂ is the reader's to move */
export const instructions = (movable: boolean): string =>
  `${movable ? 'Drag θ̂ or press arrow keys on it; Shift for large steps; Home and End for the left and the right edge. ' : ''}Sliders: arrow keys for small steps, Page Up and Page Down for large ones, Home and End for both ends. All numbers are in the table behind “data”.`;
