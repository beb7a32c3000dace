import { promptly } from '../../field/slices.ts';

interface Job { result?: unknown; error?: unknown; over: boolean; readonly waiting: Set<() => void> }

const jobs = new WeakMap<object, Map<string, Job>>();

/**
 * Has something worked out once for all who ask: at once where that is quick, else in slices; kept as long as the value that it
 * is about. Work that nobody waits for any more is given up.
 */
export class Errand<Result> {
  readonly #arrived: () => void;
  #job: Job | undefined;

  /** @param arrived called when what was asked for and was not there has come, or failed */
  constructor(arrived: () => void) { this.#arrived = arrived; }

  /**
   * @param about the value it is about, compared by identity
   * @param key what else it depends on
   * @returns the result, or undefined while it is on its way
   * @throws what the steps threw
   */
  ask(about: object, key: string, steps: () => Generator<void, Result>): Result | undefined {
    let known = jobs.get(about);
    if (!known) jobs.set(about, (known = new Map()));
    const job = known.get(key) ?? { over: false, waiting: new Set() };
    if (job !== this.#job) this.drop();
    this.#job = job;
    if (!known.has(key)) {
      known.set(key, job);
      const end = (found: Partial<Job>) => {
        Object.assign(job, found, { over: true });
        for (const tell of job.waiting) tell();
        job.waiting.clear();
      };
      promptly(steps(), () => {
        const stale = job.waiting.size === 0;
        if (stale) known.delete(key);
        return stale;
      }, (result) => end({ result }), (error) => end({ error }));
    }
    if (!job.over) job.waiting.add(this.#arrived);
    else if (job.error) throw job.error;
    return job.result as Result | undefined;
  }

  /** Waits no longer. */
  drop(): void {
    this.#job?.waiting.delete(this.#arrived);
    this.#job = undefined;
  }
}
