import { promptly } from '../../field/slices.ts';
import type { FindTask } from '../../geometry/find.ts';
import type { Findings } from '../../paint/scene.ts';
import { isLong } from '../../problem/losses.ts';
import type { Loss, Problem, Vec2 } from '../../problem/types.ts';
import { landmarkSteps, solveSteps } from '../../solver/light.ts';
import { loading } from '../../solver/load.ts';
import { missed } from '../missed.ts';

export type { Findings };

/** What a study tells its view. */
export interface Student {
  found(findings: Findings): void;
  /** Valid, and yet without a solution. */
  failed(error: Error): void;
  /** The newest question takes so long that a reader wants to be told. */
  late(): void;
}

const LATE_MS = 200;

/**
 * Solves what a view asks: at once where that is quick, else in slices, and what has many samples or a long formula in the worker. Of questions that
 * overtake each other the newest wins; of those about the same samples one that is nearly done is still told, so that the picture
 * follows a hand that does not rest.
 */
export class Study {
  readonly #student: Student;
  #newest = 0;
  #last: { readonly loss: Loss; readonly theta: Vec2 } | undefined; // where the next solution is probably near
  #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #away: { readonly loss: Loss; readonly abort: AbortController; readonly since: number } | undefined; // what is at work elsewhere
  #next: (() => void) | undefined; // asked once that is done
  /** Whether the newest question is still being worked on. */
  busy = false;

  constructor(student: Student) { this.#student = student; }

  /** Resolves once the newest question is answered or failed. */
  get idle(): Promise<void> { return this.busy ? new Promise((resolve) => { this.#waiting.push(resolve); }) : Promise.resolve(); }

  pose(problem: Problem): void {
    const question = (this.#newest += 1);
    this.busy = true;
    this.#next = undefined;
    if (this.#away && (this.#away.loss !== problem.loss || performance.now() - this.#away.since > LATE_MS)) this.#away.abort.abort();
    const stale = () => this.#newest !== question, fail = (error: unknown) => this.#end(() => this.#student.failed(error as Error));
    const here = () => promptly(this.#steps(problem), stale, (findings) => this.#end(() => this.#student.found(findings)), fail);
    const begin = () => { if (!isLong(problem)) here(); else if (this.#away) this.#next = begin; else void this.#elsewhere(problem, stale); };
    const coming = loading(problem); // what solves it, at the first problem of its kind
    if (coming) coming.then(() => { if (!stale()) begin(); }, (error: unknown) => { if (!stale()) fail(missed('What solves this problem', error, 'problem')); });
    else begin();
    if (this.busy) this.#watch();
  }

  #watch(): void { this.#timer ??= setTimeout(() => { if (this.busy) this.#student.late(); }, LATE_MS); }

  #end(tell: () => void): void {
    this.busy = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    tell();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #elsewhere(problem: Problem, stale: () => boolean): Promise<void> {
    const abort = new AbortController(), { signal } = abort, { loss } = problem;
    const task: FindTask = { problem, warm: this.#last?.loss === loss ? this.#last.theta : undefined };
    this.#away = { loss, abort, since: performance.now() };
    try {
      const { findAfar } = await import('./afar.ts').catch((error: unknown) => { throw missed('What solves problems of many samples', error, 'problem'); });
      const found = await findAfar(task, signal);
      this.#last = { loss, theta: found.solution.theta };
      const findings: Findings = { problem, landmark: found.landmark, solution: found.solution };
      if (!stale()) this.#end(() => this.#student.found(findings));
      else if (!signal.aborted) this.#follow(findings);
    } catch (error) {
      if (!stale()) this.#end(() => this.#student.failed(error as Error));
    }
    this.#away = undefined;
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }

  /** An answer that is behind the newest question, and nearer to it than what is shown. */
  #follow(findings: Findings): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#student.found(findings);
    this.#watch();
  }

  *#steps(problem: Problem): Generator<void, Findings> {
    const { loss } = problem;
    const landmark = yield* landmarkSteps(loss);
    const solution = yield* solveSteps(problem, this.#last?.loss === loss ? this.#last.theta : undefined);
    this.#last = { loss, theta: solution.theta };
    return { problem, landmark, solution };
  }
}
