import { Complaint } from '../problem/complaint.ts';
import { isData } from '../problem/losses.ts';
import type { Loss } from '../problem/types.ts';
import { Handing } from './handing.ts';
import { NoWorker, type Answer, type Asked, type Watch, type Word } from './messages.ts';
import { within } from './within.ts';
import { trusted } from './worker-address.ts';

interface Waiting { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void; readonly told: Watch['told'] }
interface About { readonly loss?: Loss; readonly problem?: { readonly loss: Loss } }

const START_MS = 20_000; // a worker that says nothing for so long will not start
const TICK_MS = 250;
const SILENT_TICKS = 8; // at work it is heard every 200 ms; ticks and not time, since a page that was frozen counts one
const COPIES = 10; // how much longer than to copy a question out it may take to copy it in
const ROWS_A_TICK = 20_000; // of samples: what solves them yields many times in each pass, but not everywhere

let count = 0;

/** The loss that a question is about, its own or its problem's. */
export function lossOf(input: unknown): Loss | undefined {
  const { loss, problem } = (typeof input === 'object' && input !== null ? input : {}) as About;
  return loss ?? problem?.loss;
}

/** One worker as the page sees it: begun when it is first needed, and given up for good where it cannot start, dies or falls silent. */
export class Home {
  #url: string;
  readonly #patience: () => number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #tellers = new Set<(why: string) => void>();
  #coming: Promise<Worker> | undefined;
  #refused = false;
  #running: Worker | undefined;
  #handing: Handing | undefined; // the samples that the running one has
  #started = 0;
  #silent = 0;
  #most = SILENT_TICKS;
  #watch: ReturnType<typeof setInterval> | undefined;

  /** @param patience milliseconds after its start from which on what is asked before it runs is done without it */
  constructor(url: string, patience: () => number) {
    this.#url = url;
    this.#patience = patience;
  }

  get running(): boolean { return this.#running !== undefined; }

  /** The samples that it has, in bytes and by id. */
  get held(): Pick<Handing, 'bytes' | 'ids'> { return this.#handing ?? { bytes: 0, ids: [] }; }

  /** Its file is there; that another one was refused says nothing of this one. */
  move(url: string): void {
    this.#url = url;
    if (this.#refused) this.#coming = undefined;
    this.#refused = false;
  }

  /** @internal The worker, once it runs. A refusal is kept: a page where it cannot start will not change its mind. @throws NoWorker */
  open(): Promise<Worker> { return (this.#coming ??= this.#start()); }

  /** @internal The same, for who can do without: @throws NoWorker also where it has not started within a moment; it may later. */
  async soon(): Promise<Worker> {
    if (this.#running) return this.#running;
    const coming = this.open();
    return within(coming, Math.max(0, this.#started + this.#patience() - performance.now()), () => new NoWorker('The worker has not started yet.'));
  }

  /** Has `tell` called when it ends. @returns how to be told no more */
  whenGone(tell: (why: string) => void): () => void {
    this.#tellers.add(tell);
    return () => { this.#tellers.delete(tell); };
  }

  /** See `ask` of worker.ts. */
  async ask<Reply>(task: string, input: unknown, { signal, told }: Watch): Promise<Reply> {
    const worker = await this.soon();
    const question = await this.#crossing(input);
    signal?.throwIfAborted();
    if (this.#running !== worker) throw new NoWorker('The worker is gone.');
    const id = (count += 1);
    return new Promise((resolve, reject) => {
      const before = performance.now();
      worker.postMessage({ id, task, input: question.input } satisfies Asked); // throws where the input cannot be copied
      this.#most = Math.max(this.#most, SILENT_TICKS + Math.ceil((COPIES * (performance.now() - before)) / TICK_MS) + Math.floor(question.rows / ROWS_A_TICK));
      this.#waiting.set(id, { resolve, reject, told });
      this.#listen(worker);
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        if (this.#waiting.size === 0) this.#rest();
        worker.postMessage({ drop: id } satisfies Asked);
        reject(signal.reason as Error);
      }, { once: true });
    });
  }

  /** A question as it crosses: in place of a loss of samples, its own or its problem's, stands what the worker knows it by. */
  async #crossing(input: unknown): Promise<{ input: unknown; rows: number }> {
    const of = lossOf(input);
    if (!of || !isData(of)) return { input, rows: 0 };
    const known = await this.#handing!.of(of), { loss, problem } = input as About;
    return { input: { ...(input as About), ...(loss ? { loss: known } : { problem: { ...problem, loss: known } }) }, rows: of.y.length };
  }

  #start(): Promise<Worker> {
    this.#started = performance.now();
    return new Promise((resolve, reject) => {
      if (!globalThis.Worker) return this.#end(undefined, 'There are no workers here.', reject);
      try {
        const worker = new Worker(trusted(this.#url), { type: 'module', name: 'reg-geometry' });
        const timer = setTimeout(() => this.#end(worker, 'The worker did not start.', reject), START_MS);
        worker.addEventListener('error', () => { clearTimeout(timer); this.#end(worker, 'The worker could not run.', reject); });
        worker.addEventListener('messageerror', () => { clearTimeout(timer); this.#end(worker, 'The worker’s answer could not be read.', reject); });
        worker.addEventListener('message', ({ data }: MessageEvent<Word>) => {
          this.#silent = 0;
          if (data === 'beat') return;
          if (data !== 'ready') return 'done' in data ? this.#waiting.get(data.id)?.told?.(data.done) : this.#answer(data);
          clearTimeout(timer);
          this.#handing = new Handing(worker);
          resolve((this.#running = worker));
        });
      } catch (error) {
        this.#end(undefined, `The worker may not start: ${error instanceof Error ? error.message : String(error)}`, reject);
      }
    });
  }

  #answer({ id, value, error }: Answer): void {
    const question = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#rest();
    if (!error) question?.resolve(value as never);
    else question?.reject(error.about === undefined ? new Error(error.message) : new Complaint(error.message, error.about));
  }

  /** Ends the worker for good, and whoever waits for it goes on without. */
  #end(worker: Worker | undefined, why: string, reject?: (error: Error) => void): void {
    const error = new NoWorker(why);
    worker?.terminate();
    this.#running = this.#handing = undefined;
    reject?.(error);
    this.#refused = true;
    this.#coming = Promise.reject(error); // also where it started and died
    this.#coming.catch(() => {});
    this.#rest();
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject: refuse } of left) refuse(error);
    for (const tell of this.#tellers) tell(why);
  }

  // A worker that was killed, or hangs, says nothing: no event tells of it.
  #listen(worker: Worker): void {
    if (this.#watch !== undefined) return;
    this.#silent = 0;
    this.#watch = setInterval(() => {
      this.#silent += 1;
      if (this.#silent > this.#most) this.#end(worker, 'The worker does not answer.');
    }, TICK_MS);
  }

  #rest(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#most = SILENT_TICKS;
  }
}
