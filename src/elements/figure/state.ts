import { Complaint, quote } from '../../problem/complaint.ts';
import type { Window } from '../../problem/grid.ts';
import { isData } from '../../problem/losses.ts';
import { checkNumbers, DATA_KINDS, lossNumbers, readCurvature, readLoss, readMinimizer } from '../../problem/read-loss.ts';
import { isRecord, words } from '../../problem/read-parts.ts';
import { readPenalty } from '../../problem/read-penalty.ts';
import { readAmount, readChoice, readForm, readWindow } from '../../problem/read.ts';
import type { Loss, Problem, Vec2 } from '../../problem/types.ts';
import { readWritten, writeLoss, writePenalty } from '../../problem/write.ts';
import type { Attributes } from './given.ts';

// What a figure shows as one line of text: `penalty:lp+0.5;form:constraint;budget:0.99`, short enough for an address.

const LONGEST = 20_000; // letters of a state
const INLINE = 6_000; // letters of samples that are written as they are; more have an address or stay behind

type Source = Pick<Attributes, 'src' | 'features' | 'target' | 'weights' | 'scaling' | 'intercept'>;
/** What a state asks of a figure. `loss` is a whole loss where samples are written in it. */
export interface Stated extends Partial<{ -readonly [Name in keyof Attributes]: Attributes[Name] }> { samples?: Loss }

/** Letters that an address may hold stay as they are. */
const say = (text: string) => encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2C', ',');

// To a hundred-thousandth of the width: of a window seen closely the ends differ in late digits only.
function written([low, high]: Vec2): readonly number[] {
  const digits = Math.min(17, 6 + Math.max(0, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low)))));
  return [low, high].map((end) => Number(end.toPrecision(digits)));
}

/** @throws Complaint where samples have no address and are too many for one */
export function writeState({ loss, penalty, ...rest }: Problem, source: Source, window: Window): string {
  const parts: [string, string][] = [['penalty', writePenalty(penalty)], ['form', rest.form], rest.form === 'penalty' ? ['lambda', String(rest.lambda)] : ['budget', String(rest.budget)]];
  parts.push(['loss', writeLoss(loss)]);
  if (loss.kind === 'quadratic') {
    const [[a, b], [, c]] = loss.curvature;
    parts.push(['minimizer', loss.minimizer.join(' ')], ['curvature', [a, b, c].join(' ')]);
  } else if (isData(loss)) {
    if (source.src) for (const name of ['src', 'features', 'target', 'weights', 'scaling'] as const) parts.push(...(source[name] ? [[name, source[name]] as [string, string]] : []));
    else {
      const { X, y, weights, scaling, intercept } = loss, text = y.length * 4 > INLINE ? '' : JSON.stringify({ X, y, weights, scaling, intercept });
      if (text === '' || text.length > INLINE) throw new Complaint(`The figure shows ${y.length} samples from a script, too many for an address; allowed are some hundred numbers, or a src.`, 'src');
      parts.push(['data', text]);
    }
    if (source.src && source.intercept) parts.push(['intercept', 'true']);
  }
  parts.push(['window', [...written(window.x), ...written(window.y)].join(' ')]);
  return parts.map(([name, text]) => `${name}:${say(text)}`).join(';');
}

const NAMES = ['penalty', 'form', 'lambda', 'budget', 'loss', 'minimizer', 'curvature', 'src', 'features', 'target', 'weights', 'scaling', 'intercept', 'data', 'window'] as const;
type Name = (typeof NAMES)[number];

function split(text: string): Map<Name, string> {
  if (text.length > LONGEST) throw new Complaint(`The state has ${text.length} letters; allowed are at most ${LONGEST}.`, 'state');
  const found = new Map<Name, string>();
  for (const part of text.split(';').filter((piece) => piece.trim() !== '')) {
    const at = part.indexOf(':'), name = readChoice((at < 0 ? part : part.slice(0, at)).trim(), 'state', NAMES);
    try {
      found.set(name, decodeURIComponent(part.slice(at + 1).trim().replaceAll('+', ' ')));
    } catch {
      throw new Complaint(`${name} in the state is ${quote(part.slice(at + 1))}; allowed is text as an address has it.`, 'state');
    }
  }
  return found;
}

/** Only this page's own site: an address that anyone may write must not make a page ask another for anything. */
function readSource(src: string, own: string | null | undefined, base: string): string {
  if (src === own || (URL.canParse(src, base) && new URL(src, base).origin === new URL(base).origin)) return src;
  throw new Complaint(`src in the state is ${quote(src)}; allowed is an address of this page’s own site.`, 'src');
}

function readSamples(kind: unknown, numbers: readonly number[], text: string): Loss {
  const data = readWritten(text);
  if (!isRecord(data)) throw new Complaint(`data in the state is ${quote(text)}; allowed are X and y as JSON.`, 'data');
  const { X, y, weights, scaling, intercept } = data;
  const more = Object.fromEntries(Object.entries({ weights, scaling, intercept }).filter(([, value]) => value !== undefined));
  return readLoss({ kind: readChoice(kind, 'loss', DATA_KINDS), X, y, ...more, ...lossNumbers(kind as Loss['kind'], numbers) });
}

/**
 * Reads a state; every part passes the door that an attribute of its name passes, and of a state with a wrong part nothing holds.
 * @param own the figure's own src, which is allowed wherever it lies
 * @param base the page's address
 * @throws Complaint in one sentence for anything else
 */
export function readState(text: string, own: string | null | undefined, base: string): Stated {
  const found = split(text), stated: Stated = {};
  const take = <Value>(name: Name, read: (value: string) => Value, keep: (value: Value) => void): void => {
    const value = found.get(name);
    if (value !== undefined) keep(read(value));
  };
  take('penalty', (value) => readPenalty(readWritten(value)), (penalty) => { stated.penalty = penalty; });
  take('form', readForm, (form) => { stated.form = form; });
  take('lambda', (value) => readAmount(value, 'lambda'), (lambda) => { stated.lambda = lambda; });
  take('budget', (value) => readAmount(value, 'budget'), (budget) => { stated.budget = budget; });
  take('minimizer', readMinimizer, (minimizer) => { stated.minimizer = minimizer; });
  take('curvature', readCurvature, (curvature) => { stated.curvature = curvature; });
  take('window', (value) => { readWindow(value); return value; }, (window) => { stated.window = window; });
  take('src', (value) => readSource(value, own, base), (src) => { stated.src = src; });
  take('scaling', (value) => readChoice(value, 'scaling', ['standard', 'none']), (scaling) => { stated.scaling = scaling; });
  take('intercept', (value) => readChoice(value, 'intercept', ['true', 'false']) === 'true', (intercept) => { stated.intercept = intercept; });
  for (const name of ['features', 'target', 'weights'] as const) take(name, (value) => value, (value) => { stated[name] = value; });
  take('loss', (value) => {
    const written = readWritten(value), [kind, numbers] = words(written, 'loss');
    const data = found.get('data');
    if (data !== undefined) stated.samples = readSamples(kind, numbers, data);
    if (kind !== 'quadratic' && !(DATA_KINDS as readonly unknown[]).includes(kind)) readLoss(written);
    else checkNumbers(kind as Loss['kind'], numbers);
    return written;
  }, (loss) => { stated.loss = loss; });
  return stated;
}
