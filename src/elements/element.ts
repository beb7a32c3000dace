import { LitElement, type CSSResult } from 'lit';

/** What every element of the library is: a Lit element that keeps its styles when it is moved into another document. */
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
