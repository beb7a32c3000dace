import { css, html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { figures } from '../../geometry/number.ts';
import { workingOf, type Working } from '../../solver/lagrange/working.ts';
import type { Facts } from './study.ts';
import { math } from './math.ts';
import { lagrangianSign } from './symbols.ts';

export const workingStyles = css`
  .working { margin: 0.9em 0 0; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.3em 0.7em; align-items: center; }
  .working dt { white-space: nowrap; }
  .working dd { margin: 0; padding-block: 0.15em; }
  .working dd.equation { overflow-x: auto; overflow-y: hidden; white-space: nowrap; }
  @container (max-width: 27rem) { .working { grid-template-columns: minmax(0, 1fr); gap: 0; } .working dt { color: var(--_muted); } .working dd { padding-inline-start: 0.8em; } }
  math { font-family: var(--_math); font-size: 1.08em; }
  mi { text-transform: none; }
  mi.variable { font-style: italic; }
`;

const workings = new WeakMap<Facts['inquiry'], Working>();

/** The Lagrangian of a question, written out once. */
export function working(inquiry: Facts['inquiry']): Working {
  const known = workings.get(inquiry) ?? workingOf(inquiry);
  workings.set(inquiry, known);
  return known;
}

/** A formula as an element of its own, made anew only when it changes. */
export const formula = (text: string): unknown => guard([text], () => math(text));

const shift = (level: number) => (level === 0 ? '' : level < 0 ? ` + ${figures(-level, 6)}` : ` − ${figures(level, 6)}`);

/** 𝓛, its three equations, and where they hold together. */
export function workingList({ inquiry, answer, question: { sense, constraints: [constraint] } }: Facts): TemplateResult {
  const { lagrangian, slopes, constraint: g } = working(inquiry);
  const inequality = constraint!.relation === '<=', sign = sense === 'maximise' ? '≥' : '≤';
  const count = answer?.candidates.length ?? 0;
  return html`<dl class="working" part="working">
    <dt>${lagrangianSign}(<i>θ</i>, <i>λ</i>)</dt><dd class="equation">= ${formula(lagrangian)}</dd>
    <dt>∂${lagrangianSign}/∂<i>θ</i>₁</dt><dd class="equation">= ${formula(slopes[0])} = 0</dd>
    <dt>∂${lagrangianSign}/∂<i>θ</i>₂</dt><dd class="equation">= ${formula(slopes[1])} = 0</dd>
    ${inequality ? html`<dt>constraint</dt><dd>${formula(g)} ≤ ${figures(constraint!.level, 6)}, with <i>λ</i> = 0 where it is inactive; a ${sense === 'maximise' ? 'maximum' : 'minimum'} has <i>λ</i> ${sign} 0</dd>`
    : html`<dt>−∂${lagrangianSign}/∂<i>λ</i></dt><dd class="equation">= ${formula(g)}${shift(constraint!.level)} = 0</dd>`}
    ${answer ? html`<dt>together</dt><dd>${count > 0 ? `they hold at ${count === 1 ? 'the one candidate' : `the ${count} candidates`} of the table` : answer.curves.length > 0 ? `they ${answer.curves.some(({ proven }) => proven) ? '' : 'may '}hold all along a curve` : 'they hold nowhere in this window'}</dd>` : ''}
  </dl>`;
}
