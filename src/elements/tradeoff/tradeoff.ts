import { css, html, nothing, svg, type CSSResultGroup, type TemplateResult } from 'lit';
import { balanceOf, gapAt, rangesOf, type Balance } from '../../geometry/balance.ts';
import { chart } from '../../geometry/chart.ts';
import { Complaint } from '../../problem/complaint.ts';
import { lambdaInside } from '../../problem/penalties.ts';
import type { Problem, Solution, Vec2 } from '../../problem/types.ts';
import { frontierSteps, type Frontier } from '../../solver/frontier.ts';
import { lossValue, penaltyValue, type Correspondence, type Pair } from '../../solver/solve.ts';
import { Attained } from './attained.ts';
import { chartStyles } from '../views/chart-axes.ts';
import { define } from '../define.ts';
import { handleStyles } from '../handle.ts';
import { Inquiry } from './inquiry.ts';
import { LinkedView, type Drawing } from '../views/linked-view.ts';
import { pairOf } from './pairs.ts';
import type { Findings } from '../figure/study.ts';
import { answerSteps } from './answers.ts';
import { TradeoffHands } from './hands.ts';
import { tradeoffPicture, tradeoffStyles, type Line } from './picture.ts';
import { captionOf, labelOf, pairing, sentenceOf, symbolFor } from './words.ts';
import { typeScale } from '../layers/measure.ts';
import type { View } from '../views/view.ts';

/**
 * `<reg-tradeoff for="figure">`: the plane of the penalty R and the loss L, with all pairs that a θ attains, their lower frontier,
 * the vertical at t and the line of slope −λ that supports the frontier at θ*. Drag the vertical or turn the line: the other one and
 * the figures follow; of several ids the first is shown and all are driven. Where one λ answers many t, one t many λ, or none, that
 * is drawn; stretches of t that no λ reaches are shaded where certified solutions show them.
 * @fires reg-error something given cannot be used, or a drawing failed
 * @csspart note - what there is to say of λ and t here
 */
export class RegTradeoff extends LinkedView {
  static override styles: CSSResultGroup[] = [...LinkedView.styles, handleStyles, chartStyles, tradeoffStyles, css`
    button { background-color: color-mix(in srgb, var(--_penalty) 18%, transparent); }
    button:hover { background-color: color-mix(in srgb, var(--_penalty) 30%, transparent); }
    button:focus-visible { outline-color: var(--_penalty); }
    .note { min-height: 2.9em; } /* or what stands below would move under the hand */
    .waiting { position: absolute; inset: 40% 1em auto; text-align: center; color: var(--_muted); }
  `];

  readonly #frontier = new Inquiry<Frontier>(() => this.requestUpdate());
  readonly #answer = new Inquiry<Correspondence | undefined>(() => this.requestUpdate());
  readonly #attained = new Attained(() => this.requestUpdate());
  readonly #hands = new TradeoffHands(() => this.plot, () => this.views, () => this.requestUpdate());
  #note = '';
  #now: Line | undefined;
  #shown: Pair | undefined; // what the picture is of

  protected override draw(view: View, width: number, height: number): Drawing | undefined {
    const { findings, frame, engine } = view, { problem, solution } = findings;
    const pair = pairOf(problem);
    const still = problem.form === 'penalty' && lambdaInside(problem.penalty);
    if (still && problem.lambda === 0) return this.#say('At λ = 0 nothing is penalised: R is 0 everywhere, and there is no trade-off.');
    const known = this.#worked(pair);
    if (typeof known === 'string') return this.#say(known);
    if (!known) return this.#shown && akin(this.#shown, pair) ? undefined : this.#say('Solving…');
    this.#shown = pair;
    const frontier = known.answer;
    const balance = balanceOf(findings, frontier, this.#answer.ask(solution, () => answerSteps(findings, frontier))?.answer);
    const { budget, asked } = this.#verticals(problem, solution, frontier, balance);
    const ranges = rangesOf(frontier, budget, scaleOf(problem, frame.x[1], frontier));
    const map = chart({ low: ranges.budget[0], high: ranges.budget[1] }, { low: ranges.loss[0], high: ranges.loss[1] }, width, height, undefined, typeScale(this));
    const line = this.#lineOf(findings, frontier, balance, budget);
    // A figure that nobody has seen yet has no engine.
    const image = this.#attained.get({ pair, window: frame, kind: engine ?? 'cpu', ...ranges });
    const letter = symbolFor(problem);
    this.#note = sentenceOf(problem, balance, asked);
    const text = `${pairing(problem, balance).join(', ')}${asked === undefined ? '' : `. ${this.#note}`}`;
    this.#hands.stand = still ? undefined : { chart: map, frontier, budget: asked ?? budget, lambda: line.lambda, touch: line.touch, text, letter };
    this.#now = line;
    const { certificate } = solution;
    return {
      picture: tradeoffPicture({ chart: map, frontier, image, balance, budget, asked, letter, line, certified: certificate.holds }),
      label: labelOf(problem, solution, balance, this.#note), caption: captionOf(problem, balance), ...(still ? {} : { hands: this.#hands.render()! }),
    };
  }

  /** The frontier, or in a sentence why this problem has none. */
  #worked(pair: Pair): { readonly answer: Frontier } | string | undefined {
    try {
      return this.#frontier.ask(pair, () => frontierSteps(pair));
    } catch (error) {
      if (error instanceof Complaint) return error.message;
      throw error;
    }
  }

  #say(sentence: string): Drawing {
    this.#note = '';
    this.#now = this.#shown = this.#hands.stand = undefined;
    return { picture: svg``, label: sentence, hands: html`<p class="waiting">${sentence}</p>` };
  }

  /** The t at which the vertical stands, of those that correspond the one that the hand asked for, and one asked for in vain. */
  #verticals(problem: Problem, { penalty }: Solution, frontier: Frontier, { budget }: Balance): { readonly budget: number; readonly asked: number | undefined } {
    if (problem.form === 'constraint') return { budget: problem.budget, asked: undefined };
    const wished = this.#hands.wish(problem).budget;
    if (wished !== undefined && budget.kind === 'interval' && wished >= budget.from && wished <= budget.to) return { budget: wished, asked: undefined };
    return { budget: penalty, asked: wished !== undefined && gapAt(frontier, wished) ? wished : undefined };
  }

  /** The supporting line. In a gap it is the best one, which does not touch at t; while λ is worked out the last one stands by, undrawn. */
  #lineOf({ problem, solution }: Findings, frontier: Frontier, { lambda, touches }: Balance, budget: number): Line {
    const [touch] = touches, wished = this.#hands.wish(problem).lambda;
    if (problem.form === 'penalty') return { lambda: lambdaInside(problem.penalty) ? 1 : problem.lambda, touch, drawn: true };
    switch (lambda?.kind) {
      case 'number': return { lambda: lambda.value, touch, drawn: true };
      case 'interval': return { lambda: wished !== undefined && wished >= lambda.from && wished <= lambda.to ? wished : lambda.from, touch, drawn: true };
      case undefined: return { lambda: this.#now?.lambda ?? 0, touch, drawn: false };
      default: {
        const gap = gapAt(frontier, budget);
        return gap ? { lambda: gap.lambda, touch: [gap.from.budget, gap.from.loss], drawn: true } : { lambda: solution.lambda ?? Infinity, touch, drawn: false };
      }
    }
  }

  protected override below(): TemplateResult | typeof nothing {
    return this.#note ? html`<p class="note" part="note">${this.#note}</p>` : nothing;
  }

  override updated(): void { this.#hands.place(this.renderRoot as ShadowRoot); }
}
define('reg-tradeoff', RegTradeoff);

/** Whether one is a step of the other's sweep: its picture may stand for a moment. */
const akin = (a: Pair, b: Pair) => a.loss.kind === b.loss.kind && a.penalty.kind === b.penalty.kind;

/** How far R and L reach where a problem has no trade-off of its own: half way to the edge of the window. */
function scaleOf(problem: Problem, edge: number, { places }: Frontier): Vec2 {
  const at: Vec2 = [edge / 2, 0], { loss } = places.at(-1)!, rise = Math.abs(lossValue(problem.loss, at) - loss);
  return [Math.abs(penaltyValue(problem, at)) || 1, rise > 1e-9 * Math.abs(loss) ? rise : Math.abs(loss) || 1];
}
