import { css, html, type TemplateResult } from 'lit';
import type { PenaltyKind } from '../problem/types.ts';

/** What a reader sees of a penalty: its norm with bars that are drawn (many fonts have no ‖), its name, and in words. */
export interface Notation {
  readonly norm: TemplateResult;
  readonly name: string;
  readonly words: string;
}

const norm = (index: string, power = '') => html`<span class="norm"><i>θ</i></span><sub>${index}</sub>${power ? html`<sup>${power}</sup>` : ''}`;

export const NOTATION = {
  l1: { norm: norm('1'), name: 'L1', words: 'the one-norm of θ' },
  l2: { norm: norm('2', '2'), name: 'L2', words: 'the squared two-norm of θ' },
  'l2-norm': { norm: norm('2'), name: 'L2 norm', words: 'the two-norm of θ' },
} satisfies Record<PenaltyKind, Notation>;

export const notation = css`
  i { font-family: var(--_math); }
  .norm { border-inline: 3px double currentColor; padding-inline: 0.14em; margin-inline: 0.08em; }
  sub, sup { font-size: 0.72em; line-height: 0; }
  sup { margin-inline-start: -0.42em; }
`;
