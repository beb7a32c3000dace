import { promptly } from '../field/slices.ts';
import { landmarkSteps, solveSteps, type Landmark } from '../solver/solve.ts';
import type { Loss, Problem, Solution, Vec2 } from '../problem/types.ts';

/** What is known of a problem: its certified solution, and where its loss alone is least. */
export interface Findings {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly landmark: Landmark;
}

/** Solves what a view asks, at once where that is quick, else in slices; of questions that overtake each other the newest wins. */
export class Study {
  readonly #found: (findings: Findings) => void;
  readonly #failed: (error: unknown) => void;
  #newest = 0;
  #landmark: { readonly loss: Loss; readonly value: Landmark } | undefined;
  #last: { readonly loss: Loss; readonly theta: Vec2 } | undefined; // where the next solution is probably near
  /** Whether the newest question is still being worked on. */
  busy = false;
  #waiting: (() => void)[] = [];

  /** Resolves once the newest question is answered or failed. */
  get idle(): Promise<void> { return this.busy ? new Promise((resolve) => { this.#waiting.push(resolve); }) : Promise.resolve(); }

  constructor(found: (findings: Findings) => void, failed: (error: unknown) => void) {
    this.#found = found;
    this.#failed = failed;
  }

  pose(problem: Problem): void {
    const question = (this.#newest += 1);
    this.busy = true;
    const end = <Value>(tell: (value: Value) => void) => (value: Value) => {
      this.busy = false;
      tell(value);
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    promptly(this.#steps(problem), () => this.#newest !== question, end(this.#found), end(this.#failed));
  }

  *#steps(problem: Problem): Generator<void, Findings> {
    const { loss } = problem;
    if (this.#landmark?.loss !== loss) this.#landmark = { loss, value: yield* landmarkSteps(loss) };
    const solution = yield* solveSteps(problem, this.#last?.loss === loss ? this.#last.theta : undefined);
    this.#last = { loss, theta: solution.theta };
    return { problem, landmark: this.#landmark.value, solution };
  }
}
