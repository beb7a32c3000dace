import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { historyKey } from '../figure/history-key.ts';
import { goTogether } from './together.ts';
import { isView, type View } from './view.ts';

const GRACE_MS = 2000; // a target may still be on its way: parsed, fetched or defined later

/** What a link asks of its element. */
export interface Linked extends ReactiveControllerHost, HTMLElement {
  /** Ids of the views it belongs to, separated by spaces, in the same document or shadow root; not given: the view around it. */
  for: string | undefined;
}

/** What happens to a link, beside that its host is rendered anew. */
export interface LinkEvents {
  joined?(view: View): void;
  left?(view: View): void;
}

/**
 * Finds the views an element belongs to and has the element rendered anew whenever one of them shows something else. The keys of
 * undo and redo, pressed in the element, are theirs.
 */
export class Link implements ReactiveController {
  readonly #host: Linked;
  readonly #events: LinkEvents;
  #watch: MutationObserver | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #sought: string | undefined;
  readonly #expected = new Set<string>(); // names of elements that are not defined yet
  #due = ''; // the complaint that stands or is to come
  /** The views that are there, in the order of `for`. */
  views: readonly View[] = [];
  /** What is wrong with `for`, in a sentence, once the page had time to bring its target. */
  missing = '';

  constructor(host: Linked, events: LinkEvents = {}) {
    this.#host = host;
    this.#events = events;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#key);
    this.#watch = new MutationObserver(this.#resolve);
    this.#watch.observe(this.#host.getRootNode(), { childList: true, subtree: true, attributes: true, attributeFilter: ['id'] });
    this.#resolve();
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#key);
    this.#watch?.disconnect();
    clearTimeout(this.#grace);
    this.#due = this.missing = ''; // in its next place it may be found
    this.#hold([]);
  }

  hostUpdate(): void {
    if (this.#sought !== this.#host.for) this.#resolve();
  }

  #resolve = (): void => {
    const host = this.#host;
    if (!host.isConnected) return;
    this.#sought = host.for;
    const root = host.getRootNode() as Document | ShadowRoot;
    const ids = host.for?.trim().split(/\s+/).filter(Boolean) ?? [];
    const found = host.for === undefined ? [host.closest('reg-geometry') ?? (root instanceof ShadowRoot ? root.host : null)] : ids.map((id) => root.getElementById(id));
    this.#hold(found.filter(isView));
    for (const target of found) if (target?.matches(':not(:defined)')) this.#expect(target.localName);
    const lost = ids.filter((_, i) => !isView(found[i]));
    const wrong = host.for === undefined ? `<${host.localName}> stands in no figure; allowed is a place inside one, or for="…" with the id of a figure.`
      : `for names ${lost.length > 0 ? `“${lost.join(' ')}”` : 'nothing'}; allowed are ids of figures on this page.`;
    const complaint = lost.length === 0 && this.views.length > 0 ? '' : wrong;
    if (complaint === this.#due) return; // the page changed elsewhere
    this.#due = complaint;
    clearTimeout(this.#grace);
    if (complaint) this.#grace = setTimeout(() => this.#complain(complaint), GRACE_MS);
    else this.#complain('');
  };

  // It is there and not yet what it will be.
  #expect(name: string): void {
    if (this.#expected.has(name)) return;
    this.#expected.add(name);
    void customElements.whenDefined(name).then(this.#resolve);
  }

  #complain(complaint: string): void {
    if (complaint === this.missing) return;
    this.missing = complaint;
    this.#host.requestUpdate();
  }

  #hold(views: readonly View[]): void {
    if (views.length === this.views.length && views.every((view, i) => view === this.views[i])) return;
    for (const view of this.views) {
      view.removeEventListener('reg-scene', this.#changed);
      this.#events.left?.(view);
    }
    this.views = views;
    for (const view of views) {
      view.addEventListener('reg-scene', this.#changed);
      this.#events.joined?.(view);
    }
    this.#host.requestUpdate();
  }

  #changed = (): void => this.#host.requestUpdate();

  #key = (event: KeyboardEvent): void => {
    const way = historyKey(event);
    if (way && !event.defaultPrevented && goTogether(this.views, way)) event.preventDefault();
  };
}
