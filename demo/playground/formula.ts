import { byName, resting, wrong } from './fields.ts';
import { amountAfter } from './rows.ts';
import { refusalOf, type Page, type Panel } from './rings.ts';

const KINDS = /^\s*(rosenbrock|himmelblau)\b/;
const ownWords = ({ formula, parameters = {} }: { readonly formula: string; readonly parameters?: Readonly<Record<string, number>> }): string => {
  const named = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`).join(', ');
  return named ? `${formula} where ${named}` : formula;
};

/** A typed loss, read with every key; the figure follows once the hand rests. */
export function formula({ figure, form, say }: Page): Panel {
  const field = byName<HTMLTextAreaElement>(form, 'formula');
  const lossOf = () => (KINDS.test(field.value) ? field.value.trim() : `formula: ${field.value}`);
  const read = () => {
    const sentence = refusalOf(lossOf());
    wrong('formula', sentence);
    return sentence;
  };
  const give = () => {
    const sentence = read();
    if (sentence) return say(sentence);
    Object.assign(figure, amountAfter(figure.problem), { src: undefined, intercept: false, window: null, loss: lossOf() });
  };
  const rest = resting(give, 400);
  field.addEventListener('input', () => { read(); rest.later(); });
  field.addEventListener('change', rest.now);
  for (const button of form.querySelectorAll<HTMLElement>('[data-formula]')) button.addEventListener('click', () => {
    field.value = button.dataset.formula!;
    give();
  });
  return {
    give, flush: rest.now,
    follow({ loss }) {
      if (field.matches(':focus')) return;
      if (loss.kind === 'formula') field.value = ownWords(loss);
      else if (loss.kind === 'himmelblau' || loss.kind === 'rosenbrock') field.value = loss.kind === 'rosenbrock' && loss.steepness !== undefined ? `rosenbrock ${loss.steepness}` : loss.kind;
      else return;
      wrong('formula', '');
    },
  };
}
