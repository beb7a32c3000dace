import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chart, MARGINS, type Span } from '../../src/geometry/chart.ts';

const span = (logarithmic: boolean) => fc.tuple(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.double({ min: 1.1, max: 1e4, noNaN: true })).map(([low, factor]): Span => ({ low, high: low * factor, logarithmic }));
const anySpan = fc.boolean().chain(span);

test('a pixel means the values that are drawn there, on every pair of axes', () => {
  fc.assert(fc.property(anySpan, anySpan, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (x, y, u, v) => {
    const { toPixels, toValues, inner } = chart(x, y, 400, 300);
    const values = [x.low * (x.high / x.low) ** u, y.low * (y.high / y.low) ** v] as const;
    const [a, b] = toPixels(values);
    expect(a).toBeGreaterThan(inner.left - 1e-6);
    expect(a).toBeLessThan(inner.right + 1e-6);
    expect(b).toBeGreaterThan(inner.top - 1e-6);
    expect(b).toBeLessThan(inner.bottom + 1e-6);
    const back = toValues([a, b]);
    // on a linear axis absolute to its length, on a logarithmic one relative
    for (const [i, of] of [x, y].entries()) expect(Math.abs(back[i]! - values[i]!)).toBeLessThan(1e-11 * (of.logarithmic ? values[i]! : of.high));
  }));
});

test('the corners of the data are the corners of the inner rectangle, and ticks stand on it', () => {
  const { toPixels, x, y } = chart({ low: 0, high: 2 }, { low: 0.01, high: 100, logarithmic: true }, 400, 300);
  expect(toPixels([0, 0.01])).toEqual([MARGINS.left, 300 - MARGINS.bottom]);
  const [right, top] = toPixels([2, 100]);
  expect(right).toBeCloseTo(400 - MARGINS.right, 9);
  expect(top).toBeCloseTo(MARGINS.top, 9);
  expect(x.map(({ text }) => text)).toEqual(['0.0', '0.5', '1.0', '1.5', '2.0']);
  expect(y.map(({ value }) => value)).toEqual([0.01, 0.1, 1, 10, 100]);
  expect(y[2]!.at).toBeCloseTo((MARGINS.top + 300 - MARGINS.bottom) / 2, 9);
});

test('less than two decades have more than their ends', () => {
  const { x } = chart({ low: 0.03, high: 0.9, logarithmic: true }, { low: 0, high: 1 }, 400, 300);
  expect(x.map(({ value }) => Number(value.toPrecision(6)))).toEqual([0.05, 0.1, 0.2, 0.5]);
});

test('no tick is longer than the room beside the axis', () => {
  for (const [low, high] of [[0, 8e7], [0, 2.3e-6], [-4e9, 1e9], [0, 1e5], [1e-9, 3e-9], [0, 1]] as const) {
    const { y } = chart({ low: 0, high: 1 }, { low, high }, 300, 300);
    expect(y.length).toBeGreaterThan(1);
    expect(new Set(y.map(({ text }) => text)).size).toBe(y.length);
    for (const { text } of y) expect(text.length).toBeLessThanOrEqual(6);
  }
});
