import { missed } from './missed.ts';

// What a page need not load before it meets the tag. A bundler makes a file of its own of each.
const PARTS: Readonly<Record<`reg-${string}`, () => Promise<unknown>>> = {
  'reg-atlas': () => import('./atlas/atlas.ts'),
  'reg-coefficient-path': () => import('./path/coefficient-path.ts'),
  'reg-controls': () => import('./controls/controls.ts'),
  'reg-data': () => import('./data/data.ts'),
  'reg-ellipse': () => import('./layers/ellipse.ts'),
  'reg-family': () => import('./family/family.ts'),
  'reg-first-contact': () => import('./layers/first-contact.ts'),
  'reg-gradients': () => import('./layers/gradients.ts'),
  'reg-lagrangian': () => import('./lagrangian/lagrangian.ts'),
  'reg-path': () => import('./layers/path.ts'),
  'reg-readout': () => import('./layers/readout.ts'),
  'reg-tradeoff': () => import('./tradeoff/tradeoff.ts'),
  'reg-value': () => import('./controls/value.ts'),
};

type Tag = keyof typeof PARTS;
const due = new Set(Object.keys(PARTS) as Tag[]); // not asked for yet
const coming = new Map<Tag, { readonly met: Set<Element>; readonly end: Promise<void> }>();
let watch: MutationObserver | undefined;

/** Says on an element that its part of the library did not come; who meets the tag anew tries again. */
function tell(element: Element, tag: Tag, error: unknown): void {
  const { message, about } = missed(`<${tag}>`, error, tag);
  if (element.matches(':not(:defined)')) {
    const note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.textContent = message;
    (element.shadowRoot ?? element.attachShadow({ mode: 'open' })).replaceChildren(note);
  }
  element.dispatchEvent(new CustomEvent('reg-error', { detail: { message, about }, bubbles: true, composed: true }));
}

async function fetchPart(tag: Tag, met: ReadonlySet<Element>): Promise<void> {
  due.delete(tag);
  try {
    await PARTS[tag]!();
  } catch (error) {
    due.add(tag);
    for (const element of met) if (element.isConnected) tell(element, tag, error);
  }
  coming.delete(tag);
  if (due.size + coming.size === 0) watch?.disconnect();
}

/** Has everything fetched that a root has and that is not there yet. */
function look(root: ParentNode): Promise<void>[] {
  const tags = [...due, ...coming.keys()].map((tag) => `${tag}:not(:defined)`).join();
  if (!tags) return [];
  const found = [...root.querySelectorAll(tags)];
  if (root instanceof Element && root.matches(tags)) found.push(root);
  return found.map((element) => {
    const tag = element.localName as Tag;
    if (!coming.has(tag)) {
      const met = new Set<Element>();
      coming.set(tag, { met, end: fetchPart(tag, met) });
    }
    const { met, end } = coming.get(tag)!;
    met.add(element);
    return end;
  });
}

const watched = (records: readonly MutationRecord[]): void => {
  for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) void look(node);
};

/**
 * Loads every element of the library that is met in a document, a shadow root or an element, now and whenever one is added to it
 * later. `reg-geometry` itself does so for the page's document; a shadow root of your own is to be named.
 * A part that does not arrive is told by `reg-error` on the elements that wait for it, and in words where they stand.
 * @returns resolves once what is there now is loaded, or is not to be had
 */
export async function discover(root: Document | ShadowRoot | Element): Promise<void> {
  for (const tag of due) if (customElements.get(tag)) due.delete(tag); // registered all at once, or by another version
  if (due.size + coming.size > 0) (watch ??= new MutationObserver(watched)).observe(root, { childList: true, subtree: true });
  await Promise.all(look(root));
}
