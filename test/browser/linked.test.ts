import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { RegControls, RegFamily, RegGeometry, RegValue } from '../../src/index.ts';
import { guard, settled, show } from './page.ts';

// One problem, many views, no glue code: whatever comes first, moves, is renamed or goes, each shows what its figure shows.
guard();

const words = (element: { renderRoot: HTMLElement | DocumentFragment } | null) => element!.renderRoot.textContent!.replaceAll(/\s+/g, ' ').trim();
const FIGURE = '<reg-geometry prefer="cpu" id="a"></reg-geometry>';
const LINKED = '<reg-controls for="a" show="amount penalty"></reg-controls><p>θ₂ is <reg-value for="a" of="theta2">…</reg-value></p><reg-family for="a"></reg-family>';

const linked = (root: ParentNode) => ({
  controls: root.querySelector<RegControls>('reg-controls')!, value: root.querySelector<RegValue>('reg-value')!, family: root.querySelector<RegFamily>('reg-family')!,
});

async function follows(figure: RegGeometry, root: ParentNode): Promise<void> {
  const { controls, value, family } = linked(root);
  family.scrollIntoView(); // a table that nobody sees sleeps
  for (const [penalty, theta2] of [['l2', '0.247'], ['l1', '0']] as const) {
    figure.penalty = penalty;
    await settled(figure);
    await expect.poll(() => words(value)).toBe(theta2);
    await expect.poll(() => family.renderRoot.querySelector('.chosen button')?.textContent).toBe(penalty.toUpperCase());
    expect(controls.renderRoot.querySelector<HTMLInputElement>('input[type=radio]:checked')!.value).toBe(penalty);
  }
  const slider = controls.renderRoot.querySelector<HTMLInputElement>('input[type=range]')!;
  slider.value = '500';
  slider.dispatchEvent(new Event('input'));
  await settled(figure);
  expect(figure.solution.theta).toEqual([0, 0]);
  await expect.poll(() => words(family)).toContain('same λ = 2');
  figure.change({ lambda: 0.6 });
  await settled(figure);
  expect(figure.problem).toMatchObject({ penalty: { kind: 'l1' }, lambda: 0.6 });
}

test.each([['before', LINKED + FIGURE], ['after', FIGURE + LINKED], ['around', LINKED + FIGURE + LINKED]])('linked elements %s their figure', async (_, markup) => {
  const figure = await show(markup);
  await follows(figure, document);
  for (const value of document.querySelectorAll('reg-value')) expect(words(value)).toBe('0');
});

test('a figure that comes later, is defined later, or is another under the same id', async () => {
  document.body.innerHTML = `<div style="width: 320px">${LINKED}</div>`;
  const { value } = linked(document);
  await new Promise(requestAnimationFrame);
  expect(value.renderRoot.querySelector('slot')).not.toBe(null); // the author's words meanwhile
  const later = `reg-later-${Math.random().toString(36).slice(2)}`;
  const first = Object.assign(document.createElement(later), { id: 'a', prefer: 'cpu' }) as HTMLElement as RegGeometry;
  document.body.firstElementChild!.append(first);
  await new Promise(requestAnimationFrame);
  const Base = customElements.get('reg-geometry') as new () => RegGeometry;
  customElements.define(later, class extends Base {});
  await first.ready;
  await follows(first, document);
  first.remove();
  await expect.poll(() => words(value)).toBe('…');
  document.body.firstElementChild!.insertAdjacentHTML('afterbegin', FIGURE);
  const second = document.querySelector('reg-geometry')!;
  await second.ready;
  await follows(second, document);
});

test('ids and for may change; what names nothing is said in place, until it does', async () => {
  const figure = await show(FIGURE + LINKED);
  document.body.firstElementChild!.insertAdjacentHTML('beforeend', '<reg-geometry prefer="cpu" id="b" penalty="l2"></reg-geometry>');
  const second = document.getElementById('b') as RegGeometry, { controls, value } = linked(document);
  await second.ready;
  value.for = 'b';
  await expect.poll(() => words(value)).toBe('0.247');
  controls.for = 'a b';
  await expect.poll(() => controls.views).toEqual([figure, second]);
  expect(second.renderRoot.querySelector('reg-controls')).toBe(null);
  figure.id = 'c';
  await expect.poll(() => controls.views).toEqual([second]);
  await settled(figure);
  expect(figure.renderRoot.querySelector('reg-controls')).not.toBe(null); // its own again
  await expect.poll(() => words(controls), { timeout: 4000 }).toContain('for names “a”; allowed are ids of figures on this page.');
  const parent = controls.parentElement!;
  figure.id = 'a';
  await expect.poll(() => controls.views).toEqual([figure, second]);
  expect(words(controls)).not.toContain('for names');
  value.for = 'nobody';
  await expect.poll(() => words(value), { timeout: 4000 }).toContain('for names “nobody”');
  value.remove();
  value.for = 'a';
  parent.append(value);
  await expect.poll(() => words(value)).toBe('0');
});

test('in a shadow root an id is that root’s own', async () => {
  const outer = await show(`${FIGURE.replace('"a"', '"a" penalty="l2"')}<div class="host"></div>`);
  const root = document.querySelector('.host')!.attachShadow({ mode: 'open' });
  root.innerHTML = LINKED + FIGURE;
  const inner = root.querySelector('reg-geometry')!;
  await inner.ready;
  await follows(inner, root);
  expect(outer.problem).toMatchObject({ penalty: { kind: 'l2' }, lambda: 0.6 });
  const { value } = linked(root);
  document.body.firstElementChild!.append(value);
  await expect.poll(() => words(value)).toBe('0.247'); // out here it is the other figure's
});

test('several figures, one hand: the sweep moves both, and one of them speaks', async () => {
  const figure = await show(`${FIGURE}<reg-geometry prefer="cpu" id="b" penalty="l2"></reg-geometry><reg-controls for="a b" show="amount play"></reg-controls>`);
  const second = document.getElementById('b') as RegGeometry, { controls } = linked(document);
  await second.ready;
  await expect.poll(() => controls.views.length).toBe(2);
  controls.play();
  await expect.poll(() => figure.solution.lambda).toBeGreaterThan(0.65);
  controls.pause();
  await settled(figure);
  await settled(second);
  expect(figure.solution.lambda).toBe(second.solution.lambda);
  await expect.poll(() => figure.renderRoot.querySelector('.speech')!.textContent).toContain('θ star is');
  expect(second.renderRoot.querySelector('.speech')!.textContent).toBe('');
});

test('what is taken away listens no longer, and what comes back does', async () => {
  const figure = await show(FIGURE + LINKED);
  await follows(figure, document);
  const { controls, value, family } = linked(document);
  const renders = new Map<HTMLElement, number>();
  for (const element of [controls, value, family]) {
    renders.set(element, 0);
    const ask = element.requestUpdate.bind(element);
    element.requestUpdate = (...given: Parameters<typeof ask>) => { renders.set(element, renders.get(element)! + 1); ask(...given); };
  }
  figure.lambda = 0.5;
  await settled(figure);
  for (const count of renders.values()) expect(count).toBeGreaterThan(0);
  const parent = controls.parentElement!;
  for (const element of renders.keys()) element.remove();
  await settled(figure);
  for (const element of renders.keys()) renders.set(element, 0);
  figure.lambda = 0.4;
  await settled(figure);
  figure.id = 'z';
  document.body.append(document.createElement('p'));
  await settled(figure);
  expect([...renders.values()]).toEqual([0, 0, 0]);
  figure.id = 'a';
  parent.append(...renders.keys());
  figure.lambda = 0.6;
  await settled(figure);
  await follows(figure, document);
});

describe('one hand over two figures', () => {
  const amounts = (figures: readonly RegGeometry[]) => figures.map(({ problem }) => (problem.form === 'penalty' ? problem.lambda : problem.budget));
  const open = async (controls: string) => {
    const first = await show(`<reg-geometry prefer="cpu" id="a" form="constraint" budget="0.99"></reg-geometry><reg-geometry prefer="cpu" id="b" penalty="l2-norm" form="constraint" budget="0.99"></reg-geometry>${controls}`);
    const both = [first, document.getElementById('b') as RegGeometry], { controls: hand } = linked(document);
    await both[1]!.ready;
    await expect.poll(() => hand.renderRoot.querySelector('output')).toBeTruthy();
    const rest = async () => { for (const figure of both) await settled(figure); await hand.updateComplete; };
    await rest();
    return { both, hand, rest };
  };

  test('λ or t that is moved in one of them holds in both, in one step of both, taken back from anywhere', async () => {
    const { both, hand, rest } = await open('<reg-controls for="a b" show="amount"></reg-controls>');
    const [a, b] = both as [RegGeometry, RegGeometry];
    let told = 0;
    for (const figure of both) figure.addEventListener('reg-change', () => { told += 1; });
    const wall = a.renderRoot.querySelector('reg-constraint-region')!.shadowRoot!.querySelector('button')!;
    wall.focus();
    await userEvent.keyboard('{PageDown}');
    await rest();
    const [moved] = amounts(both);
    expect(moved).toBeLessThan(0.95);
    expect(amounts(both)).toEqual([moved, moved]);
    expect(b.solution.budget).toBe(moved);
    expect(told).toBe(2); // no echo
    expect(hand.renderRoot.querySelector('output')!.textContent).toBe(String(Number(moved!.toPrecision(4))));
    expect(b.renderRoot.querySelector('.speech')!.textContent).toBe('');
    await userEvent.keyboard('{Control>}z{/Control}'); // where the hand was
    await rest();
    expect(amounts(both)).toEqual([0.99, 0.99]);
    hand.renderRoot.querySelector('input')!.focus();
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}'); // at the slider
    await rest();
    expect(amounts(both)).toEqual([moved, moved]);
    await userEvent.keyboard('{ArrowRight}');
    await rest();
    const [further] = amounts(both);
    expect(further).toBeGreaterThan(moved!);
    b.renderRoot.querySelector('reg-argmin')!.shadowRoot!.querySelector('button')!.focus();
    await userEvent.keyboard('{ArrowUp}'); // one of them alone
    await rest();
    const hat = (b.problem.loss as { minimizer: unknown }).minimizer;
    expect(hat).not.toEqual([1.5, 0.3]);
    hand.renderRoot.querySelector('input')!.focus();
    await userEvent.keyboard('{Control>}z{/Control}');
    await rest();
    expect([amounts(both), (b.problem.loss as { minimizer: unknown }).minimizer]).toEqual([[further, further], [1.5, 0.3]]);
    await userEvent.keyboard('{Control>}z{/Control}');
    await rest();
    expect(amounts(both)).toEqual([moved, moved]);
    await userEvent.keyboard('{Control>}y{/Control}{Control>}y{/Control}');
    await rest();
    expect([amounts(both), (b.problem.loss as { minimizer: unknown }).minimizer]).toEqual([[further, further], hat]);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect([a.undo(), a.undo(), a.undo(), b.undo()]).toEqual([true, true, false, false]);
    await rest();
    expect(amounts(both)).toEqual([0.99, 0.99]);
  });

  test('what a script makes differ is said of both, and controls without the amount bind nothing', async () => {
    const { both, hand, rest } = await open('<reg-controls for="a b" show="amount"></reg-controls>');
    both[0]!.budget = 0.3141;
    await rest();
    expect(hand.renderRoot.querySelector('output')!.textContent).toBe('0.3141 and 0.99');
    expect(hand.renderRoot.querySelector('input')!.getAttribute('aria-valuetext')).toBe('t = 0.3141 and 0.99');
    hand.show = 'form';
    await rest();
    both[0]!.change({ budget: 0.5 });
    await rest();
    expect(amounts(both)).toEqual([0.5, 0.99]);
  });
});

test('Ctrl+Z in a linked element takes back what its figure was; a figure that it does not drive stays', async () => {
  const figure = await show(`${FIGURE}${LINKED}<reg-value for="a" of="lambda" scrub id="scrub"></reg-value><reg-tradeoff for="a"></reg-tradeoff><reg-coefficient-path for="a"></reg-coefficient-path><reg-geometry prefer="cpu" id="other"></reg-geometry>`);
  const lambda = () => (figure.problem as { lambda: number }).lambda, was = lambda();
  const places: readonly [string, string][] = [['reg-controls', 'input[type=range]'], ['#scrub', '[role=slider]'], ['reg-tradeoff', '.plot > button'], ['reg-coefficient-path', '.plot > button'], ['reg-family', 'tbody button']];
  for (const [host, part] of places) {
    const inner = () => document.querySelector(host)!.shadowRoot!.querySelector<HTMLElement>(part)!;
    document.querySelector(host)!.scrollIntoView({ block: 'center' });
    await expect.poll(inner, { timeout: 8000 }).toBeTruthy();
    inner().focus();
    if (host === 'reg-family') figure.change({ lambda: was / 2 });
    else await userEvent.keyboard('{ArrowRight}');
    await expect.poll(lambda).not.toBe(was);
    await settled(figure);
    const moved = lambda();
    for (const [keys, there] of [['{Control>}z{/Control}', was], ['{Control>}y{/Control}', moved], ['{Control>}z{/Control}', was], ['{Control>}{Shift>}z{/Shift}{/Control}', moved], ['{Control>}z{/Control}', was]] as const) {
      await userEvent.keyboard(keys);
      await expect.poll(() => [host, keys, lambda()]).toEqual([host, keys, there]);
      await settled(figure);
    }
    expect(figure.undo()).toBe(false);
  }
});
