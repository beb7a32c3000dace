import { svg, type TemplateResult } from 'lit';
import { trailKey } from '../../api/trail.ts';
import type { Against } from '../../geometry/along.ts';
import { figures } from '../../geometry/number.ts';
import { lambdaInside } from '../../problem/penalties.ts';
import { NOTATION } from '../notation.ts';
import type { Problem } from '../../problem/types.ts';

/** How each axis is called on its switch, at its end, and in a sentence. */
export const AXES: { readonly [A in Against]: { readonly short: string; readonly name: string; readonly words: string } } = {
  lambda: { short: 'λ', name: 'λ', words: 'λ' }, 'log-lambda': { short: 'log λ', name: 'λ (log)', words: 'λ on a logarithmic axis' }, t: { short: 't', name: 't', words: 't' },
  shrinkage: { short: 'shrinkage', name: 'shrinkage', words: 'shrinkage, the length of θ as a share of that of θ hat' },
};

/** The same at the end of the axis, symbols as mathematics. */
export const axisName = (against: Against): TemplateResult => (against === 'shrinkage' ? svg`${AXES[against].name}` : svg`<tspan class="math">${AXES[against].name[0]}</tspan>${AXES[against].name.slice(1)}`);

/** “λ = 0.39”, “t = 1.2” or “shrinkage 0.68”: a value on an axis. */
export const amountText = (against: Against, value: number, digits = 3): string => (against === 'shrinkage' ? `shrinkage ${figures(value, digits)}` : `${against === 't' ? 't' : 'λ'} = ${figures(value, digits)}`);

/** Why a problem has no such axis, if it has none. */
export function refusal({ loss, penalty, form }: Problem, against: Against): string | undefined {
  const convex = trailKey({ loss, penalty, form: 'penalty', lambda: 0 }) === trailKey({ loss, penalty, form: 'constraint', budget: 0 });
  if (form === 'constraint' && against.endsWith('lambda') && lambdaInside(penalty)) return `In the constraint form λ is frozen inside ${NOTATION[penalty.kind].name}: the path runs along t, or against shrinkage.`;
  if (form === 'constraint' && against.endsWith('lambda') && !convex) {
    const typed = loss.kind === 'formula' || penalty.kind === 'formula';
    return `${typed ? 'A typed formula need not be' : 'This problem is not'} convex: there ${typed ? 'may be' : 'are'} t that no λ answers, so its constraint form is followed against t or shrinkage.`;
  }
  if (form === 'penalty' && against === 't' && lambdaInside(penalty)) return `λ is inside ${NOTATION[penalty.kind].name}: with it R itself changes, so that no t belongs to the path. Choose λ or shrinkage.`;
  return undefined;
}
