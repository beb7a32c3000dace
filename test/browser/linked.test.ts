import { expect, test } from 'vitest';
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
