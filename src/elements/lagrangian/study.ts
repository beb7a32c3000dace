import { promptly } from '../../field/slices.ts';
import { clip } from '../../geometry/clip.ts';
import { course, type Course } from '../../geometry/course.ts';
import { sublevel } from '../../geometry/sublevel.ts';
import type { Vec2 } from '../../problem/types.ts';
import { levelCurveSteps, type LevelCurve } from '../../solver/implicit/index.ts';
import { lagrangeSteps, type Answer } from '../../solver/lagrange/index.ts';
import type { Reading } from '../../solver/lagrange/reading.ts';
import { settingOf } from '../../solver/lagrange/setting.ts';
import type { Asked } from './question.ts';

/** All that is known of a question: its functions and curve at once, its candidates once they are found. */
export interface Facts extends Asked {
  readonly J: Reading;
  /** g − k. */
  readonly g: Reading;
  readonly curve: LevelCurve;
  readonly course: Course;
  /** Outlines of {g ≤ k} for an inequality. */
  readonly region: readonly (readonly Vec2[])[];
  readonly answer: Answer | null;
}

function* steps(asked: Asked, told: (facts: Facts) => void): Generator<void, Facts> {
  const { J, g: [g] } = settingOf(asked.inquiry);
  const curve = yield* levelCurveSteps(g!, asked.question.window);
  const region = asked.question.constraints[0]!.relation === '<=' ? sublevel(curve, (x, y) => g!.at([x, y])) : [];
  const facts: Facts = { ...asked, J, g: g!, curve, course: course(curve.branches.flatMap((branch) => clip(branch, asked.question.window))), region, answer: null };
  yield;
  told(facts);
  return { ...facts, answer: yield* lagrangeSteps(asked.question) };
}

/** Answers questions, at once where that is quick, else in slices; of questions that overtake each other the newest wins. */
export class LagrangianStudy {
  readonly #found: (facts: Facts) => void;
  readonly #failed: (error: Error) => void;
  #newest = 0;
  #waiting: (() => void)[] = [];
  busy = false;

  /** @param found called with the curve, and again with the candidates */
  constructor(found: (facts: Facts) => void, failed: (error: Error) => void) {
    this.#found = found;
    this.#failed = failed;
  }

  /** Resolves when the newest question is answered. */
  get idle(): Promise<void> { return this.busy ? new Promise((resolve) => { this.#waiting.push(resolve); }) : Promise.resolve(); }

  pose(asked: Asked): void {
    const question = (this.#newest += 1);
    this.busy = true;
    const end = (tell: () => void) => {
      this.busy = false;
      tell();
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    promptly(steps(asked, this.#found), () => this.#newest !== question, (facts) => end(() => this.#found(facts)), (error) => end(() => this.#failed(error as Error)));
  }
}
