import { figures, fixed } from './number.ts';

/** A round number on an axis and how it is written there. */
export interface Tick { readonly value: number; readonly text: string }

const LONGEST = 9;

/**
 * Round numbers within [low, high], about `count` of them, a step of 1, 2 or 5 times a power of ten apart, each written
 * with as many decimals as the step needs, so that no two are written alike. None where the window is too narrow for its
 * own numbers to be told apart.
 * @param longest letters of a plain number; a longer one is written with a power of ten
 */
export function ticks(low: number, high: number, count: number, longest = LONGEST): Tick[] {
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step), last = Math.floor(high / step);
  if (!(step > 0) || !(last - first < 1000) || step < 1e-12 * Math.max(Math.abs(low), Math.abs(high))) return [];
  const decimals = Math.max(0, -Math.floor(Math.log10(step * (1 + 1e-9))));
  const write = (value: number) => {
    const digits = Math.max(3, 1 + Math.round(Math.log10(Math.abs(value) / step || 1)));
    const text = decimals <= 6 ? fixed(value, decimals) : '';
    return text !== '' && text.length <= longest ? text : figures(value, digits);
  };
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(14));
    return { value, text: write(value) };
  });
}
