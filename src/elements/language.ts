/** The language that an element stands in: the nearest `lang` around it, through shadow roots; empty where none is given. */
export function languageOf(element: Element): string {
  for (let here: Element | undefined = element; here; ) {
    const near: Element | null = here.closest('[lang]');
    if (near) return near.getAttribute('lang')!;
    const root = here.getRootNode();
    here = root instanceof ShadowRoot ? root.host : undefined;
  }
  return '';
}
