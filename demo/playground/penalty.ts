import { normalCone, type Penalty } from '../../src/core.ts';
import { byName, resting, sentenceOf, wrong } from './fields.ts';
import { penaltyText } from './markup.ts';
import type { Page, Panel } from './rings.ts';

const PROBE = { loss: { kind: 'himmelblau' }, form: 'constraint', budget: 1 } as const;

/** Any penalty as an attribute says it. */
export function penalty({ figure, form, say }: Page): Pick<Panel, 'follow' | 'flush'> {
  const field = byName(form, 'penalty');
  const read = () => {
    let sentence = '';
    try {
      normalCone({ ...PROBE, penalty: field.value as unknown as Penalty }, [0.37, 0.21]);
    } catch (error) {
      sentence = sentenceOf(error);
    }
    wrong('penalty', sentence);
    return sentence;
  };
  const give = () => {
    const sentence = read();
    if (sentence) return say(sentence);
    figure.change({ penalty: field.value });
  };
  const rest = resting(give, 400);
  field.addEventListener('input', () => { read(); rest.later(); });
  field.addEventListener('change', rest.now);
  return {
    flush: rest.now,
    follow(problem) {
      if (field.matches(':focus')) return;
      field.value = penaltyText(problem);
      wrong('penalty', '');
    },
  };
}
