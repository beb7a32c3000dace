import { Complaint } from '../problem/complaint.ts';
import { pause, runFor } from './slices.ts';
import type { Word } from './messages.ts';

/** Work in resumable steps, which may tell what part of it is done. */
export type Steps = Generator<unknown, unknown>;

interface Job { readonly id: number; readonly first: boolean; readonly steps: Steps; done: number }

const TURN_MS = 8; // half a frame: so long a picture waits for what is at work
const BEAT_MS = 200;

const movable = (value: unknown): Transferable[] => (typeof ImageBitmap !== 'undefined' && value instanceof ImageBitmap ? [value]
  : typeof value === 'object' && value !== null && 'loss' in value ? Object.values(value).flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : [])) : []);

/**
 * The questions to the worker: what comes first (pictures) is done at once and to its end, the rest by turns, so that no long solution
 * holds up a short one. While something is at work it is heard of, so that the page can tell it from a worker that hangs.
 */
export class Queue {
  readonly #post: (message: Word, transfer: Transferable[]) => void;
  #jobs: Job[] = [];
  #busy = false;
  #heard = 0;

  constructor(post: (message: Word, transfer: Transferable[]) => void) { this.#post = post; }

  add(id: number, first: boolean, steps: Steps): void {
    this.#jobs.push({ id, first, steps, done: 0 });
    if (!this.#busy) void this.#work();
  }

  /** Nobody waits for this answer any more. */
  drop(id: number): void { this.#jobs = this.#jobs.filter((job) => job.id !== id); }

  async #work(): Promise<void> {
    this.#busy = true;
    this.#heard = performance.now();
    for (let job: Job | undefined; (job = this.#jobs.find(({ first }) => first) ?? this.#jobs[0]); ) {
      this.#turn(job);
      await pause(); // what was asked meanwhile arrives
    }
    this.#busy = false;
  }

  #turn(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
    try {
      for (;;) {
        const step = runFor(job.steps, TURN_MS);
        if (step.done) return this.#answer(job.id, step.value);
        this.#beat(job, step.value);
        if (!job.first) break;
      }
      this.#jobs.push(job); // the others first
    } catch (error) {
      this.#refuse(job.id, error);
    }
  }

  #beat(job: Job, done: unknown): void {
    if (typeof done === 'number') job.done = done;
    if (performance.now() - this.#heard < BEAT_MS) return;
    this.#heard = performance.now();
    this.#post(job.done > 0 ? { id: job.id, done: job.done } : 'beat', []);
  }

  #answer(id: number, value: unknown): void {
    Promise.resolve(value).then((found) => this.#post({ id, value: found }, movable(found))).catch((error: unknown) => this.#refuse(id, error));
  }

  #refuse(id: number, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#post({ id, error: error instanceof Complaint ? { message, about: error.about } : { message } }, []);
  }
}
