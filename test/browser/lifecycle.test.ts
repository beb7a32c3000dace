import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import type { RegGeometry } from '../../src/index.ts';
import { guard, painted, settled, show } from './page.ts';

// Order and time: whatever is set first, moved, hidden, resized or frozen, the figure ends where its attributes say.
guard();

const isDrawn = async (figure: RegGeometry) => {
  await expect.poll(() => figure.renderRoot.querySelectorAll('canvas').length).toBe(1);
  await painted(figure);
  return figure.renderRoot.querySelector('canvas')!;
};

test('attributes and properties set before the element is defined are taken as if they came after', async () => {
  // a class of its own name: the real one is defined already
  const later = `reg-later-${Math.random().toString(36).slice(2)}`;
  document.body.innerHTML = `<div style="width: 320px"><${later} lambda="0.1" prefer="cpu"></${later}></div>`;
  const element = document.querySelector(later) as RegGeometry;
  Object.assign(element, { penalty: 'l2', lambda: 0.6 }); // plain own properties, which would hide the accessors
  const Base = customElements.get('reg-geometry') as new () => RegGeometry;
  customElements.define(later, class extends Base {});
  await element.ready;
  expect(element.problem.penalty).toEqual({ kind: 'l2' });
  expect(element.solution.theta[0]).toBeCloseTo(0.6891, 4);
  element.lambda = 0; // still accessors
  await element.updateComplete;
  expect(element.solution.theta).toEqual([1.5, 0.3]);
});

test('properties and attributes win in the order they come', async () => {
  const figure = document.createElement('reg-geometry') as RegGeometry;
  figure.prefer = 'cpu';
  figure.lambda = 5;
  figure.setAttribute('lambda', '0.6');
  figure.penalty = { kind: 'elastic-net', ratio: 0.5 };
  figure.setAttribute('penalty', 'l1');
  document.body.append(figure);
  await figure.ready;
  expect(figure.solution.theta).toEqual([expect.closeTo(0.99, 12), 0]);
});

test('layers added, taken away and put in another order draw what is there now', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  const inside = () => [...figure.renderRoot.querySelectorAll('.plane > *')].map(({ localName }) => localName).filter((name) => name.startsWith('reg-'));
  expect(inside()).toHaveLength(5);
  const axes = document.createElement('reg-axes'), argmin = document.createElement('reg-argmin');
  figure.append(argmin);
  await settled(figure);
  expect(inside()).toHaveLength(0); // the author's own composition now
  expect(argmin.renderRoot.textContent).toContain('0.99');
  figure.prepend(axes);
  figure.append(axes);
  await settled(figure);
  expect(axes.renderRoot.textContent).toContain('θ₁');
  argmin.remove();
  axes.remove();
  await settled(figure);
  expect(inside()).toHaveLength(5);
  await isDrawn(figure);
});

test('moved between a document and a shadow root, within a page and into another document: drawn, once', async () => {
  const figure = await show('<reg-geometry prefer="cpu" lambda="0.3"></reg-geometry>');
  await isDrawn(figure);
  const { theta } = figure.solution;
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  for (const place of [root, document.body, root, document.body.firstElementChild!]) {
    place.append(figure);
    await settled(figure);
    await isDrawn(figure);
    expect(figure.solution.theta).toEqual(theta);
  }
  const frame = document.createElement('iframe');
  document.body.append(frame);
  frame.contentDocument!.body.append(figure); // adopted
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  document.body.append(figure);
  await settled(figure);
  await isDrawn(figure);
  figure.lambda = 0.6;
  await settled(figure);
  expect(figure.solution.theta).toEqual([expect.closeTo(0.99, 12), 0]);
  const styled = (element: Element) => getComputedStyle(element).position;
  expect(styled(figure.renderRoot.querySelector('.plane')!)).toBe('relative'); // a sheet of its old document would be lost
  expect(styled(figure.renderRoot.querySelector('reg-argmin')!)).toBe('absolute');
  frame.remove();
});

test('hidden, then shown; of no size, then of one: ready resolves meanwhile, and the newest problem is drawn', async () => {
  document.body.innerHTML = '<div style="width: 320px; display: none"><reg-geometry prefer="cpu"></reg-geometry></div>';
  const figure = document.querySelector('reg-geometry') as RegGeometry, box = figure.parentElement!;
  await figure.ready;
  figure.lambda = 5;
  await figure.updateComplete;
  expect(figure.solution.support).toEqual([false, false]);
  box.style.display = '';
  const canvas = await isDrawn(figure);
  expect(canvas.width).toBe(Math.round(320 * devicePixelRatio));
  for (const width of ['0', '200px', '0', '260px']) {
    box.style.width = width;
    await settled(figure);
    await settled(figure);
  }
  await expect.poll(() => figure.renderRoot.querySelector('canvas')!.width).toBe(Math.round(260 * devicePixelRatio));
  figure.hidden = true;
  await settled(figure);
  figure.lambda = 0.6;
  await settled(figure);
  figure.hidden = false;
  await settled(figure);
  await expect.poll(() => figure.querySelector('reg-argmin')?.renderRoot.textContent ?? figure.renderRoot.querySelector('reg-argmin')!.renderRoot.textContent).toContain('0.99');
});

test('another pixel ratio gives another canvas, as a zoom or a second screen does', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  const canvas = await isDrawn(figure);
  expect(canvas.width).toBe(320);
  const metrics = { width: 0, height: 0, mobile: false };
  await cdp().send('Emulation.setDeviceMetricsOverride', { ...metrics, deviceScaleFactor: 2 });
  try {
    expect(devicePixelRatio).toBe(2);
    await expect.poll(() => figure.renderRoot.querySelector('canvas')!.width).toBe(640);
  } finally {
    await cdp().send('Emulation.setDeviceMetricsOverride', { ...metrics, deviceScaleFactor: 1 });
  }
  await expect.poll(() => figure.renderRoot.querySelector('canvas')!.width).toBe(320);
});

test('back from the cache of pages, and printed: the figure is drawn', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await isDrawn(figure);
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  document.dispatchEvent(new Event('freeze'));
  document.dispatchEvent(new Event('resume'));
  dispatchEvent(new Event('beforeprint'));
  dispatchEvent(new Event('afterprint'));
  figure.lambda = 0.2;
  await settled(figure);
  expect((await isDrawn(figure)).width).toBe(320);
});
