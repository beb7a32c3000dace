import type { TemplateResult } from 'lit';
import { promptly } from '../../field/slices.ts';
import { footOn, gripAmong, gripOn, type Grip } from '../../geometry/grip.ts';
import { figures } from '../../geometry/number.ts';
import { outline } from '../../geometry/outline/outline.ts';
import { trace } from '../../geometry/outline/piece.ts';
import { amountAt, positionOf, scaleOf, type Scale } from '../../geometry/scale.ts';
import type { Scene } from '../../paint/scene.ts';
import { fixedPenalty } from '../../problem/formulas.ts';
import { lambdaInside, statePenalty } from '../../problem/penalties.ts';
import { valueOf } from '../../problem/stated.ts';
import type { Problem, Vec2 } from '../../problem/types.ts';
import { Handle } from '../handle.ts';
import type { Change } from '../views/view.ts';

const STEP = 0.01, LARGE_STEP = 0.1; // of the scale that the slider of t has too
const DIGITS = 4; // what is shown is what is solved

const KEYS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** What the handle asks of its layer. */
export interface Walled {
  readonly host: HTMLElement;
  scene(): Scene | undefined;
  move(change: Change): void;
}

/**
 * The hand on the boundary of {R ≤ t}: wherever it pulls the boundary to, that is the new t = R there. In penalty form t is an
 * answer, so the hand gives the λ that answers it; where λ stands inside R there is none, and nothing to take hold of.
 */
export class BoundaryHandle {
  readonly #of: Walled;
  readonly #handle: Handle;
  #degrees: number | undefined;
  #grip: { readonly scene: Scene; readonly grip: Grip | null } | undefined;
  #beside: Vec2 | undefined; // what the hand holds, from the boundary: kept for one drag
  #scale: Scale | undefined;
  #question = 0;
  #answers: typeof import('../tradeoff/answers.ts') | undefined; // which λ answers a t: loaded once a hand asks
  #wish: { readonly problem: Problem; readonly budget: number } | undefined; // asked for, and not reached by any λ

  constructor(of: Walled) {
    this.#of = of;
    this.#handle = new Handle({
      host: of.host,
      plane: () => of.scene()?.plane,
      at: () => this.#held?.theta,
      grab: (theta) => this.#along(theta),
      move: (theta, done) => this.#pull(theta, done),
      press: (key, large) => this.#press(key, large),
    });
  }

  /** The handle and the line along which the boundary can be taken hold of; nothing where no hand can move it. */
  render(stroke: string): { readonly line: TemplateResult; readonly button: TemplateResult } | undefined {
    const scene = this.#of.scene(), grip = this.#held;
    if (!scene || !grip) return undefined;
    const { solution } = scene, scale = this.#scaled(scene);
    const text = scene.problem.form === 'constraint' ? `t = ${figures(scene.problem.budget, DIGITS)}` : `t = ${figures(solution.budget, DIGITS)}, by λ = ${figures(scene.problem.lambda, DIGITS)}`;
    return {
      line: this.#handle.line('hold', stroke),
      button: this.#handle.render('Boundary of the region', { low: 0, high: scale.top, now: Math.min(scale.top, solution.budget), text }),
    };
  }

  place(button: HTMLElement | null): void { this.#handle.place(button); }

  get #held(): Grip | null {
    const scene = this.#of.scene();
    if (!scene || !isOffered(scene)) return null;
    if (this.#grip?.scene !== scene) {
      const others = [scene.solution.theta, ...scene.minimizers].map((theta) => scene.plane.toPixels(theta));
      const grip = gripOn(regionOf(scene), scene.plane, others, this.#degrees) ?? gripAmong(pointsOf(scene), scene.plane, others, this.#grip?.grip?.theta);
      this.#degrees = grip?.degrees ?? this.#degrees;
      this.#grip = { scene, grip };
    }
    return this.#grip.grip;
  }

  // Along the line the hand holds the boundary where it took it, and the boundary does not jump to the hand.
  #along(theta: Vec2): Vec2 | undefined {
    const scene = this.#of.scene(), grip = this.#held;
    if (!scene || !grip) return undefined;
    const { plane } = scene, at = plane.toPixels(grip.theta), hand = plane.toPixels(theta);
    const near = Math.hypot(at[0] - hand[0], at[1] - hand[1]) < 22;
    const foot = near ? grip.foot : footOn(regionOf(scene), theta) ?? theta;
    const from = near ? grip.theta : foot;
    this.#beside = [from[0] - foot[0], from[1] - foot[1]];
    return from;
  }

  #pull([x, y]: Vec2, done: boolean): void {
    const scene = this.#of.scene(), beside = this.#beside ?? [0, 0];
    if (!scene) return;
    if (done) this.#beside = undefined;
    this.#ask(penaltyIn(scene)(x - beside[0], y - beside[1]));
  }

  #press(key: string, large: boolean): boolean {
    const scene = this.#of.scene(), steps = KEYS[key];
    if (!scene || (steps === undefined && key !== 'Home' && key !== 'End')) return false;
    const scale = this.#scaled(scene), { problem, solution } = scene;
    const from = this.#wish?.problem === problem ? this.#wish.budget : solution.budget;
    if (steps === undefined) this.#ask(key === 'Home' ? 0 : scale.top);
    else this.#ask(amountAt(scale, Math.min(1, Math.max(0, positionOf(scale, from) + steps * (large && Math.abs(steps) === 1 ? LARGE_STEP : STEP)))));
    return true;
  }

  #ask(wanted: number): void {
    const { problem, solution } = this.#of.scene()!, budget = Number(Math.max(0, wanted).toPrecision(DIGITS));
    if (!Number.isFinite(budget)) return;
    if (problem.form === 'constraint') {
      if (budget !== problem.budget) this.#of.move({ budget });
      return;
    }
    const question = (this.#question += 1), answers = this.#answers;
    if (!answers) {
      void import('../tradeoff/answers.ts').then((loaded) => {
        this.#answers = loaded;
        if (question === this.#question) this.#ask(wanted);
      }, () => {}); // the slider does the same
      return;
    }
    // A λ that answers is not unique at a kink, and there is none within a gap: the nearest one to that of now.
    promptly(answers.changeSteps(problem, { budget }), () => question !== this.#question, (change) => {
      const lambda = change?.lambda === undefined ? undefined : budget === 0 ? roundUp(change.lambda) : Number(change.lambda.toPrecision(DIGITS));
      // No λ presses the weights all the way to 0: then as far as a step.
      if (budget === 0 && lambda === undefined) return this.#ask(amountAt(this.#scaled(this.#of.scene()!), STEP));
      if (lambda === undefined || !Number.isFinite(lambda) || lambda === problem.lambda || budget === solution.budget) this.#wish = { problem, budget };
      else this.#of.move({ lambda });
    }, () => { if (budget === 0) this.#ask(amountAt(this.#scaled(this.#of.scene()!), STEP)); }); // elsewhere nothing is attained
  }

  #scaled({ problem: { loss, penalty }, solution }: Scene): Scale {
    return (this.#scale = scaleOf([{ loss, penalty, form: 'constraint', budget: solution.budget }], this.#scale));
  }
}

/** Up, since below λmax the weights are not zero. */
const roundUp = (lambda: number): number => {
  const round = Number(lambda.toPrecision(DIGITS));
  return round >= lambda ? round : Number((lambda * (1 + 10 ** (1 - DIGITS))).toPrecision(DIGITS));
};

/** Whether a hand may move the boundary: t always, λ where it answers a t. */
const isOffered = ({ problem, solution }: Scene): boolean => (problem.form === 'constraint' || !lambdaInside(problem.penalty)) && Number.isFinite(solution.budget);

const penaltyIn = ({ problem }: Scene) => valueOf(statePenalty(fixedPenalty(problem), 1));
const regionOf = (scene: Scene) => ({ penalty: penaltyIn(scene), budget: scene.solution.budget });

/** The boundary of a typed penalty as points: others are met by rays, or have none. */
const pointsOf = ({ problem: { penalty }, solution: { budget }, plane: { window } }: Scene): readonly Vec2[] =>
  (penalty.kind === 'formula' ? outline(penalty, budget, window).lines.flatMap((piece) => trace(piece)) : []);
