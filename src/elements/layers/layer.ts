import { css, html, svg, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { RegElement } from '../element.ts';
import type { Picture } from '../../paint/picture.ts';
import type { Complaint } from '../../problem/complaint.ts';
import { roles } from '../theme.ts';
import type { Scene } from './scene.ts';

/**
 * An element inside a view that draws one thing. A custom layer is a subclass with one `draw(scene)` that returns SVG in
 * the pixels of `scene.plane`; the view sets `scene`.
 */
export class RegLayer extends RegElement {
  static override styles: CSSResultGroup[] = [roles, css`
    :host { position: absolute; inset: 0; display: block; pointer-events: none; font: var(--reg-font-size, 14px) var(--_sans); }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
    text { font: var(--reg-font-size, 14px) var(--_sans); fill: var(--_ink); }
    .math { font-family: var(--_math); font-style: italic; }
    .halo { paint-order: stroke; stroke: var(--_paper); stroke-width: 4px; stroke-linejoin: round; }
  `];

  /** What is to be drawn: set by the view. */
  @property({ attribute: false }) scene: Scene | undefined;

  /** What was given that this layer cannot use; the view shows it. */
  complaint: Complaint | undefined;

  /** Reads the layer's own attributes; what it throws is the layer's complaint. */
  protected check(): void {}

  override willUpdate(_changed: PropertyValues): void {
    const before = this.complaint;
    this.complaint = undefined;
    try {
      this.check();
    } catch (error) {
      this.complaint = error as Complaint;
    }
    if (before?.message !== this.complaint?.message) this.dispatchEvent(new Event('reg-repaint', { bubbles: true, composed: true }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.dispatchEvent(new Event('reg-layer', { bubbles: true, composed: true }));
  }

  /** The layer's picture; nothing by default. */
  draw(_scene: Scene): TemplateResult { return svg``; }

  /** Loads what a reader's hand takes hold of: the view asks for it once the picture stands. Nothing by default. */
  async arm(): Promise<void> {}

  /** What it adds to the view's one field canvas; nothing by default. */
  contribute(_scene: Scene): Partial<Picture> { return {}; }

  override render() {
    if (!this.scene) return html``;
    return html`<svg aria-hidden="true">${this.draw(this.scene)}</svg>`;
  }
}

/** Whether this is a layer, be it of another copy of the library on the same page. */
export const isLayer = (node: unknown): node is RegLayer => node instanceof HTMLElement && 'draw' in node && 'contribute' in node;
