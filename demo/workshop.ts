// What the playground, the gallery and the cross-check have in common.

/**
 * Copies a text; where the browser refuses, it is shown to be taken by hand.
 * @param shelf an element with a textarea, hidden until then @returns whether it was copied
 */
export async function copyText(text: string, shelf: HTMLElement): Promise<boolean> {
  shelf.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = shelf.querySelector('textarea')!;
    field.value = text;
    shelf.hidden = false;
    field.focus();
    field.select();
    return false;
  }
}
