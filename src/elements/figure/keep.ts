import { asComplaint, type Complaint } from '../../problem/complaint.ts';

/** What a keep asks of its figure. */
export interface Kept {
  readonly figure: HTMLElement & { readonly share: string | null };
  /** The figure's state as text. @throws Complaint where it is too much for an address */
  write(): string;
  /** @throws Complaint for what is no state */
  read(text: string): void;
  /** A state was read, or refused. */
  told(): void;
}

const REST_MS = 300; // browsers allow some hundred changes of an address in half a minute, and a drag makes more

/** Ties a figure's state to the page's address: `#name=penalty:l1;…`, beside whatever else stands there. */
export class Keep {
  readonly #kept: Kept;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is wrong with the state in the address. */
  complaint: Complaint | undefined;

  constructor(kept: Kept) { this.#kept = kept; }

  // Its share, else its id, else which figure of its document it is.
  get #name(): string {
    const { figure } = this.#kept, { share, id, localName } = figure;
    const all = [...((figure.getRootNode() as Partial<ParentNode>).querySelectorAll?.(localName) ?? [])];
    return `${encodeURIComponent(share || id || `figure-${1 + Math.max(0, all.indexOf(figure))}`)}=`;
  }

  get #parts(): string[] { return location.hash.slice(1).split('&').filter(Boolean); }

  connect(): void {
    addEventListener('hashchange', this.read);
    this.read();
  }

  disconnect(): void {
    removeEventListener('hashchange', this.read);
    clearTimeout(this.#timer);
  }

  /** Reads the state that the address has for this figure, if any. */
  readonly read = (): void => {
    const parts = this.#parts, before = this.complaint;
    if (parts.length === 0 && !before) return; // of many figures none need know which one it is
    const name = this.#name, part = parts.find((piece) => piece.startsWith(name));
    this.complaint = undefined;
    if (part !== undefined) {
      try {
        this.#kept.read(part.slice(name.length));
      } catch (error) {
        this.complaint = asComplaint(error, 'state');
      }
    }
    if (part !== undefined || before) this.#kept.told();
  };

  /** The page's address with the figure's state in it. @throws Complaint where the state is too much for an address */
  link(): string {
    const url = new URL(location.href), name = this.#name;
    url.hash = [...this.#parts.filter((piece) => !piece.startsWith(name)), name + this.#kept.write()].join('&');
    return url.href;
  }

  /** The reader changed something: a figure with a `share` writes it down once the hand rests. */
  changed(): void {
    if (this.complaint) {
      this.complaint = undefined;
      this.#kept.told();
    }
    if (this.#kept.figure.share === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      try {
        history.replaceState(history.state, '', this.link());
      } catch { /* too much for an address, or a page without one of its own: the figure is as it is */ }
    }, REST_MS);
  }
}
