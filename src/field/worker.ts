// Only the address of the worker's own file: its code is no part of this module.
// oxlint-disable-next-line import/default -- Vite answers this query with the address
import own from '../worker.ts?worker&url';
import { Complaint } from '../problem/complaint.ts';
import { isData } from '../problem/losses.ts';
import type { Loss } from '../problem/types.ts';
import { Handing, type Packed } from './handing.ts';
import { within } from './within.ts';
import { placedAt, trusted } from './worker-address.ts';

/** Why there is no worker: blocked by the page's policy, served from another origin, dead, or silent. */
export class NoWorker extends Error {
  override readonly name = 'NoWorker';
}

/** What the worker answers: `id` of the question, and a value or an error's sentence. */
export interface Answer { readonly id: number; readonly value?: unknown; readonly error?: { readonly message: string; readonly about?: string } }

/** What part of a question is done, from 0 to 1. */
export interface Told { readonly id: number; readonly done: number }

/** What the worker says: that it runs, that it is at work on something long and how far it is, or an answer. */
export type Word = 'ready' | 'beat' | Told | Answer;

/** What the page says: a question, samples that questions are about, that nobody needs these any more, or waits for that answer. */
export type Asked = { readonly id: number; readonly task: string; readonly input: unknown } | { readonly packed: Packed } | { readonly forget: number } | { readonly drop: number };

/** Who waits for an answer: `signal` says that nobody does any more, and `told` hears what part of it is done. */
export interface Watch { readonly signal?: AbortSignal | undefined; readonly told?: ((done: number) => void) | undefined }

interface Waiting { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void; readonly told: Watch['told'] }

const START_MS = 20_000; // a worker that says nothing for so long will not start
const PATIENCE_MS = 800; // what is asked before it has started is done without it after so long
const TICK_MS = 250;
const SILENT_TICKS = 8; // at work it is heard every 200 ms; ticks and not time, since a page that was frozen counts one
const COPIES = 10; // how much longer than to copy a question out it may take to copy it in
const ROWS_A_TICK = 20_000; // of samples: what solves them yields many times in each pass, but not everywhere

const waiting = new Map<number, Waiting>();
let count = 0;
let url = own;
let home: Promise<Worker> | undefined;
let refused = false;
let running: Worker | undefined;
let handing: Handing | undefined; // the samples that the running one has
let started = 0;
let silent = 0, patience = SILENT_TICKS;
let watch: ReturnType<typeof setInterval> | undefined;

/** Ends the worker for good, and whoever waits for it goes on without. */
function end(worker: Worker | undefined, why: string, reject?: (error: Error) => void): void {
  const error = new NoWorker(why);
  worker?.terminate();
  running = handing = undefined;
  reject?.(error);
  refused = true;
  home = Promise.reject(error); // also where it started and died
  home.catch(() => {});
  rest();
  const left = [...waiting.values()];
  waiting.clear();
  for (const { reject: refuse } of left) refuse(error);
}

function rest(): void {
  clearInterval(watch);
  watch = undefined;
  patience = SILENT_TICKS;
}

function answer({ id, value, error }: Answer): void {
  const question = waiting.get(id);
  waiting.delete(id);
  if (waiting.size === 0) rest();
  if (!error) question?.resolve(value as never);
  else question?.reject(error.about === undefined ? new Error(error.message) : new Complaint(error.message, error.about));
}

function start(): Promise<Worker> {
  started = performance.now();
  return new Promise((resolve, reject) => {
    if (!globalThis.Worker) return end(undefined, 'There are no workers here.', reject);
    try {
      const worker = new Worker(trusted(url), { type: 'module', name: 'reg-geometry' });
      const timer = setTimeout(() => end(worker, 'The worker did not start.', reject), START_MS);
      worker.addEventListener('error', () => { clearTimeout(timer); end(worker, 'The worker could not run.', reject); });
      worker.addEventListener('messageerror', () => { clearTimeout(timer); end(worker, 'The worker’s answer could not be read.', reject); });
      worker.addEventListener('message', ({ data }: MessageEvent<Word>) => {
        silent = 0;
        if (data === 'beat') return;
        if (data !== 'ready') return 'done' in data ? waiting.get(data.id)?.told?.(data.done) : answer(data);
        clearTimeout(timer);
        handing = new Handing(worker);
        resolve(running = worker);
      });
    } catch (error) {
      end(undefined, `The worker may not start: ${error instanceof Error ? error.message : String(error)}`, reject);
    }
  });
}

// A worker that was killed, or hangs, says nothing: no event tells of it.
function listen(worker: Worker): void {
  if (watch !== undefined) return;
  silent = 0;
  watch = setInterval(() => {
    silent += 1;
    if (silent > patience) end(worker, 'The worker does not answer.');
  }, TICK_MS);
}

/**
 * Where the page has put the worker's file. A browser lets no worker start from another origin: without this call a library that comes
 * from one works in slices on the page's own thread. To be called by the module that imports the library, or before anything is drawn.
 * @param address as text or as a `URL`, of the folder that holds a copy of the package's `dist/assets`, with a slash at its end, or of the worker's file itself;
 * relative to the page
 * @throws Complaint
 */
export function workerUrl(address: string | { readonly href: string }): void {
  url = placedAt(address, own, globalThis.document?.baseURI ?? globalThis.location?.href ?? import.meta.url);
  if (refused) home = undefined; // that the other one was refused says nothing of this one
  refused = false;
}

/** @internal The page's one worker, once it runs. A refusal is kept: a page where it cannot start will not change its mind. @throws NoWorker */
export const workerHome = (): Promise<Worker> => (home ??= start());

/** @internal The same, for who can do without: @throws NoWorker also where it has not started within a moment; it may later. */
export async function workerSoon(): Promise<Worker> {
  if (running) return running;
  const coming = workerHome();
  return within(coming, Math.max(0, started + PATIENCE_MS - performance.now()), () => new NoWorker('The worker has not started yet.'));
}

/** @internal The samples that the page's worker has, in bytes and by id. */
export const held = (): Pick<Handing, 'bytes' | 'ids'> => handing ?? { bytes: 0, ids: [] };

interface About { readonly loss?: Loss; readonly problem?: { readonly loss: Loss } }

/** A question as it crosses: in place of a loss of samples, its own or its problem's, stands what the worker knows it by. */
async function crossing(input: unknown): Promise<{ input: unknown; rows: number }> {
  const { loss, problem } = (typeof input === 'object' && input !== null ? input : {}) as About, of = loss ?? problem?.loss;
  if (!of || !isData(of)) return { input, rows: 0 };
  const known = await handing!.of(of);
  return { input: { ...(input as About), ...(loss ? { loss: known } : { problem: { ...problem, loss: known } }) }, rows: of.y.length };
}

/**
 * Asks the page's worker one thing. Samples of a loss are handed over at the first question about them; later ones name them.
 * @throws NoWorker (also where it falls silent over it), the signal's reason, or what the task threw
 */
export async function ask<Reply>(task: string, input: unknown, { signal, told }: Watch = {}): Promise<Reply> {
  const worker = await workerSoon();
  const question = await crossing(input);
  signal?.throwIfAborted();
  if (running !== worker) throw new NoWorker('The worker is gone.');
  const id = (count += 1);
  return new Promise((resolve, reject) => {
    const before = performance.now();
    worker.postMessage({ id, task, input: question.input } satisfies Asked); // throws where the input cannot be copied
    patience = Math.max(patience, SILENT_TICKS + Math.ceil((COPIES * (performance.now() - before)) / TICK_MS) + Math.floor(question.rows / ROWS_A_TICK));
    waiting.set(id, { resolve, reject, told });
    listen(worker);
    signal?.addEventListener('abort', () => {
      if (!waiting.delete(id)) return;
      if (waiting.size === 0) rest();
      worker.postMessage({ drop: id } satisfies Asked);
      reject(signal.reason as Error);
    }, { once: true });
  });
}
