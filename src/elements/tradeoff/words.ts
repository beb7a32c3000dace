import { html, type TemplateResult } from 'lit';
import type { Balance } from '../../geometry/balance.ts';
import { figures } from '../../geometry/number.ts';
import { lambdaInside } from '../../problem/penalties.ts';
import type { Problem, Solution } from '../../problem/types.ts';
import type { Correspondence } from '../../solver/solve.ts';
import { NOTATION } from '../notation.ts';

const round = (value: number) => figures(value, 4);

/** λ = 0.6, t ≥ 1.8, 0.25 ≤ λ ≤ 0.75, t = 0 or t = 1.03, no λ. */
function amount(symbol: string, found: Correspondence | undefined): string {
  switch (found?.kind) {
    case undefined: return `${symbol} = …`;
    case 'number': return `${symbol} = ${round(found.value)}`;
    case 'interval': return found.to === Infinity ? `${symbol} ≥ ${round(found.from)}` : `${round(found.from)} ≤ ${symbol} ≤ ${round(found.to)}`;
    case 'set': return found.values.map((value) => `${symbol} = ${round(value)}`).join(' or ');
    case 'none': return `no ${symbol}`;
    default: return found satisfies never;
  }
}

/** The multiplier's letter: λ, but ν where λ is inside the penalty. */
export const symbolFor = ({ penalty }: Problem): 'λ' | 'ν' => (lambdaInside(penalty) ? 'ν' : 'λ');

/** λ and t as they answer each other. */
export function pairing(problem: Problem, { lambda, budget }: Balance): readonly [string, string] {
  const own = problem.form === 'penalty' && lambdaInside(problem.penalty) ? `λ = ${round(problem.lambda)}, ` : '';
  return [own + amount(symbolFor(problem), lambda), amount('t', budget)];
}

const italic = (text: string): TemplateResult => html`${text.split(/([λνt])(?= |$)/).map((part, i) => (i % 2 ? html`<i>${part}</i>` : part))}`;

// Drawn: many fonts have no ⇄.
const ARROWS = html`<svg class="arrows" viewBox="0 0 18 12" role="img" aria-label="corresponds to"><path d="M1,3.5h15m-4,-3l4,3l-4,3M17,8.5h-15m4,-3l-4,3l4,3"/></svg>`;

export const captionOf = (problem: Problem, balance: Balance): TemplateResult => {
  const [lambda, budget] = pairing(problem, balance);
  return html`<span class="amount">${italic(lambda)} ${ARROWS} ${italic(budget)}</span>`;
};

/** What the picture shows, in one sentence or two. @param asked a t that the hand asks for in vain */
export function sentenceOf(problem: Problem, { lambda, budget, gap }: Balance, asked: number | undefined): string {
  const letter = symbolFor(problem);
  if (problem.form === 'penalty' && letter === 'ν') {
    return `λ is inside ${NOTATION[problem.penalty.kind].name} and shapes the set itself: the line weighs R with ν = 1, and another λ draws another plane. In constraint form the shape stays, and the line and the vertical can be moved.`;
  }
  if (asked !== undefined) return `No ${letter} reaches t = ${round(asked)}: the solution jumps over it.`;
  if (lambda?.kind === 'none') return gap > 0 ? `${lambda.reason} The best line stays ${figures(gap, 2)} below L here.` : lambda.reason;
  const reasons = [budget.kind === 'none' ? '' : budget.reason, lambda?.reason ?? ''].filter(Boolean);
  return reasons.length > 0 ? reasons.join(' ') : `The line of slope −${letter} touches the set at θ* and nothing attainable lies below it.`;
}

/** What a screen reader is told in place of the picture. */
export function labelOf(problem: Problem, { loss, penalty }: Solution, balance: Balance, sentence: string): string {
  const [lambda, budget] = pairing(problem, balance);
  return `The penalty R across and the loss L upward: all pairs that a θ attains, and their lower frontier. ${lambda} corresponds to ${budget}, with L = ${round(loss)} and R = ${round(penalty)}. ${sentence}`;
}
