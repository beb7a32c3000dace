import { beforeAll, expect, test } from 'vitest';
import axeAddress from '../../node_modules/axe-core/axe.min.js?url';
import { guard } from './page.ts';
import { NAMES, open, unfold } from './pages.ts';

guard();

interface Found { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary: string }[] }
interface Axe { run(context: Document, options: object): Promise<{ violations: readonly Found[]; passes: readonly Found[] }> }
const run = () => (globalThis as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] });

beforeAll(async () => {
  const script = document.createElement('script');
  script.src = axeAddress;
  document.head.append(script);
  await new Promise((done) => { script.onload = done; });
});

// What a person with a screen reader, without a mouse or with weak eyes would stumble over: every rule of axe, none left out,
// over the page as it is served with all that it links and folds open, shadow roots included.
test.each(NAMES)('%s: axe finds nothing, in light and in dark', async (name) => {
  await open(name, 1200, 900);
  await new Promise((done) => setTimeout(done, 300));
  unfold();
  for (const scheme of ['light', 'dark']) {
    document.documentElement.style.colorScheme = scheme;
    await new Promise((done) => setTimeout(done, 100));
    const { violations, passes } = await run();
    const told = violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 6).map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary}`).join(' | ')}`);
    expect(told, `${scheme}`).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
  }
  document.documentElement.style.colorScheme = '';
}, 90_000);

test('a fault inside a shadow root would be found', async () => {
  document.body.innerHTML = '<main><h1>Faults</h1><div></div></main>';
  document.querySelector('div')!.attachShadow({ mode: 'open' }).append(document.createElement('button'));
  expect((await run()).violations.map(({ id }) => id)).toEqual(['button-name']);
});
