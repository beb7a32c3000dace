import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { RegGeometry } from '../../src/index.ts';
import { guard, settled, show } from './page.ts';

// A CSV of any kind is drawn, or refused in one sentence while the last good figure stays.
guard();
afterEach(() => vi.unstubAllGlobals());

const answer = (text: string, status = 200) => vi.stubGlobal('fetch', async () => new Response(text, { status }));
const complaintOf = (figure: RegGeometry) => figure.renderRoot.querySelector('.complaint')!.textContent!;
const MARKUP = '<reg-geometry prefer="cpu" controls="none" loss="squared" src="any.csv" features="a b" target="y" lambda="0.1"></reg-geometry>';

async function given(text: string, markup = MARKUP): Promise<RegGeometry> {
  answer(text);
  const figure = await show(markup);
  await figure.updateComplete;
  await settled(figure);
  return figure;
}

const GOOD = 'a,b,y\n1,2,3\n2,1,1\n3,5,2\n4,4,7';

test.each([
  ['plain', GOOD], ['CRLF and a byte order mark', `\ufeff${GOOD.replaceAll('\n', '\r\n')}\r\n`], ['old Mac line ends', GOOD.replaceAll('\n', '\r')], ['semicolons', GOOD.replaceAll(',', ';')],
  ['tabs', GOOD.replaceAll(',', '\t')], ['quotes everywhere', GOOD.replaceAll(/[^,\n]+/g, '"$&"')], ['blank lines', `${GOOD.replaceAll('\n', '\n\n')}\n\n`], ['spaces around', GOOD.replaceAll(',', ' , ')],
])('%s: drawn, and the same', async (_name, text) => {
  const figure = await given(text);
  expect(complaintOf(figure)).toBe('');
  expect(figure.solution.certificate.holds).toBe(true);
  const { theta } = (await given(GOOD)).solution;
  expect(figure.solution.theta).toEqual(theta);
});

test('collinear features are drawn and said to have no unique solution', async () => {
  const figure = await given('a,b,y\n1,2,3\n2,4,1\n3,6,2\n4,8,7');
  expect(complaintOf(figure)).toBe('');
  expect(figure.solution.unique).toBe(false);
  expect(figure.solution.certificate.holds).toBe(true);
});

test.each([
  ['empty', '', 'The CSV is empty'], ['a header alone', 'a,b,y', 'The CSV is empty'], ['one row', 'a,b,y\n1,2,3', 'The column “a” is constant'], ['a constant column', 'a,b,y\n1,2,3\n1,3,4', 'The column “a” is constant'],
  ['NaN', 'a,b,y\nNaN,2,3\n1,3,4', 'Row 1 of the column “a” is “NaN”'], ['Inf', 'a,b,y\n1,2,Inf\n1,3,4', 'Row 1 of the column “y” is “Inf”'], ['1e308', 'a,b,y\n1e308,2,3\n1,3,4', '“1e308”'],
  ['words', 'a,b,y\n1,two,3\n1,3,4', '“two”'], ['a web page', '<!DOCTYPE html><title>Sign in</title>', 'The CSV is a web page'], ['another delimiter', 'a|b|y\n1|2|3\n2|3|4', 'features names “a”; the CSV has the columns a|b|y.'],
  ['rows of other lengths', 'a,b,y\n1,2,3\n1,2', 'Row 2 of the CSV has 2 cells; its header has 3.'], ['an open quote', 'a,b,y\n"1,2,3\n4,5,6', 'a quote that is never closed'], ['no such column', 'a,c,y\n1,2,3\n2,3,4', 'features names “b”'],
  ['markup in names', '<b>a</b>,b,y\n1,2,3\n2,3,4', 'features names “a”; the CSV has the columns <b>a</b>, b, y.'],
])('%s: refused in a sentence', async (_name, text, sentence) => {
  const figure = await given(text);
  expect(complaintOf(figure)).toContain(sentence);
  expect(figure.renderRoot.querySelector('.complaint')!.children).toHaveLength(0); // text, never markup
  expect(figure.renderRoot.querySelector('.caption')).toBeNull(); // nothing was ever good: better no figure than another one
});

test('a refusal keeps the figure that was there, and a good file afterwards is drawn', async () => {
  const figure = await given(GOOD);
  const { solution } = figure;
  for (const bad of ['', 'a,b,y\n1,1,x\n2,3,4']) {
    answer(bad);
    figure.src = `other-${bad.length}.csv`;
    await expect.poll(() => complaintOf(figure)).not.toBe('');
    expect(figure.solution).toBe(solution);
  }
  vi.stubGlobal('fetch', async () => new Response('gone', { status: 404 }));
  figure.src = 'missing.csv';
  await expect.poll(() => complaintOf(figure)).toBe('The CSV at “missing.csv” answered 404; allowed is the address of a file that exists.');
  vi.stubGlobal('fetch', async () => { throw new TypeError('Failed to fetch'); });
  figure.src = 'offline.csv';
  await expect.poll(() => complaintOf(figure)).toContain('could not be reached');
  answer('a,b,y\n1,2,3\n2,1,1\n3,5,2\n4,4,9');
  figure.src = 'good.csv';
  await expect.poll(() => figure.solution).not.toBe(solution);
  expect(complaintOf(figure)).toBe('');
});

test('a slow file that is overtaken is dropped: the newest wins, and an aborted one says nothing', async () => {
  const aborted: string[] = [];
  vi.stubGlobal('fetch', (url: URL, { signal }: { signal: AbortSignal }) => new Promise((resolve, reject) => {
    const slow = url.href.includes('slow');
    signal.addEventListener('abort', () => { aborted.push(url.href); reject(signal.reason as Error); });
    setTimeout(() => resolve(new Response(slow ? 'a,b,y\n0,1,100\n1,0,200\n1,1,5' : GOOD)), slow ? 300 : 20);
  }));
  const figure = await show(MARKUP.replace('any.csv', 'fast.csv'));
  await figure.updateComplete;
  const { theta } = figure.solution;
  figure.src = 'slow.csv';
  await figure.updateComplete;
  figure.src = 'fast-again.csv';
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  expect(aborted.some((url) => url.endsWith('slow.csv'))).toBe(true);
  expect(figure.solution.theta).toEqual(theta);
  expect(complaintOf(figure)).toBe('');
  figure.src = 'slow.csv';
  await figure.updateComplete;
  figure.remove(); // on its way when the reader leaves
  await new Promise((resolve) => { setTimeout(resolve, 400); });
});

test('more than ten million cells are refused, and the page is not held up meanwhile', async () => {
  answer(`a,b,y\n${'1,2,3\n'.repeat(3_400_000)}`);
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  const figure = await show('<reg-geometry prefer="cpu" controls="none"></reg-geometry>');
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  observer.observe({ type: 'longtask' });
  Object.assign(figure, { loss: 'squared', features: 'a b', src: 'huge.csv' });
  await expect.poll(() => complaintOf(figure), { timeout: 50_000 }).toContain('The CSV has more than 10,000,000 cells');
  observer.disconnect();
  console.log(`long tasks while ten million cells were read: ${tasks.map(Math.round).join(', ') || 'none'}`);
  expect(figure.solution.support).toEqual([true, false]); // the figure before
}, 60_000);

test('random text is never more than a sentence', async () => {
  const cell = fc.oneof(fc.constantFrom('1', '2.5', '-3', '1e5', '', ' ', '"', '""', '"x', 'x', 'NaN', '1e999', '<b>'), fc.string({ maxLength: 5 }));
  const csv = fc.tuple(fc.constantFrom('a,b,y', 'a;b;y', 'y,b,a', 'a,b', ''), fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r')).map(([head, rows, end]) => [head, ...rows.map((row) => row.join(','))].join(end));
  answer(GOOD);
  const figure = await show(MARKUP);
  await figure.updateComplete;
  let refused = 0, run = 0;
  await fc.assert(fc.asyncProperty(csv, async (text) => {
    answer(text);
    figure.src = `random-${(run += 1)}.csv`;
    await figure.updateComplete;
    await expect.poll(() => figure.updateComplete.then(() => figure.problem)).toBeTruthy();
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    const complaint = complaintOf(figure);
    const isSentence = complaint === '' || /^(The|Row|features|target|All|loss|Value) [^]{5,400}[.?]$/.test(complaint);
    expect([text, complaint, isSentence]).toEqual([text, complaint, true]);
    refused += complaint === '' ? 0 : 1;
    expect(figure.solution.theta.every(Number.isFinite)).toBe(true);
  }), { numRuns: 150, seed: 20_261_124 });
  expect(refused).toBeGreaterThan(30);
}, 60_000);
