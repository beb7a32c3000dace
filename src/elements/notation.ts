import { css, html, type TemplateResult } from 'lit';
import { figures } from '../geometry/number.ts';
import { NAMES } from '../print/names.ts';
import type { Penalty, PenaltyKind } from '../problem/types.ts';

/** What a reader sees of a penalty: R in symbols (bars are drawn: many fonts have no ‖), and its name. */
export interface Notation<Kind extends PenaltyKind = PenaltyKind> {
  readonly symbol: (penalty: Extract<Penalty, { kind: Kind }>) => TemplateResult;
  readonly name: string;
}

const norm = (index: unknown, power: unknown = '') => html`<span class="norm"><i>θ</i></span><sub>${index}</sub>${power === '' ? '' : html`<sup>${power}</sup>`}`;
const plain = (template: TemplateResult) => () => template;
/** A factor before a symbol; 1 is not written. */
const times = (factor: number) => (factor === 1 ? '' : `${factor === Math.SQRT2 ? '√2' : figures(factor)} `);
const P = (kind: string) => html`Σ <i>P</i><sub>${kind}</sub>(<i>θ</i><sub>i</sub>)`;

export const NOTATION: { readonly [Kind in PenaltyKind]: Notation<Kind> } = {
  l1: { symbol: plain(norm('1')), name: 'L1' },
  l2: { symbol: plain(norm('2', '2')), name: 'L2' },
  'l2-norm': { symbol: plain(norm('2')), name: 'L2 norm' },
  linf: { symbol: plain(norm('∞')), name: 'L∞' },
  'elastic-net': {
    symbol: ({ ratio }) => html`(${figures(ratio)} ${norm('1')} + ${figures((1 - ratio) / 2)} ${norm('2', '2')})`,
    name: 'Elastic net',
  },
  'weighted-l1': {
    symbol: ({ weights: [first, second] }) => html`(${times(first)}|<i>θ</i>₁| + ${times(second)}|<i>θ</i>₂|)`,
    name: 'Weighted L1',
  },
  lp: { symbol: ({ p }) => norm(figures(p), p === 1 ? '' : figures(p)), name: 'Lp' },
  group: {
    symbol: ({ groups, weights }) => (groups.length === 1 ? html`${times(weights?.[0] ?? Math.SQRT2)}${norm('2')}` : html`Σ <i>w</i><sub>i</sub> |<i>θ</i><sub>i</sub>|`),
    name: 'Group',
  },
  scad: { symbol: plain(P('SCAD')), name: 'SCAD' },
  mcp: { symbol: plain(P('MCP')), name: 'MCP' },
  formula: { symbol: plain(html`<i>R</i>(<i>θ</i>)`), name: 'Formula' },
};

/** R in symbols with its words as the accessible name. */
export function symbolOf(penalty: Penalty): TemplateResult {
  const { symbol } = NOTATION[penalty.kind] as Notation;
  return html`<span role="img" aria-label=${NAMES[penalty.kind]}>${symbol(penalty)}</span>`;
}

export const notation = css`
  i { font-family: var(--_math); }
  .norm { border-inline: 3px double currentColor; padding-inline: 0.14em; margin-inline: 0.08em; }
  sub, sup { font-size: 0.72em; line-height: 0; }
  sup { margin-inline-start: -0.42em; }
`;
