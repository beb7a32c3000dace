import { between, localised } from './numerals.ts';

/** As `figures`, with a point and the digits 0 to 9 whatever the language. */
function plain(value: number, digits: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '?';
  const size = Math.abs(value);
  const text = size >= 1e6 || size < 1e-4 ? value.toExponential(digits - 1).replace(/\.?0+e/, 'e').replace('e+', 'e')
    : size >= 10 ** digits ? String(Math.round(value)) : String(Number(value.toPrecision(digits)));
  return text.replaceAll('-', '−');
}

/**
 * A number as a reader wants it: `digits` significant digits, trailing zeros gone, a true minus sign, and exactly 0 only
 * for 0; with the decimal sign and the digits of the language in force.
 */
export const figures = (value: number, digits = 3): string => localised(plain(value, digits));

/** A number with so many decimals and a true minus sign, in the language in force. */
export const fixed = (value: number, decimals: number): string => localised(value.toFixed(decimals).replace('-', '−'));

/**
 * (0.99, 0): both weights with the same absolute precision, since one picture shows both; a zero at the end is left out
 * where the shorter number is the weight itself, to rounding. Where the comma is the decimal sign a semicolon stands between them.
 */
export function coordinates([x, y]: readonly [number, number], digits = 4): string {
  const size = Math.max(Math.abs(x), Math.abs(y));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size || 1)));
  const part = (value: number) => {
    if (value === 0) return localised('0');
    if (size >= 1e6 || size < 1e-4) return figures(value, digits);
    if (Math.abs(value) < 0.5 * 10 ** -decimals) return figures(value, 1); // not 0, and never shown as 0
    const text = value.toFixed(decimals);
    return localised((Math.abs(Number(text) - value) <= 1e-12 * size ? String(Number(text)) : text).replace('-', '−'));
  };
  return `(${part(x)}${between()}${part(y)})`;
}
