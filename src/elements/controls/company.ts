import type { HandDetail, View } from '../views/view.ts';

/** What a company asks of the controls that bring it together. */
export interface Bound {
  views(): readonly View[];
  /** Whether the views share λ or t: then what a hand makes of it in one of them holds in all of one form. */
  shares(): boolean;
}

/** Views that one control drives: what a hand does in one of them on its own, the others follow. */
export class Company {
  readonly #of: Bound;
  #leads = false; // what the views do now was asked of them all

  constructor(of: Bound) { this.#of = of; }

  join(view: View): void { view.addEventListener('reg-hand', this.#follow); }
  leave(view: View): void { view.removeEventListener('reg-hand', this.#follow); }

  /** Has the views do something that is asked of them all: what they tell meanwhile is an echo. */
  lead(act: () => void): void {
    if (this.#leads) return;
    this.#leads = true;
    try { act(); } finally { this.#leads = false; }
  }

  #follow = (event: Event): void => {
    const { detail, currentTarget } = event as CustomEvent<HandDetail>, from = currentTarget as View;
    this.lead(() => {
      for (const view of this.#of.views()) if (view !== from && !view.waiting) this.#go(view, from, detail);
    });
  };

  // The view of the hand is the one that speaks.
  #go(view: View, from: View, detail: HandDetail): void {
    if ('way' in detail) {
      if (detail.stamp !== undefined && view.latest(detail.way) === detail.stamp) view[detail.way](true);
      return;
    }
    const { lambda, budget, penalty, form } = detail.change;
    // With another penalty, or in another form, the same number means something else.
    if (!this.#of.shares() || penalty !== undefined || form !== undefined || view.problem.form !== from.problem.form) return;
    if (view.problem.form === 'penalty' && lambda !== undefined) view.change({ lambda }, true);
    if (view.problem.form === 'constraint' && budget !== undefined) view.change({ budget }, true);
  }
}
