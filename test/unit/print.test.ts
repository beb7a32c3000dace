import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/core.ts';
import { readState, writeState } from '../../src/elements/figure/state.ts';
import { conicPath } from '../../src/geometry/conic.ts';
import { plane } from '../../src/geometry/plane.ts';
import { PALETTES } from '../../src/print/look.ts';
import { escaped } from '../../src/print/node.ts';
import { chain, compact, thinned } from '../../src/print/path.ts';
import { readPenalty } from '../../src/problem/read-penalty.ts';
import { quadraticOf } from '../../src/problem/quadratic.ts';
import type { Penalty, Problem, Vec2 } from '../../src/problem/types.ts';
import { readWritten, writePenalty } from '../../src/problem/write.ts';
import { LOSS_SAMPLES, PENALTY_SAMPLES, problems, sampleLoss } from '../problems.ts';

const DEFAULT: Problem = { loss: LOSS_SAMPLES.default!, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };

/** Element names in order of their ends; throws where tags do not nest. */
function nested(text: string): string[] {
  const open: string[] = [], ended: string[] = [];
  const rest = text.replaceAll(/<(\/?)([\w:-]+)((?: [\w:-]+="[^"<>&]*(?:&(?:amp|lt|gt|quot);[^"<>&]*)*")*)(\/?)>/g, (_, close: string, name: string, _attributes: string, empty: string) => {
    if (close && open.pop() !== name) throw new Error(`</${name}> ends nothing`);
    if (!close && !empty) open.push(name);
    if (close || empty) ended.push(name);
    return '';
  });
  if (open.length > 0 || /[<>"]|&(?!(amp|lt|gt|quot);)/.test(rest)) throw new Error(`left over: ${open.join()} ${/[^]{0,20}[<>"&]/.exec(rest)?.[0]}`);
  return ended;
}
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) => text!.replaceAll(/<[^>]*>/g, ''));

test('the default figure: what it says, the same each time, standalone and small', () => {
  const svg = renderSvg(DEFAULT);
  expect(renderSvg(structuredClone(DEFAULT))).toBe(svg);
  expect(svg.length).toBeLessThan(60_000);
  expect(nested(svg)).toContain('title');
  expect(textsOf(svg)).toMatchInlineSnapshot(`
    [
      "−1",
      "1",
      "2",
      "−1",
      "1",
      "θ₁",
      "θ₂",
      "θ",
      "θ* = (0.99, 0)",
      "θ* = (0.99, 0)",
      "θ₂ is exactly zero",
      "min L + λ ||θ||1",
      "λ = 0.6, t = 0.99",
      "certified",
    ]
  `);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 480 \d+" width="480" height="\d+" role="img"/);
  expect(/<desc>(.*?)<\/desc>/.exec(svg)![1]).toMatch(/^Level sets of the loss, the region of the penalty l1, and the optimum θ\* = \(0\.99, 0\): θ₂ is exactly zero\. Penalty form, λ = 0\.6, t = 0\.99\. Certified: KKT residual /);
  expect(svg).not.toMatch(/var\(|<style|<script|href|NaN|undefined|Infinity|\be-\d/);
});

describe('every loss and penalty, in both forms', () => {
  test.each([...problems()])('%s', (_, problem) => {
    const svg = renderSvg(problem, { width: 120, digits: 3 });
    nested(svg);
    expect(svg.length).toBeLessThan(60_000);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(textsOf(svg).some((text) => text.startsWith('θ* = ('))).toBe(true);
    expect(svg.match(/fill="#[\da-f]{6}"/g)!.length).toBeGreaterThan(10); // there are bands
  });
});

test('many samples are drawn from a table that they allow', () => {
  const svg = renderSvg({ loss: sampleLoss('logistic', 5_000), penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 }, { width: 200 });
  expect(nested(svg).filter((name) => name === 'path').length).toBeGreaterThan(25);
});

test('its options: size, theme, colours, window, layers, title; the caption is optional', () => {
  const svg = renderSvg(DEFAULT, { width: 300, height: 260, theme: 'dark', colours: { loss: '#ff0000' }, window: { x: [-3, 3], y: [-2, 2] }, layers: ['axes', { kind: 'level-sets', of: 'objective', count: 4 }, 'gradients'], title: '<A & "B">\u0000', caption: false });
  nested(svg);
  expect(svg).toContain('viewBox="0 0 300 260"');
  expect(svg).toContain('<title>&lt;A &amp; &quot;B&quot;&gt;\ufffd</title>');
  expect(svg).toContain('stroke="#ff0000"');
  expect(svg).toContain(PALETTES.dark.paper);
  expect(svg).not.toContain(PALETTES.dark.loss);
  expect(textsOf(svg)).toContain('λ∂R');
  expect(textsOf(svg).some((text) => text.includes('certified'))).toBe(false);
  const [lines] = /<g fill="none" stroke="#ff0000" stroke-width="1.1".*?<\/g>/.exec(svg)!;
  expect(lines.match(/<path/g)!.length).toBeGreaterThanOrEqual(3);
});

test.each([
  [{ width: 20 }, 'width is 20; allowed is a whole number from 120 to 4000.'],
  [{ theme: 'sepia' }, 'theme is “sepia”; allowed are light and dark.'],
  [{ colours: { loss: 'red' } }, 'The colour loss is “red”; allowed is #rrggbb'],
  [{ colours: { blood: '#ff0000' } }, 'colours has “blood”'],
  [{ layers: ['path'] }, 'layers is “path”; allowed are heatmap'],
  [{ layers: [{ kind: 'axes', of: 'loss' }] }, 'The layer axes has “of”; allowed is its kind.'],
  [{ layers: 'axes' }, 'layers is “axes”'],
  [{ window: { x: [0, 0], y: [0, 1] } }, 'window is “0 0 0 1”'],
  [{ window: [0, 1] }, 'window is [0,1]'],
  [{ digits: 1.5 }, 'digits is 1.5'],
  [{ titel: 'x' }, 'The options have “titel”'],
  ['light', 'The options are “light”'],
])('%j is refused', (options, sentence) => {
  expect(() => renderSvg(DEFAULT, options as object)).toThrow(sentence);
});

test('the palettes are those of the live figure', () => {
  const css = readFileSync(new URL('../../src/elements/theme.ts', import.meta.url), 'utf8');
  for (const [role, name] of [['paper', 'paper'], ['ink', 'ink'], ['muted', 'muted'], ['loss', 'loss'], ['penalty', 'penalty'], ['fieldLow', 'field-low'], ['fieldHigh', 'field-high']] as const) {
    expect(css).toContain(`--_${name}: var(--reg-${name}, light-dark(${PALETTES.light[role]}, ${PALETTES.dark[role]}))`);
  }
});

test('any text is written as XML', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => { expect(nested(`<a b="${escaped(text)}">${escaped(text)}</a>`)).toEqual(['a']); }));
});

/** The points of a path of relative steps. */
function pointsOf(path: string): Vec2[] {
  const points: Vec2[] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of path.matchAll(/([Ml])([^Mlz]*)/g)) {
    const [a, b] = rest!.match(/-?(?:\d+\.?\d*|\.\d+)/g)!.map(Number) as [number, number];
    [x, y] = command === 'M' ? [a, b] : [x + a, y + b];
    points.push([x, y]);
  }
  return points;
}
const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true });

test('a chain of steps keeps to its points however long it is', () => {
  fc.assert(fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 200 }), (points) => {
    const back = pointsOf(chain(points, false)), distinct = points.filter(([x, y], i) => i === 0 || Math.round(100 * x) !== Math.round(100 * points[i - 1]![0]) || Math.round(100 * y) !== Math.round(100 * points[i - 1]![1]));
    expect(back).toHaveLength(distinct.length);
    back.forEach(([x, y], i) => { expect(Math.hypot(x - distinct[i]![0], y - distinct[i]![1])).toBeLessThan(0.0072); });
  }));
});

test('thinned points leave none further off than asked', () => {
  fc.assert(fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 60 }), fc.double({ min: 0.01, max: 500, noNaN: true }), (points, fine) => {
    const kept = thinned(points, fine);
    expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
    for (const [x, y] of points) {
      const near = Math.min(...kept.slice(1).map(([x1, y1], i) => {
        const [x0, y0] = kept[i]!, dx = x1 - x0, dy = y1 - y0, size = dx * dx + dy * dy;
        const share = size > 0 ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / size)) : 0;
        return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
      }));
      expect(near).toBeLessThanOrEqual(fine + 1e-9);
    }
  }));
});

/** Points of one arc of an ellipse by the rules of SVG 2 (B.2.4 and B.2.5), with radii that are too small scaled up. */
function arcPoints([x0, y0]: Vec2, [rx, ry, turn, large, sweep, x1, y1]: number[]): Vec2[] {
  const phi = (turn! * Math.PI) / 180, c = Math.cos(phi), s = Math.sin(phi);
  const u = (c * (x0 - x1!) + s * (y0 - y1!)) / 2, v = (c * (y0 - y1!) - s * (x0 - x1!)) / 2;
  const grow = Math.sqrt(Math.max(1, (u / rx!) ** 2 + (v / ry!) ** 2)), [a, b] = [rx! * grow, ry! * grow];
  const root = Math.sqrt(Math.max(0, (a * a * b * b - a * a * v * v - b * b * u * u) / (a * a * v * v + b * b * u * u))) * (large === sweep ? -1 : 1);
  const cu = (root * a * v) / b, cv = (-root * b * u) / a;
  const cx = c * cu - s * cv + (x0 + x1!) / 2, cy = s * cu + c * cv + (y0 + y1!) / 2;
  const from = Math.atan2((v - cv) / b, (u - cu) / a);
  let by = Math.atan2((-v - cv) / b, (-u - cu) / a) - from;
  if (sweep && by < 0) by += 2 * Math.PI;
  if (!sweep && by > 0) by -= 2 * Math.PI;
  return Array.from({ length: 21 }, (_, i): Vec2 => { const t = from + (by * i) / 20; return [cx + c * a * Math.cos(t) - s * b * Math.sin(t), cy + s * a * Math.cos(t) + c * b * Math.sin(t)]; });
}

test('a level ellipse stays on its level when it is written short', () => {
  fc.assert(fc.property(fc.integer({ min: -1500, max: 1500 }), fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 10, max: 1000 }), (a, b, level) => {
    const [turn, stretch, height] = [a / 1000, b / 1000, level / 1000];
    const k = 10 ** stretch, c = Math.cos(turn), s = Math.sin(turn), h = (k - 1) * c * s;
    const quadratic = quadraticOf({ kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[k * c * c + s * s, h], [h, k * s * s + c * c]] });
    const flat = plane({ x: [-1, 3], y: [-2, 2] }, 480, 480);
    const path = compact(conicPath(quadratic, height, flat));
    const [start, first] = [/^M([^A]+)A/, /A([^A]+)A/].map((pattern) => pattern.exec(path)![1]!.match(/-?(?:\d+\.?\d*|\.\d+)/g)!.map(Number));
    for (const point of arcPoints(start as unknown as Vec2, first!)) {
      const [x, y] = flat.toTheta(point), u = x - 1.5, v = y - 0.3;
      const value = (quadratic.A[0][0] * u * u + 2 * h * u * v + quadratic.A[1][1] * v * v) / 2;
      const slope = Math.hypot(quadratic.A[0][0] * u + h * v, h * u + quadratic.A[1][1] * v) / 120; // a pixel
      expect(Math.abs(value - height) / slope).toBeLessThan(0.2);
    }
  }));
});

describe('what a figure shows as text', () => {
  const WINDOW = { x: [-1, 2.5], y: [-1.25, 2] } as const, SOURCE = { src: undefined, features: '', target: 'y', weights: undefined, scaling: 'standard', intercept: false };

  test.each(Object.entries(PENALTY_SAMPLES))('penalty %s reads back', (_, penalty) => {
    const text = writePenalty(penalty);
    expect(readPenalty(readWritten(text))).toEqual(penalty);
  });

  test('numbers of penalties read back to the last bit', () => {
    const number = fc.double({ min: 0.02, max: 90, noNaN: true });
    const any: fc.Arbitrary<Penalty> = fc.oneof(number.map((p) => ({ kind: 'lp' as const, p })), fc.tuple(number, number).map((weights) => ({ kind: 'weighted-l1' as const, weights })),
      fc.tuple(number, number).map(([shape, lambda]) => ({ kind: 'mcp' as const, shape: 1 + shape, lambda })), fc.tuple(number, number).map((weights) => ({ kind: 'group' as const, groups: [[1], [0]], weights })));
    fc.assert(fc.property(any, (penalty) => { expect(readPenalty(readWritten(writePenalty(penalty)))).toEqual(penalty); }));
  });

  test('it holds nothing that an address has no room for, and all of it comes back', () => {
    for (const [, problem] of problems()) {
      const text = writeState(problem, SOURCE, WINDOW);
      expect(text).toMatch(/^[\w:;.,+\-%*()!'~]+$/);
      const { samples, ...read } = readState(text, undefined, 'https://example.org/page');
      expect(read.penalty).toEqual(problem.penalty);
      expect(read.form).toBe(problem.form);
      expect(problem.form === 'penalty' ? read.lambda : read.budget).toBe(problem.form === 'penalty' ? problem.lambda : problem.budget);
      if ('X' in problem.loss) expect(samples).toEqual(problem.loss);
      if (problem.loss.kind === 'quadratic') expect([read.minimizer, read.curvature]).toEqual([problem.loss.minimizer, problem.loss.curvature]);
      expect(read.window).toBe('-1 2.5 -1.25 2');
    }
  });

  test('too many samples have no room; their address has', () => {
    const problem: Problem = { loss: sampleLoss('logistic', 500), penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 };
    expect(() => writeState(problem, SOURCE, WINDOW)).toThrow('The figure shows 500 samples from a script, too many for an address');
    expect(writeState(problem, { ...SOURCE, src: 'a b.csv', features: 'u v', intercept: true }, WINDOW)).toContain('src:a+b.csv;features:u+v;target:y;scaling:standard;intercept:true');
  });

  test('whatever stands in an address is a state or refused in a sentence', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.tuple(fc.constantFrom('penalty', 'loss', 'data', 'src', 'window', 'lambda', 'minimizer', '__proto__'), fc.oneof(fc.string(), fc.json().map(encodeURIComponent)))).map((parts) => parts.map((part) => part.join(':')).join(';'))), (text) => {
      try {
        readState(text, undefined, 'https://example.org/');
      } catch (error) {
        expect((error as Error).name).toBe('Complaint');
      }
    }), { numRuns: 500 });
  });
});
