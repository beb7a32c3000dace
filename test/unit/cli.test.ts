import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { readArguments } from '../../src/cli/arguments.ts';
import { EXIT, main, report } from '../../src/cli/main.ts';
import { DATA, DRAWING, PROBLEM } from '../../src/cli/options.ts';
import { Complaint } from '../../src/problem/complaint.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'cli-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], input = '') {
  const heard = { out: '', error: '' };
  const status = await main(args, { print: (text) => { heard.out += text; }, say: (text) => { heard.error += text; }, input: () => input });
  return { status, ...heard };
}
const solved = async (...args: string[]) => {
  const { status, out, error } = await run(['solve', ...args]);
  expect(error).toBe('');
  expect(status).toBe(EXIT.done);
  return JSON.parse(out) as { theta: number[]; lambda: number; budget: number; certificate: { holds: boolean } };
};

test('solve prints the solution of the default problem, and of both forms', async () => {
  expect((await solved()).theta).toEqual([expect.closeTo(0.99, 12), 0]);
  // A = I: soft thresholding by hand; t = |θ*|₁ in the other form gives the same point.
  expect((await solved('--minimizer', '-1,2', '--curvature', '1,0,1', '--lambda', '0.5')).theta).toEqual([-0.5, 1.5]);
  const bound = await solved('--minimizer=-1,2', '--curvature=1 0 1', '--budget', '2');
  expect(bound.theta).toEqual([expect.closeTo(-0.5, 12), expect.closeTo(1.5, 12)]);
  expect(bound.lambda).toBeCloseTo(0.5, 12);
});

test('a CSV of any number of features, from a file and from the input', async () => {
  // Orthogonal columns of mean 0 and deviation 1, y = 3a + b: least squares with ½ mean of squares has A = I, θ̂ = (3, 1, 0).
  const csv = 'a,b,c,y\n1,1,1,4\n1,-1,-1,2\n-1,1,-1,-2\n-1,-1,1,-4\n', file = join(folder, 'data.csv');
  writeFileSync(file, csv);
  expect((await solved('--data', file, '--features', 'a,b', '--lambda', '1.5')).theta).toEqual([expect.closeTo(1.5, 12), 0]);
  expect((await solved('--data', file, '--features', 'a,b,c', '--lambda', '0.5')).theta).toEqual([expect.closeTo(2.5, 9), expect.closeTo(0.5, 9), 0]);
  expect((await solved('--data', file, '--features', 'a,b,c', '--penalty', 'weighted-l1 0 4 1', '--lambda', '0.5')).theta).toEqual([expect.closeTo(3, 9), 0, 0]);
  const { out } = await run(['solve', '--data', '-', '--features', 'a b', '--penalty', 'l2', '--lambda', '0.5'], csv);
  expect((JSON.parse(out) as { theta: number[] }).theta).toEqual([expect.closeTo(1.5, 12), expect.closeTo(0.5, 12)]);
});

test('a whole problem as JSON', async () => {
  const problem = { loss: { kind: 'quadratic', minimizer: [2, 1], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'l2-norm' }, form: 'constraint', budget: 1 };
  const { status, out } = await run(['solve', '--problem', '-'], JSON.stringify(problem));
  expect(status).toBe(EXIT.done);
  expect((JSON.parse(out) as { theta: number[] }).theta).toEqual([expect.closeTo(2 / Math.sqrt(5), 12), expect.closeTo(1 / Math.sqrt(5), 12)]);
});

test('render writes the figure that renderSvg gives, and says what it cannot write', async () => {
  const file = join(folder, 'figure.svg');
  expect(await run(['render', '--lambda', '0.6', '--title', 'Mine', '--width', '300', '-o', file])).toEqual({ status: EXIT.done, out: '', error: '' });
  const svg = readFileSync(file, 'utf8');
  expect(svg).toMatch(/^<svg [^>]*width="300"/);
  expect(svg).toContain('<title>Mine</title>');
  expect((await run(['render', '--title', 'Mine', '--width', '300'])).out).toBe(svg);
  expect((await run(['render', '--layers', 'axes', '--no-caption', '--theme', 'dark', '--window=-1,1,-2,2', '--digits', '6'])).out).not.toContain('<path class="heat"');
  expect((await run(['render', '-o', join(folder, 'none', 'figure.svg')])).error).toMatch(/could not be written \(ENOENT\)/);
});

test.each([
  [[], EXIT.done, /Usage: reg-geometry <command>/],
  [['--version'], EXIT.done, /^\d+\.\d+\.\d+\n$/],
  [['render', '--help'], EXIT.done, /--curvature <a,b,c>/],
  [['solve', '-h'], EXIT.done, /Exit status/],
  [['sovle'], EXIT.refused, /no command sovle; allowed are render and solve\. Did you mean solve\?/],
  [['solve', '--lamda', '1'], EXIT.refused, /no option --lamda\. Did you mean --lambda\?/],
  [['solve', '--lambda', '1', '--lambda=2'], EXIT.refused, /--lambda is given twice/],
  [['solve', '--lambda', '--intercept'], EXIT.refused, /--lambda needs a value/],
  [['solve', '--lambda'], EXIT.refused, /--lambda needs a value/],
  [['solve', '--lambda', '-1'], EXIT.refused, /lambda is “-1”; allowed is a number from 0 on/],
  [['solve', '--intercept=yes'], EXIT.refused, /--intercept takes no value/],
  [['solve', 'l1'], EXIT.refused, /“l1” stands where an option is expected/],
  [['solve', '--lambda', '1', '--budget', '1'], EXIT.refused, /Both --lambda and --budget/],
  [['solve', '--loss', 'logistic'], EXIT.refused, /logistic needs --data/],
  [['solve', '--loss', 'himmelblau', '--minimizer', '1,1'], EXIT.refused, /--minimizer is given with the loss himmelblau/],
  [['solve', '--features', 'a,b'], EXIT.refused, /--features is given with the loss quadratic, which has no data/],
  [['solve', '--data', '-', '--features', 'a,b'], EXIT.refused, /The CSV is empty/],
  [['solve', '--data', '-'], EXIT.refused, /--data needs --features/],
  [['solve', '--data', '/none', '--features', 'a,b'], EXIT.refused, /could not be read \(ENOENT\)/],
  [['solve', '--problem', '-', '--lambda', '1'], EXIT.refused, /--lambda is given beside --problem/],
  [['solve', '--problem', '-'], EXIT.refused, /The input is no JSON/],
  [['render', '-o', 'figure.gif'], EXIT.refused, /allowed is a name that ends with \.svg or \.png/],
  [['render', '--width', 'wide'], EXIT.refused, /width is “wide”; allowed is a number/],
  [['render', '--scale', '2'], EXIT.refused, /--scale is given with an SVG/],
  [['render', '--window', '1,2'], EXIT.refused, /window is/],
  [['render', '--layers', 'heatmap,moon'], EXIT.refused, /layers is “moon”/],
] as const)('%j ends with %i', async (args, status, said) => {
  const heard = await run(args);
  expect(heard.status).toBe(status);
  expect(status === EXIT.done ? heard.out : heard.error).toMatch(said);
  expect(status === EXIT.done ? heard.error : heard.out).toBe('');
});

test('a certificate that does not hold is said and changes the exit status; infinite numbers are words', () => {
  let out = '', error = '';
  const desk = { print: (text: string) => { out += text; }, say: (text: string) => { error += text; } };
  const solution = { theta: [1, 0], certificate: { holds: false, stationarity: Infinity } };
  expect(report(solution, desk)).toBe(EXIT.uncertified);
  expect(JSON.parse(out)).toEqual({ theta: [1, 0], certificate: { holds: false, stationarity: 'Infinity' } });
  expect(error).toContain('does not hold');
});

test('whatever is given is read or refused in a sentence', async () => {
  const options = [...PROBLEM, ...DATA, ...DRAWING].filter(({ name }) => !['output', 'problem', 'data'].includes(name));
  const word = fc.oneof(fc.constantFrom(...options.map(({ name }) => `--${name}`)), fc.string({ maxLength: 8 }), fc.constantFrom('-1,2', '1', 'l1', 'l2', '-', '--', '-o', '0.5'));
  await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
    try {
      readArguments(words, options);
    } catch (error) {
      expect(error).toBeInstanceOf(Complaint);
      expect((error as Error).message).toMatch(/[.?]$/);
    }
  }), { numRuns: 500 });
});
