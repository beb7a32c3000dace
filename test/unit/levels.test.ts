import { expect, test } from 'vitest';
import fc from 'fast-check';
import { renderSvg } from '../../src/core.ts';
import { readLevels } from '../../src/problem/read-levels.ts';

const problem = { loss: { kind: 'quadratic', minimizer: [1, 0.5], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.4 } as const;

/** The radii of the circles that an SVG draws as thin rings of two half arcs, in pixels: half of the way between the ends of the first. */
const radii = (svg: string) => [...svg.matchAll(/d="(M[^"]*A[^"]*)" stroke-opacity/g)].map(([, d]) => {
  const [x, y, , , , , , u, v] = d!.match(/-?(\d+\.?\d*|\.\d+)/g)!.map(Number);
  return Math.hypot(u! - x!, v! - y!) / 2;
});

test('lines lie exactly at the levels that are given: ½|θ − θ̂|² = level is a circle of radius √(2 level)', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.double({ min: 0.01, max: 8, noNaN: true }), { minLength: 1, maxLength: 8 }), (levels) => {
    const window = { x: [-4, 6], y: [-4.5, 5.5] } as const, width = 400;
    const rings = radii(renderSvg(problem, { width, window, layers: [{ kind: 'level-sets', levels }] }));
    const wanted = [...levels].sort((a, b) => a - b).map((level) => Math.sqrt(2 * level) * (width / 10));
    expect(rings).toHaveLength(wanted.length);
    for (const [i, radius] of rings.entries()) expect(Math.abs(radius - wanted[i]!)).toBeLessThanOrEqual(0.01); // a path is written in hundredths
  }), { numRuns: 40 });
});

test('without levels a quadratic’s rings are even', () => {
  const rings = radii(renderSvg(problem, { layers: [{ kind: 'level-sets', count: 12 }] }));
  expect(rings).toHaveLength(12);
  for (const [i, radius] of rings.entries()) expect(Math.abs(radius / (i + 1) - rings[0]!)).toBeLessThan(0.02);
});

test('levels of a general loss, and of the penalty, lie where the function has them', () => {
  const svg = renderSvg({ loss: { kind: 'formula', formula: 'x^4 + y^2' }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.2 }, { width: 400, window: { x: [-2, 2], y: [-2, 2] }, layers: [{ kind: 'level-sets', levels: [1] }, { kind: 'level-sets', of: 'penalty', levels: [1.5] }] });
  const [loss, penalty] = [...svg.matchAll(/<path d="([^"]*)" stroke-opacity/g)].map(([, d]) => bends(d!));
  for (const [x, y] of loss!) expect(Math.abs(x ** 4 + y ** 2 - 1)).toBeLessThan(0.02);
  for (const [x, y] of penalty!) expect(Math.abs(Math.abs(x) + Math.abs(y) - 1.5)).toBeLessThan(0.01);
  expect(loss!.length).toBeGreaterThan(20);
});

/** The points of a path of relative or absolute steps, in θ on [−2, 2]² of 400 px. */
function bends(d: string): [number, number][] {
  const out: [number, number][] = [];
  let x = 0, y = 0;
  for (const [, letter, rest] of d.matchAll(/([MLlmHhVv])([^MLlmHhVvZz]*)/g)) {
    const numbers = rest!.match(/-?(\d+\.?\d*|\.\d+)/g)!.map(Number);
    for (let i = 0; i < numbers.length; ) {
      if (letter === 'H') x = numbers[i++]!; else if (letter === 'h') x += numbers[i++]!;
      else if (letter === 'V') y = numbers[i++]!; else if (letter === 'v') y += numbers[i++]!;
      else if (letter === 'M' || letter === 'L') [x, y] = [numbers[i++]!, numbers[i++]!];
      else [x, y] = [x + numbers[i++]!, y + numbers[i++]!];
      out.push([x / 100 - 2, 2 - y / 100]);
    }
  }
  return out;
}

test('what is no list of levels is refused in one sentence', () => {
  expect(readLevels('4, 1 2;1')).toEqual([1, 2, 4]);
  expect(readLevels([0, -1.5e-3])).toEqual([-1.5e-3, 0]);
  for (const wrong of ['', '1, x', '1,,2x', 'NaN', '1 Infinity', [], ['1'], [NaN], 5, null, Array.from({ length: 65 }, (_, i) => i)]) {
    expect(() => readLevels(wrong)).toThrow(/^levels is .*; allowed are 1 to 64 numbers, such as 1, 2, 4\.$/);
  }
  expect(() => renderSvg(problem, { layers: [{ kind: 'level-sets', levels: [1], count: 3 }] })).toThrow('allowed is one of them');
  expect(() => renderSvg(problem, { layers: [{ kind: 'heatmap', colormap: 'jet' as never }] })).toThrow('colormap is “jet”; allowed are quiet, grey, water, meadow, sand, dusk and balance.');
});

test('a heatmap in another map, on two sides of its middle', () => {
  const fills = (colormap: 'quiet' | 'balance' | 'water') => new Set([...renderSvg(problem, { layers: [{ kind: 'heatmap', of: 'loss', colormap }] }).matchAll(/fill="(#\w{6})"/g)].map(([, fill]) => fill!));
  const blueness = (hex: string) => Number.parseInt(hex.slice(5), 16) - Number.parseInt(hex.slice(1, 3), 16);
  const sides = [...fills('balance')].map(blueness);
  expect(Math.max(...sides)).toBeGreaterThan(20);
  expect(Math.min(...sides)).toBeLessThan(-20);
  expect([...fills('water')].map(blueness).filter((value) => value > 40).length).toBeGreaterThan([...fills('quiet')].map(blueness).filter((value) => value > 40).length);
});
