import { LitElement, type CSSResult } from 'lit';

/**
 * What every element of the library is: a Lit element that keeps its styles when it is moved into another document.
 * @cssprop --reg-paper - the ground, and the halo of letters
 * @cssprop --reg-ink - letters, θ* and its path
 * @cssprop --reg-muted - what is said beside
 * @cssprop --reg-rule - hairlines
 * @cssprop --reg-loss - all that belongs to the loss: level sets, θ̂, −∇L
 * @cssprop --reg-penalty - all that belongs to the penalty: region, cone, λ and t
 * @cssprop --reg-field-low - the heatmap where values are least
 * @cssprop --reg-field-high - the heatmap where values are largest
 * @cssprop --reg-font - the typeface of words and numbers
 * @cssprop --reg-math-font - the typeface of symbols
 * @cssprop --reg-font-size - 14px when not given
 */
export class RegElement extends LitElement {
  /** A style sheet belongs to the document it was made in: a move into another one leaves the shadow root without any. */
  adoptedCallback(): void {
    const { adoptedStyleSheets } = this.renderRoot as ShadowRoot;
    const home = this.ownerDocument.defaultView;
    if (!home || adoptedStyleSheets.length > 0) return;
    (this.renderRoot as ShadowRoot).adoptedStyleSheets = (this.constructor as typeof LitElement).elementStyles.map((style) => {
      const sheet = new home.CSSStyleSheet();
      sheet.replaceSync((style as CSSResult).cssText);
      return sheet;
    });
  }
}
