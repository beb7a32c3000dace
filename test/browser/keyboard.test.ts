import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { RegGeometry, RegLagrangian } from '../../src/index.ts';
import { guard, settled } from './page.ts';
import { open as openPage, type Page } from './pages.ts';

guard();

// Each page's task by a person without a mouse: Tab from the top, real key presses, and what is told of it.
let said: string[] = [];

async function open(name: Page): Promise<void> {
  const figures = await openPage(name, 1000, 800, 'cpu');
  said = [];
  for (const figure of figures) {
    const speech = figure.renderRoot.querySelector('.speech');
    if (speech) new MutationObserver(() => said.push(speech.textContent!)).observe(speech, { childList: true, characterData: true, subtree: true });
  }
  document.body.tabIndex = -1;
  document.body.focus();
}

/** What has the focus, through all shadow roots. */
function focused(): HTMLElement {
  let here = document.activeElement as HTMLElement;
  while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement as HTMLElement;
  return here;
}
const nameOf = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.textContent!.trim();

/** Presses Tab until what is meant has the focus, which must then be seen. */
async function tabTo(name: RegExp, of: (element: HTMLElement) => boolean = () => true): Promise<HTMLElement> {
  const passed: string[] = [];
  for (let press = 0; press < 90; press += 1) {
    await userEvent.keyboard('{Tab}');
    const here = focused();
    if (name.test(nameOf(here)) && of(here)) {
      expect(here.matches(':focus-visible')).toBe(true);
      return here;
    }
    passed.push(nameOf(here).slice(0, 40));
  }
  throw new Error(`Tab does not come to ${name}: ${passed.join(' | ')}`);
}
const figure = (id: string) => document.getElementById(id) as unknown as RegGeometry;
async function heard(text: string): Promise<void> { await expect.poll(() => said.join('\n'), { timeout: 4000 }).toContain(text); }

test('index: one slider moves both figures, and one of them speaks', async () => {
  await open('index');
  await tabTo(/the budget of the constraint/);
  await userEvent.keyboard('{Home}{PageUp}');
  for (const id of ['diamond', 'disc']) await settled(figure(id));
  expect(figure('diamond').problem).toEqual({ ...figure('disc').problem, penalty: { kind: 'l1' } });
  expect(figure('diamond').solution.support).toEqual([true, false]);
  await heard('the second weight is exactly zero');
  expect(said.at(-1)).toMatch(/^θ star is \([\d.]+, 0\): the second weight is exactly zero; [\d.]+ degrees? inside the corner’s cone\.$/);
  expect(said).toHaveLength(1);
});

test('index: θ̂ by arrows, Shift, Home and End; a key that repeats is told once', async () => {
  await open('index');
  await tabTo(/θ hat, the unpenalised optimum/);
  const own = figure('diamond'), at = () => (own.problem.loss as { minimizer: readonly [number, number] }).minimizer;
  // How it is moved is told once, by the picture around it; what it holds is behind the disclosure that it names.
  const plane = own.renderRoot.querySelector('.plane')!, root = own.shadowRoot!;
  await expect.poll(() => root.getElementById(plane.getAttribute('aria-describedby')!)?.textContent).toContain('Drag θ̂ or press arrow keys');
  expect(focused().hasAttribute('aria-description') || focused().hasAttribute('aria-describedby')).toBe(false);
  expect(root.getElementById(plane.getAttribute('aria-details')!)!.localName).toBe('details');
  expect([...root.querySelectorAll('reg-argmin, reg-axes, reg-constraint-region')].flatMap((layer) => [...layer.shadowRoot!.querySelectorAll('svg')]).every((svg) => svg.getAttribute('aria-hidden') === 'true')).toBe(true);
  const [x] = at();
  await userEvent.keyboard('{ArrowLeft}');
  const step = x - at()[0];
  expect(step).toBeGreaterThan(0);
  await settled(own);
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  expect((x - at()[0]) / step).toBeCloseTo(11, 6);
  await userEvent.keyboard('{Home}');
  expect(at()[0]).toBeLessThan(own.frame.x[0] + 0.1 * (own.frame.x[1] - own.frame.x[0]));
  await settled(own);
  await userEvent.keyboard('{End}');
  expect(at()[0]).toBeGreaterThan(own.frame.x[1] - 0.1 * (own.frame.x[1] - own.frame.x[0]));
  await new Promise((done) => setTimeout(done, 900));
  said = [];
  for (let repeat = 0; repeat < 25; repeat += 1) await userEvent.keyboard('{ArrowLeft}');
  await new Promise((done) => setTimeout(done, 1000));
  expect(said).toHaveLength(1);
  expect(own.renderRoot.querySelectorAll('[role=status]:not(:empty)')).toHaveLength(1);
});

test('argument: the probe goes home, where the arrows agree', async () => {
  await open('argument');
  const probe = await tabTo(/Probe on the boundary/);
  const before = probe.getAttribute('aria-valuetext')!;
  expect(before).toContain('apart');
  await userEvent.keyboard('{Home}');
  await expect.poll(() => focused().getAttribute('aria-valuetext')).toContain('the arrows agree');
});

test('tradeoff: the line turns and the figure follows', async () => {
  await open('tradeoff');
  const before = figure('price').problem;
  await tabTo(/λ/, (element) => element.getAttribute('role') === 'slider' && (element.getRootNode() as ShadowRoot).host.localName === 'reg-tradeoff');
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await settled(figure('price'));
  expect(figure('price').problem).not.toEqual(before);
  await heard('θ star is');
});

test('path: in steps, and none over a knot', async () => {
  await open('path');
  await expect.poll(() => document.querySelector('reg-coefficient-path')!.shadowRoot!.querySelector('.plot button'), { timeout: 8000 }).toBeTruthy();
  await tabTo(/Playhead on the path/);
  await userEvent.keyboard('{PageUp}');
  await settled(figure('lasso'));
  expect(figure('lasso').solution.support).toEqual([true, false]);
  await heard('the second weight is exactly zero');
});

test('atlas: θ̂ leaves the basin, and the weight comes back', async () => {
  await open('atlas');
  expect(figure('corners').solution.support).toEqual([true, false]);
  await tabTo(/θ hat, the unpenalised optimum/);
  for (let press = 0; press < 4; press += 1) { await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}'); await settled(figure('corners')); }
  expect(figure('corners').solution.support).toEqual([true, true]);
  await heard('both weights stay');
});

test('family: the sweep plays and pauses, and a row is chosen', async () => {
  await open('family');
  await tabTo(/Play the sweep of p/);
  const p = () => (figure('family').problem.penalty as { p?: number }).p ?? 1;
  await userEvent.keyboard(' ');
  await expect.poll(p).not.toBe(1);
  await userEvent.keyboard(' ');
  await heard('θ star is');
  const row = await tabTo(/L2|largest|L∞/, (element) => (element.getRootNode() as ShadowRoot).host?.localName === 'reg-family');
  const before = figure('family').problem.penalty;
  await userEvent.keyboard(' ');
  await settled(figure('family'));
  expect(figure('family').problem.penalty, `${nameOf(row)}`).not.toEqual(before);
});

test('lagrangian: from candidate to candidate', async () => {
  await open('lagrangian');
  const explorer = figure('circle') as unknown as RegLagrangian, before = explorer.probe;
  await explorer.updateComplete;
  await tabTo(/./, (element) => element.classList.contains('slide'));
  await userEvent.keyboard('{PageUp}');
  await explorer.updateComplete;
  expect(explorer.probe).not.toBe(before);
  expect(focused().getAttribute('aria-valuetext')).toMatch(/0\.5/); // xy is ½ or −½ at each of them
});

test('manipulate: the boundary, the rings and the view by keys, and back', async () => {
  await open('manipulate');
  const wall = figure('wall'), t = () => (wall.problem as { budget: number }).budget;
  await tabTo(/[Bb]oundary/);
  const before = t();
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await settled(wall);
  expect(t()).not.toBe(before);
  await heard('θ star is');
  await userEvent.keyboard('{Control>}z{/Control}');
  await settled(wall);
  expect(t()).toBe(before);
  const bowl = () => JSON.stringify(figure('bowl').problem.loss), round = bowl();
  await tabTo(/axis/i, (element) => (element.getRootNode() as ShadowRoot).host?.localName === 'reg-ellipse');
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await settled(figure('bowl'));
  expect(bowl()).not.toBe(round);
});

test('zoo: the certificate and the data of a figure are opened', async () => {
  await open('zoo');
  const summary = await tabTo(/certified/, (element) => element.localName === 'summary');
  await userEvent.keyboard('{Enter}');
  expect((summary.parentElement as HTMLDetailsElement).open).toBe(true);
  const data = await tabTo(/^data$/);
  await userEvent.keyboard('{Enter}');
  const details = data.parentElement as HTMLDetailsElement;
  await expect.poll(() => details.querySelectorAll('tr').length).toBeGreaterThan(15);
  expect(details.querySelector('p')!.textContent).toContain('The optimum is θ* =');
  await tabTo(/Copy as CSV/);
});

test('api: a link leads to its function', async () => {
  await open('api');
  await tabTo(/^path$/);
  await userEvent.keyboard('{Enter}');
  expect(location.hash).toBe('#path');
  history.replaceState(null, '', location.pathname + location.search);
});
