import { lossGradient, type Loss, type Problem } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { byName, resting, sentenceOf, wrong } from './fields.ts';
import { amountAfter } from './rows.ts';

/** What a panel of the form does: it gives the figure a loss, and follows the one that the figure has. */
export interface Panel {
  /** Gives the figure the loss that the panel stands for. */
  give(): void;
  /** The figure has this problem now. */
  follow(problem: Problem): void;
  /** What must not wait any longer. */
  flush(): void;
}

/** What a panel may do to the page. */
export interface Page {
  readonly figure: RegGeometry;
  readonly form: HTMLFormElement;
  /** Tells a screen reader what stands beside a field. */
  say(sentence: string): void;
}

/** The sentence that the library has about a loss as an attribute says it; empty where it takes it. */
export function refusalOf(loss: unknown): string {
  try {
    lossGradient(loss as Loss, [0.37, 0.21]);
    return '';
  } catch (error) {
    return sentenceOf(error);
  }
}

const short = (value: number) => String(Number(value.toPrecision(6)));

/** A quadratic by its two fields; the hand in the figure needs none. */
export function rings({ figure, form, say }: Page): Panel {
  const fields = { minimizer: byName(form, 'minimizer'), curvature: byName(form, 'curvature') };
  const read = () => {
    const given = { kind: 'quadratic', minimizer: fields.minimizer.value, curvature: fields.curvature.value };
    const sentences = { minimizer: refusalOf({ ...given, curvature: '1 0 1' }), curvature: refusalOf({ ...given, minimizer: '0 0' }) };
    for (const [name, sentence] of Object.entries(sentences)) wrong(name, sentence);
    return sentences.minimizer || sentences.curvature;
  };
  const give = () => {
    const sentence = read();
    if (sentence) return say(sentence);
    Object.assign(figure, amountAfter(figure.problem), { src: undefined, intercept: false, window: null, loss: 'quadratic', minimizer: fields.minimizer.value, curvature: fields.curvature.value });
  };
  const rest = resting(give, 400);
  for (const field of Object.values(fields)) {
    field.addEventListener('input', () => { read(); rest.later(); });
    field.addEventListener('change', rest.now);
  }
  return {
    give, flush: rest.now,
    follow({ loss }) {
      if (loss.kind !== 'quadratic' || Object.values(fields).some((field) => field.matches(':focus'))) return;
      const [[a, b], [, c]] = loss.curvature;
      fields.minimizer.value = loss.minimizer.map(short).join(' ');
      fields.curvature.value = [a, b, c].map(short).join(' ');
      for (const name of Object.keys(fields)) wrong(name, '');
    },
  };
}
