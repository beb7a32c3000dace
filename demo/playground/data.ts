import { Complaint, type DataLoss, type Problem } from '../../src/core.ts';
import { byId, byName, resting, sentenceOf, wrong } from './fields.ts';
import type { OwnFile } from './markup.ts';
import { bring } from './moment.ts';
import type { Page, Panel } from './rings.ts';
import { amountFor, fileOf, guess, isFrom, lossOf, originOf, readFile, type Design, type File } from './rows.ts';

const SAMPLES: Readonly<Record<string, { readonly src: string } & Partial<Design>>> = {
  diabetes: { src: 'data/diabetes.csv', first: 'bmi', second: 's5', target: 'y', kind: 'squared' },
  labels: { src: 'data/labels.csv', first: 'x', second: 'z', target: 'label', kind: 'logistic', intercept: true },
};
const SELECTS = ['first', 'second', 'target', 'weights'] as const;

/** A reader's rows: a file that is dropped, chosen or pasted, and which of its columns mean what. */
export function data({ figure, form, say }: Page): Panel & { readonly own: () => OwnFile | undefined } {
  let file: (File & { readonly src?: string }) | undefined;
  let coming = 0; // the newest question for rows

  const select = (name: string) => byName<HTMLSelectElement>(form, name);
  const design = (): Design => ({
    ...(Object.fromEntries([...SELECTS, 'kind', 'delta', 'scaling'].map((name) => [name, select(name).value])) as unknown as Omit<Design, 'intercept'>), intercept: byName(form, 'intercept').checked,
  });
  const tidy = () => {
    byId('design').hidden = !file;
    byId('delta').hidden = select('kind').value !== 'huber';
    for (const name of ['src', 'features', 'target', 'weights', 'loss']) wrong(name, '');
  };
  const lay = (shown: Design) => {
    for (const name of SELECTS) {
      const options = (name === 'weights' ? [''] : []).concat(file!.table.names).map((column) => new Option(column || 'all alike', column));
      select(name).replaceChildren(...options);
    }
    for (const [name, value] of Object.entries(shown)) if (name === 'intercept') byName(form, name).checked = value as boolean; else select(name).value = value as string;
    byId('from').textContent = `${file!.name}: ${file!.table.rows.length} rows, ${file!.table.names.length} columns.`;
    tidy();
  };
  const complain = (error: unknown) => {
    const sentence = sentenceOf(error), { about } = error as Complaint;
    wrong(['features', 'target', 'weights'].includes(about) ? about : about === 'src' ? 'src' : 'loss', sentence);
    say(sentence);
  };
  const give = (keep = false) => {
    if (!file) return;
    tidy();
    const chosen = design();
    try {
      const loss = lossOf(file, chosen), { problem } = figure, amount = keep ? {} : amountFor(problem, loss);
      const source = file.src && fileOf(file, chosen);
      if (source) void bring(figure, { ...source, src: file.src, weights: source.weights }, { ...amount, window: null });
      else {
        figure.problem = { ...problem, ...amount, loss } as Problem;
        isFrom(figure.problem.loss, { file, design: chosen });
        figure.window = null;
      }
    } catch (error) {
      complain(error);
    }
  };
  const take = (name: string, text: string, shown: Partial<Design> = {}, src?: string) => {
    tidy();
    try {
      file = { ...readFile(name, text), ...(src !== undefined && { src }) };
      lay({ ...guess(file), ...shown });
      give();
    } catch (error) {
      complain(error);
    }
  };
  const fetchSample = async ({ src, ...shown }: { readonly src: string } & Partial<Design>, then: typeof take) => {
    const asked = (coming += 1);
    try {
      const response = await fetch(new URL(src, document.baseURI));
      if (!response.ok) throw new Complaint(`The CSV at ${src} answered ${response.status}; allowed is a file that exists.`, 'src');
      const text = await response.text();
      if (asked === coming) then(src, text, shown, src);
    } catch (error) {
      complain(error instanceof Complaint ? error : new Complaint(`The CSV at ${src} could not be reached; allowed is a file that this page may fetch.`, 'src'));
    }
  };
  const open = async (chosen: globalThis.File | undefined | null) => {
    const asked = (coming += 1);
    if (!chosen) return;
    const text = await chosen.text().catch(() => undefined);
    if (asked !== coming) return;
    if (text === undefined) complain(new Complaint(`${chosen.name} could not be read; allowed is a text file with a header line.`, 'src'));
    else take(chosen.name, text);
  };

  const drop = byId('drop'), input = byId<HTMLInputElement>('file'), paste = byId<HTMLTextAreaElement>('paste');
  for (const type of ['dragenter', 'dragover'] as const) drop.addEventListener(type, (event) => { event.preventDefault(); drop.classList.add('over'); });
  for (const type of ['dragleave', 'drop'] as const) drop.addEventListener(type, () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => { event.preventDefault(); void open(event.dataTransfer?.files[0]); });
  input.addEventListener('change', () => void open(input.files?.[0]));
  const pasted = resting(() => { coming += 1; if (paste.value.trim()) take('pasted rows', paste.value); }, 400);
  paste.addEventListener('input', pasted.later);
  for (const button of form.querySelectorAll<HTMLElement>('[data-sample]')) button.addEventListener('click', () => void fetchSample(SAMPLES[button.dataset.sample!]!, take));
  const typed = resting(() => give(true), 400);
  byName(form, 'delta').addEventListener('input', typed.later);
  byId('design').addEventListener('change', ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'kind') byName(form, 'intercept').checked = value !== 'squared'; // only there is the target centred
    if (name === 'delta') typed.now();
    else give(name === 'intercept');
  });

  /** The design that the figure's own attributes name. */
  const named = (loss: DataLoss): Design => {
    const { features, target, weights, scaling, intercept } = figure, [first = '', second = ''] = features.split(/[\s,]+/);
    return { first, second, target, weights: weights ?? '', kind: loss.kind, delta: loss.kind === 'huber' ? String(loss.delta) : '1.345', scaling, intercept };
  };
  /** Shows the columns of rows that came with the address. */
  const learn = (src: string, design: Design) => fetchSample({ src, ...design }, (name, text, shown) => {
    file = { ...readFile(name, text), src };
    lay({ ...guess(file), ...shown });
  });
  return {
    give: () => give(), flush: () => { pasted.now(); typed.now(); },
    own: () => { const { file: from, design: chosen } = originOf(figure.problem.loss); return from && chosen && fileOf(from, chosen); },
    follow({ loss }) {
      if (!('X' in loss)) return;
      const { file: from, design: chosen } = originOf(loss);
      if (from && chosen) {
        file = from;
        lay(chosen);
      }
      else if (figure.src && figure.src === file?.src) lay(named(loss));
      else if (figure.src) void learn(figure.src, named(loss));
      else byId('from').textContent = `${loss.y.length} rows that came with the address, or were moved by hand.`;
    },
  };
}
