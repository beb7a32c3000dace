import { Complaint } from '../../src/core.ts';

// The page's fields: what is wrong with one stands beside it, in the library's own sentence.

export const byName = <Field extends Element = HTMLInputElement>(form: ParentNode, name: string): Field => form.querySelector<Field>(`[name="${name}"]`)!;
export const byId = <Found extends HTMLElement = HTMLElement>(id: string): Found => document.getElementById(id) as Found;

/** Says beside the fields of that name what is wrong with them; an empty sentence: nothing. */
export function wrong(name: string, sentence: string): void {
  const id = `wrong-${name}`, place = byId(id);
  if (!place) return;
  place.textContent = sentence;
  place.hidden = sentence === '';
  for (const field of document.querySelectorAll(`[aria-describedby~="${id}"]`)) {
    if (sentence) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
}

/** The sentence of what was thrown. @throws what is no complaint */
export function sentenceOf(error: unknown): string {
  if (error instanceof Complaint) return error.message;
  throw error;
}

/** Waits until the hand rests. */
export function resting(act: () => void, rest = 250): { readonly later: () => void; readonly now: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    act();
  };
  return { later: () => { clearTimeout(timer); timer = setTimeout(now, rest); }, now: () => { if (timer !== undefined) now(); } };
}
