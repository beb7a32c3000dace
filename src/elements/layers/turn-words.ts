import { figures } from '../../geometry/number.ts';
import type { Turn } from '../../solver/trail.ts';

const NAME = ['θ₁', 'θ₂'];

/** What happens at a turn, without its place: as λ rises (rising), or on the way from 0 to θ̂. */
export function turnWords({ events, beyond }: Turn, rising: boolean): string {
  const [first, second] = events;
  if (!first) return 'θ* jumps';
  const who = second && second.kind === first.kind ? 'both weights' : first.weight === undefined ? '' : NAME[first.weight]!;
  const many = who === 'both weights';
  switch (first.kind) {
    case 'enters': return rising ? `${who} ${beyond ? (many ? 'jump to' : 'jumps to') : many ? 'become' : 'becomes'} zero` : `${who} ${beyond ? (many ? 'jump in' : 'jumps in') : many ? 'enter' : 'enters'}`;
    case 'leaves': return rising ? `${who} ${many ? 'leave' : 'leaves'} zero` : `${who} ${many ? 'leave' : 'leaves'}`;
    case 'meet': return rising ? 'the weights part' : 'the weights become equal';
    case 'part': return rising ? 'the weights become equal' : 'the weights part';
    default: return first.kind satisfies never;
  }
}

/** “θ₂ enters at λ = 0.39”. */
export const turnAt = (turn: Turn, form: 'penalty' | 'constraint', rising = false): string =>
  `${turnWords(turn, rising)} at ${form === 'penalty' ? `λ = ${turn.place.lambda === null ? '?' : figures(turn.place.lambda)}` : `t = ${figures(turn.place.budget)}`}`;
