import { LitElement, type CSSResult } from 'lit';
import { inLanguage } from '../geometry/numerals.ts';
import { languageOf } from './language.ts';
import { turn } from './turn.ts';

/** Whether a property is an accessor with a setter. */
function isSet(prototype: object | null, name: string): boolean {
  for (let at = prototype; at; at = Object.getPrototypeOf(at) as object | null) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own) return own.set !== undefined;
  }
  return false;
}

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
  /** Numbers are written as the nearest `lang` has it. */
  protected override performUpdate(): void { inLanguage(languageOf(this), () => super.performUpdate()); }

  /** Whether a page may have so many of them that they are first rendered by turns. */
  protected readonly patient: boolean = false;

  protected override scheduleUpdate(): void | Promise<unknown> {
    const coming = this.patient && !this.hasUpdated ? turn() : undefined;
    return coming ? coming.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** What stood here before the element was defined, as that its part of the library did not come, gives way to it. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.replaceChildren();
    return root;
  }

  /** What a page set before the element was defined, and Lit does not know of, passes through its setters now. */
  override connectedCallback(): void {
    if (!this.hasUpdated) for (const name of Object.keys(this)) {
      const value = this[name as keyof this];
      if (!isSet(Object.getPrototypeOf(this), name)) continue;
      delete this[name as keyof this];
      this[name as keyof this] = value;
    }
    super.connectedCallback();
  }

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
