import { css, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { RegElement } from '../element.ts';
import { captionStyles, mark } from '../caption.ts';
import { Grievance } from '../grievance.ts';
import { Link } from './link.ts';
import { Sight } from '../surface/sight.ts';
import { roles } from '../theme.ts';
import type { View } from './view.ts';

export const linkedStyles = css`
  :host { display: block; color: var(--_ink); font: var(--reg-font-size, 14px)/1.45 var(--_sans); container-type: inline-size; position: relative; }
  :host([hidden]) { display: none; }
  .plot { forced-color-adjust: none; position: relative; aspect-ratio: var(--reg-aspect, 1); contain: strict; width: 100%; border-radius: 3px; overflow: hidden; background: var(--_field-low); }
  .plot > svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
  text { font: var(--reg-font-size, 14px) var(--_sans); fill: var(--_ink); }
  .math { font-family: var(--_math); font-style: italic; }
  .halo { paint-order: stroke; stroke: var(--_field-low); stroke-width: 4px; stroke-linejoin: round; }
  .complaint { margin: 0.4em 0 0; padding-inline-start: 0.7em; border-inline-start: 3px solid var(--_penalty); }
`;

/** What a linked view shows: drawn anew, and as a whole, whenever its view shows something else. */
export interface Drawing {
  /** In the pixels of the plot. */
  readonly picture: TemplateResult;
  /** What a screen reader is told in place of the picture: one sentence or two. */
  readonly label: string;
  /** Under the picture, beside the certificate's mark. */
  readonly caption?: TemplateResult | string;
  /** Handles and buttons above the picture. */
  readonly hands?: TemplateResult;
}

/**
 * A view with a plane of its own that follows the view named by `for` and, by the reader's hand, drives it. A subclass has
 * one `draw(view, width, height)`; whatever that throws is shown as a sentence, and the last good picture stays.
 * @fires reg-error something given cannot be used, or a drawing failed
 * @csspart plot - the picture
 * @csspart caption - what is shown, in numbers
 * @csspart certificate - the certificate's mark, which opens to its numbers
 * @csspart complaint - what cannot be used, in a sentence
 * @cssprop --reg-aspect - width by height of the picture
 */
export abstract class LinkedView extends RegElement {
  static override styles: CSSResultGroup[] = [roles, ...captionStyles, linkedStyles];

  /** The id of the view to follow, in the same document or shadow root; not given: the view around it. */
  @property() for: string | undefined;
  @query('.plot') protected plot!: HTMLElement;

  readonly #link = new Link(this);
  readonly #sight = new Sight(this, () => this.plot, () => this.requestUpdate());
  readonly #grievance = new Grievance((message, about) => {
    this.dispatchEvent(new CustomEvent('reg-error', { detail: { message, about }, bubbles: true, composed: true }));
  });
  #drawing: Drawing | undefined;

  /** The view that it follows, once it is there and has something to show. */
  protected get view(): View | undefined {
    const [view] = this.#link.views;
    return view && !view.waiting ? view : undefined;
  }

  /** All views that `for` names and that have something to show, in its order: a hand may drive every one of them. */
  protected get views(): readonly View[] { return this.#link.views.filter(({ waiting }) => !waiting); }

  /** One picture of what `view` shows, in a plot of this size in CSS pixels; undefined while it is still being worked out. */
  protected abstract draw(view: View, width: number, height: number): Drawing | undefined;

  /** What stands under the caption: controls of its own, a table. */
  protected below(): TemplateResult | typeof nothing { return nothing; }

  override willUpdate(_changed: PropertyValues): void {
    const { view } = this;
    const [width, height] = this.#sight.size;
    // One that nobody sees keeps its last picture.
    if (!view || width < 1 || height < 1 || this.#sight.visible === false) return;
    try {
      this.#drawing = this.draw(view, width, height) ?? this.#drawing;
      this.#grievance.hold(undefined);
    } catch (error) {
      this.#grievance.hold(error as Error);
    }
  }

  override render() {
    const drawing = this.#drawing, { view } = this;
    const complaint = this.#link.missing || this.#grievance.message;
    return html`
      <div class="plot" part="plot" role="group" aria-label=${drawing?.label ?? 'A figure with nothing to draw yet'}>
        <svg aria-hidden="true">${drawing?.picture}</svg>
        ${drawing?.hands}
      </div>
      ${drawing && view ? html`<div class="caption" part="caption"><span class="form">${drawing.caption}</span>${mark(view.findings.solution)}</div>` : nothing}
      <p class="complaint" part="complaint" role="alert" ?hidden=${!complaint}>${complaint}</p>
      ${this.below()}`;
  }
}
