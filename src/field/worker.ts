// Only the addresses of the workers' own files: their code is no part of this module.
// oxlint-disable-next-line import/default -- Vite answers this query with the address
import solver from '../solving.ts?worker&url';
// oxlint-disable-next-line import/default
import painter from '../worker.ts?worker&url';
import { isMany } from '../problem/losses.ts';
import { Home, lossOf } from './home.ts';
import type { Watch } from './messages.ts';
import { placedAt } from './worker-address.ts';

export { NoWorker, type Watch } from './messages.ts';

const SHORT_MS = 800, LONG_MS = 5000; // a solution may be waited for longer than a picture, where workers do start
const PAINTED = ['paint', 'close', 'evaluate', 'intercepts', 'landings'];

// Two threads, since a page whose pictures a worker paints needs a third of the code for it, and no solution then holds up a picture.
const painting = new Home(painter, () => SHORT_MS);
const solving = new Home(solver, () => (painting.running ? LONG_MS : SHORT_MS));

/**
 * Where the page has put the workers' files. A browser lets no worker start from another origin: without this call a library that comes
 * from one works in slices on the page's own thread. To be called by the module that imports the library, or before anything is drawn.
 * @param address as text or as a `URL`, of the folder that holds a copy of the package's `dist/assets`, with a slash at its end, or of the worker's file itself,
 * beside which is then the one that solves; relative to the page
 * @throws Complaint
 */
export function workerUrl(address: string | { readonly href: string }): void {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href ?? import.meta.url, url = placedAt(address, painter, base);
  painting.move(url);
  solving.move(placedAt(new URL('.', url), solver, base));
}

/** @internal The page's worker that paints, once it runs. @throws NoWorker */
export const workerHome = (): Promise<Worker> => painting.open();

/** @internal The same, for who can do without: @throws NoWorker also where it has not started within a moment; it may later. */
export const workerSoon = (): Promise<Worker> => painting.soon();

/** @internal Has `tell` called when that worker ends, with a sentence that says why. @returns how to be told no more */
export const whenGone = (tell: (why: string) => void): (() => void) => painting.whenGone(tell);

/** @internal The samples that the page's workers have, in bytes and by id. */
export const held = (): { bytes: number; ids: readonly number[] } => ({ bytes: painting.held.bytes + solving.held.bytes, ids: [...painting.held.ids, ...solving.held.ids] });

/**
 * Asks one of the page's workers one thing: what paints, or what solves and has all samples that are many. They are handed over at the
 * first question about them; later ones name them.
 * @throws NoWorker (also where it falls silent over it), the signal's reason, or what the task threw
 */
export async function ask<Reply>(task: string, input: unknown, watch: Watch = {}): Promise<Reply> {
  const loss = lossOf(input);
  return (PAINTED.includes(task) && !(loss && isMany(loss)) ? painting : solving).ask(task, input, watch);
}
