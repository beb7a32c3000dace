import type { Design } from '../../data/standardise.ts';
import { asComplaint, Complaint, quote } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { checkNumbers, DATA_KINDS, lossNumbers, lossOfSamples, readLoss } from '../../problem/read-loss.ts';
import { isRecord, words } from '../../problem/read-parts.ts';
import { readPenalty } from '../../problem/read-penalty.ts';
import { checkForm, readAmount, readChoice, readForm, readWindow } from '../../problem/read.ts';
import type { DataLoss, Loss, Penalty, Problem } from '../../problem/types.ts';
import { missed } from '../missed.ts';

/** What an author writes on a view, as given: strings from attributes, values from properties. */
export interface Attributes {
  readonly loss: unknown;
  readonly penalty: unknown;
  readonly form: string;
  readonly lambda: string | number;
  readonly budget: string | number;
  readonly minimizer: string | readonly number[];
  readonly curvature: string | readonly (readonly number[])[];
  readonly src: string | null | undefined;
  readonly features: string;
  readonly target: string;
  readonly weights: string | null | undefined;
  readonly scaling: string;
  readonly intercept: boolean;
  readonly window: string | null | undefined;
}

let reader: typeof import('./source.ts') | undefined; // of a CSV, from the first on

interface Parts {
  loss: Loss;
  penalty: Penalty;
  form: Problem['form'];
  lambda: number;
  budget: number;
  window: Window | null;
}

/** The loss behind `src`: on its way, arrived, or refused. */
interface Source { readonly key: string; readonly abort?: AbortController; readonly loss?: Loss; readonly refusal?: unknown }

// Samples are compared by identity: they may be a million.
const hasSamples = (part: unknown) => isRecord(part) && 'X' in part;
const same = (a: unknown, b: unknown) => a === b || (!hasSamples(a) && !hasSamples(b) && JSON.stringify(a) === JSON.stringify(b));

const isDataKind = (kind: unknown): kind is DataLoss['kind'] => (DATA_KINDS as readonly string[]).includes(kind as string);

/**
 * Reads an author's attributes part by part. A part that cannot be read keeps its last good value, so the figure always
 * has a whole problem; what was wrong is kept as one complaint.
 */
export class Given {
  #parts: Parts;
  #source: Source | undefined;
  readonly #arrived: () => void;
  /** What is wrong now, if anything. */
  complaint: Complaint | undefined;

  /** @param arrived called when data that were on their way are there, or will not come */
  constructor(problem: Problem, arrived: () => void) {
    this.#parts = { loss: problem.loss, penalty: problem.penalty, form: 'penalty', lambda: 0.6, budget: 1, window: null };
    this.#arrived = arrived;
  }

  /** Whether no loss could be read yet, so that there is nothing to draw but what is wrong. */
  get barren(): boolean { return !this.#sown; }
  #sown = false;

  /** Whether data are on their way. */
  get waiting(): boolean { return this.#source?.abort !== undefined; }

  /** The problem and the window (null: to be fitted) that the attributes ask for, as far as they can be read. */
  read(written: Attributes): { problem: Problem; window: Window | null } {
    this.complaint = undefined;
    const given = withDefaults(written);
    const form = this.#part('form', () => readForm(given.form));
    const penalty = this.#part('penalty', () => checkForm(form, readPenalty(given.penalty)));
    const lambda = this.#part('lambda', () => readAmount(given.lambda, 'lambda'));
    const budget = this.#part('budget', () => readAmount(given.budget, 'budget'));
    const loss = this.#part('loss', () => this.#loss(given));
    const window = this.#part('window', () => (given.window ? readWindow(given.window) : null));
    return { problem: form === 'penalty' ? { loss, penalty, form, lambda } : { loss, penalty, form, budget }, window };
  }

  /** Takes a loss of samples that a script handed over, as if it had come from the attributes' source. */
  adopt(given: Attributes, loss: Loss): void {
    this.abort();
    this.#source = { key: keyOf(given), loss };
    this.#sown = true;
  }

  abort(): void {
    if (!this.waiting) return;
    this.#source!.abort!.abort();
    this.#source = undefined;
  }

  #part<Name extends keyof Parts>(name: Name, read: () => Parts[Name]): Parts[Name] {
    try {
      const part = read();
      if (name === 'loss') this.#sown ||= !this.waiting;
      if (!same(part, this.#parts[name])) this.#parts[name] = part; // an equal part keeps its identity: nothing changed
    } catch (error) {
      this.complaint ??= asComplaint(error, name);
    }
    return this.#parts[name];
  }

  #loss(given: Attributes): Loss {
    const written = given.loss ?? (given.src ? 'squared' : 'quadratic');
    const [kind, numbers] = words(written, 'loss');
    if (kind === 'quadratic') {
      checkNumbers(kind, numbers);
      this.abort();
      return readLoss({ kind, minimizer: given.minimizer, curvature: given.curvature });
    }
    if (!isDataKind(kind)) {
      this.abort();
      return readLoss(written);
    }
    checkNumbers(kind, numbers);
    const key = keyOf(given);
    if (this.#source?.key !== key) {
      this.abort();
      if (!given.src) throw new Complaint(`loss is ${kind} and src is ${quote(given.src)}; allowed is the address of a CSV.`, 'src');
      void this.#fetch(given, kind, numbers, key);
    }
    if (this.#source?.refusal) throw this.#source.refusal;
    return this.#source?.loss ?? this.#parts.loss;
  }

  async #fetch({ src, features, target, weights, scaling, intercept }: Attributes, kind: DataLoss['kind'], numbers: readonly number[], key: string): Promise<void> {
    const abort = new AbortController();
    this.#source = { key, abort };
    let arrived: Source;
    try {
      const standardise = readChoice(scaling, 'scaling', ['standard', 'none']) === 'standard';
      const design: Design = { features: features.trim().split(/[\s,]+/), target, weights: weights ?? undefined, standardise, intercept };
      reader ??= await import('./source.ts').catch((error: unknown) => { throw missed('What reads a CSV', error, 'src'); });
      const samples = await reader.fetchSamples(src!, kind, design, abort.signal);
      arrived = { key, loss: lossOfSamples(kind, samples, lossNumbers(kind, numbers)) };
    } catch (refusal) {
      arrived = { key, refusal };
    }
    if (abort.signal.aborted) return;
    this.#source = arrived;
    this.#arrived();
  }
}

// An attribute that is taken away is one that was never written.
const DEFAULTS = { penalty: 'l1', form: 'penalty', lambda: 0.6, budget: 1, minimizer: '1.5 0.3', curvature: '1 0.3 1', features: '', target: 'y', scaling: 'standard' } as const;
const withDefaults = (given: Attributes): Attributes => {
  const { loss, src, weights, intercept, window } = given; // an element's properties are not its own: no spreading
  const rest = Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, given[name as keyof typeof DEFAULTS] ?? value])) as unknown as Pick<Attributes, keyof typeof DEFAULTS>;
  return { loss, src, weights, intercept, window, ...rest };
};

const keyOf = ({ loss, src, features, target, weights, scaling, intercept }: Attributes) => JSON.stringify([loss, src, features, target, weights, scaling, intercept]);
