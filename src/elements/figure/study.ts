import { promptly } from '../../field/slices.ts';
import type { Findings } from '../../paint/scene.ts';
import type { Loss, Problem, Vec2 } from '../../problem/types.ts';
import { landmarkSteps, solveSteps } from '../../solver/solve.ts';

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

/** Solves what a view asks, at once where that is quick, else in slices; of questions that overtake each other the newest wins. */
export class Study {
  readonly #student: Student;
  #newest = 0;
  #last: { readonly loss: Loss; readonly theta: Vec2 } | undefined; // where the next solution is probably near
  #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the newest question is still being worked on. */
  busy = false;

  constructor(student: Student) { this.#student = student; }

  /** Resolves once the newest question is answered or failed. */
  get idle(): Promise<void> { return this.busy ? new Promise((resolve) => { this.#waiting.push(resolve); }) : Promise.resolve(); }

  pose(problem: Problem): void {
    const question = (this.#newest += 1);
    this.busy = true;
    promptly(this.#steps(problem), () => this.#newest !== question,
      (findings) => this.#end(() => this.#student.found(findings)), (error) => this.#end(() => this.#student.failed(error as Error)));
    if (this.busy) this.#timer ??= setTimeout(() => { if (this.busy) this.#student.late(); }, LATE_MS);
  }

  #end(tell: () => void): void {
    this.busy = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    tell();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  *#steps(problem: Problem): Generator<void, Findings> {
    const { loss } = problem;
    const landmark = yield* landmarkSteps(loss);
    const solution = yield* solveSteps(problem, this.#last?.loss === loss ? this.#last.theta : undefined);
    this.#last = { loss, theta: solution.theta };
    return { problem, landmark, solution };
  }
}
