import { css, svg, type TemplateResult } from 'lit';
import type { Candidate, Singular, Unresolved } from '../../solver/lagrange/index.ts';
import type { Answer } from '../../solver/lagrange/index.ts';
import type { Vec2 } from '../../problem/types.ts';

/** What a mark stands for; each has a shape of its own, so that none is told by its colour alone. */
export type Sign = Candidate['kind'] | 'singular' | 'unresolved';

/** One numbered row of the table and its mark in both pictures. */
export interface Entry {
  readonly number: number;
  readonly theta: Vec2;
  readonly value: number | null;
  readonly sign: Sign;
  readonly active: boolean;
  readonly wins: boolean;
  readonly candidate?: Candidate;
  readonly singular?: Singular;
  readonly unresolved?: Unresolved;
}

/** All that a question's answer lists as points, numbered from 1. */
export function entriesOf({ candidates, singular, unresolved, winner }: Answer): Entry[] {
  const wins = ([x, y]: Vec2) => winner?.points.some(([u, v]) => u === x && v === y) ?? false;
  const list: Omit<Entry, 'number'>[] = [
    ...candidates.map((candidate) => ({ theta: candidate.theta, value: candidate.value, sign: candidate.kind, active: candidate.active.length > 0, wins: wins(candidate.theta), candidate })),
    ...singular.map((point) => ({ theta: point.theta, value: point.value, sign: 'singular' as const, active: true, wins: wins(point.theta), singular: point })),
    ...unresolved.map((box) => ({ theta: box.theta, value: null, sign: 'unresolved' as const, active: box.active.length > 0, wins: wins(box.theta), unresolved: box })),
  ];
  return list.map((entry, i) => ({ number: i + 1, ...entry }));
}

export const markStyles = css`
  .sign { fill: var(--_paper); stroke: var(--_ink); stroke-width: 2; stroke-linejoin: round; }
  .sign.wins { fill: var(--_ink); }
  .around { fill: none; stroke: var(--_paper); stroke-width: 6; stroke-linejoin: round; }
  .ring { fill: none; stroke: var(--_ink); stroke-width: 1.5; }
  .number { font-weight: 650; font-size: 0.93em; }
`;

const SHAPES: Record<Sign, string> = {
  maximum: 'M0,-7.5L7,5H-7Z', minimum: 'M0,7.5L7,-5H-7Z', saddle: 'M0,-7.5L7.5,0L0,7.5L-7.5,0Z', degenerate: 'M-5.5,-5.5H5.5V5.5H-5.5Z',
  isolated: 'M6,0A6,6 0 1 1 -6,0A6,6 0 1 1 6,0Z', singular: 'M-6,-6L6,6M6,-6L-6,6', unresolved: 'M-6,-6H6V6H-6ZM-6,6L6,-6',
};

/** The shape of a mark around the origin; the winner's is solid, with a ring in pictures. */
export const shape = ({ sign, wins }: Pick<Entry, 'sign' | 'wins'>): TemplateResult => svg`<path class="sign ${wins ? 'wins' : ''}" d=${SHAPES[sign]} />`;

/** The mark at a place of a picture. */
export const markAt = (entry: Pick<Entry, 'sign' | 'wins'>, [x, y]: Vec2): TemplateResult => svg`<g transform="translate(${x} ${y})">
  <path class="around" d=${SHAPES[entry.sign]} />${entry.wins ? svg`<circle class="ring" r="12" />` : ''}${shape(entry)}</g>`;
