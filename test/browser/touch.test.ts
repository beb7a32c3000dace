import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import type { RegGeometry, RegLagrangian } from '../../src/index.ts';
import { guard, settled } from './page.ts';

guard();

// A finger, not a mouse that calls itself one: the browser decides itself whether it pans the page.
interface Session { send(method: string, parameters?: object): Promise<unknown> }
const session = () => cdp() as unknown as Session;

/** Puts a finger down in the middle of an element (or beside it), draws it along and lifts it. */
async function swipe(element: Element, way: readonly [number, number], off: readonly [number, number] = [0, 0]): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect(), { left, top, width, height } = element.getBoundingClientRect();
  const scale = frame ? frame.width / innerWidth : 1;
  const at = (share: number) => [{
    x: (frame?.left ?? 0) + scale * (left + width / 2 + off[0] + share * way[0]), y: (frame?.top ?? 0) + scale * (top + height / 2 + off[1] + share * way[1]),
  }];
  await session().send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let i = 1; i <= 8; i += 1) {
    await session().send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(i / 8) });
    await new Promise(requestAnimationFrame);
  }
  await session().send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await new Promise(requestAnimationFrame);
}

beforeEach(() => session().send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 }));
afterEach(() => session().send('Emulation.setTouchEmulationEnabled', { enabled: false }));

/** Markup with enough page above and below to be panned. */
async function put(markup: string): Promise<RegGeometry> {
  document.body.innerHTML = `<div style="width: 300px; padding-block: 200px 900px">${markup}</div>`;
  const figure = document.querySelector('reg-geometry, reg-lagrangian') as RegGeometry;
  await figure.ready;
  return figure;
}

// What is still being worked out may move the page by a line; a pan is as long as the finger's way, 60 px.
const expectStill = (before: number) => expect(Math.abs(scrollY - before)).toBeLessThan(20);
const shown = async (element: Element) => { element.scrollIntoView({ block: 'center' }); await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); return scrollY; };
const within = (host: Element, selector: string) => host.shadowRoot!.querySelector<HTMLElement>(selector)!;

test('a finger on a picture pans the page, a finger on a handle moves the handle and nothing else', async () => {
  const figure = await put('<reg-geometry id="f" prefer="cpu" form="constraint" budget="0.99" penalty="l2-norm"><reg-constraint-region></reg-constraint-region><reg-gradients probe="100"></reg-gradients><reg-argmin></reg-argmin></reg-geometry>');
  await settled(figure);
  const plane = within(figure, '.plane'), probe = figure.querySelector('reg-gradients')!, hat = within(figure.querySelector('reg-argmin')!, 'button');
  let before = await shown(plane);
  await swipe(plane, [0, -100], [-110, 110]);
  await expect.poll(() => scrollY).toBeGreaterThan(before + 60);
  before = await shown(plane);
  await swipe(hat, [-40, 60]);
  await settled(figure);
  expectStill(before);
  const { minimizer } = figure.problem.loss as Extract<RegGeometry['problem']['loss'], { kind: 'quadratic' }>;
  expect(minimizer[0]).toBeLessThan(1.3);
  expect(minimizer[1]).toBeLessThan(0.1);
  await swipe(within(probe, 'button'), [-60, 30]);
  await settled(figure);
  expectStill(before);
  expect(probe.probe).toBeGreaterThan(110);
});

test('on a path, a trade-off and an atlas as on the figure', async () => {
  const figure = await put('<reg-geometry id="f" prefer="cpu" lambda="0.6"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff><reg-atlas for="f"></reg-atlas><reg-coefficient-path for="f"></reg-coefficient-path>');
  for (const [name, handle, way] of [['reg-tradeoff', '.plot > button', [-30, 60]], ['reg-atlas', '.knob button', [-30, 60]], ['reg-atlas', '.chart button', [40, 6]], ['reg-coefficient-path', '.plot > button', [-60, 2]]] as const) {
    const view = document.querySelector(name)!;
    await shown(view);
    await expect.poll(() => within(view, handle), { timeout: 8000 }).toBeTruthy();
    await settled(figure);
    const button = within(view, handle), before = await shown(button), was = JSON.stringify(figure.problem);
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    await swipe(button, way);
    await settled(figure);
    expectStill(before);
    expect(JSON.stringify(figure.problem), `${name} ${handle}`).not.toBe(was);
    const plot = within(view, '.plot'), above = await shown(plot);
    await swipe(plot, [0, -90], name === 'reg-atlas' ? [100, 130] : [60, 60]);
    await expect.poll(() => scrollY).toBeGreaterThan(above + 50);
  }
});

test('on the Lagrangian explorer: the probe by finger, the page beside it', async () => {
  const explorer = await put('<reg-lagrangian prefer="cpu" objective="x*y" constraint="x^2+y^2" level="1" relation="=" sense="maximise" probe="0.05"></reg-lagrangian>') as unknown as RegLagrangian;
  await explorer.updateComplete;
  for (const [place, picture] of [['.slide.on-plane', '.plane'], ['.slide.on-profile', '.profile']] as const) {
    const button = within(explorer, place), before = await shown(button), probe = explorer.probe;
    await swipe(button, [25, -60]);
    await explorer.updateComplete;
    expectStill(before);
    expect(explorer.probe).not.toBe(probe);
    const above = await shown(within(explorer, picture));
    await swipe(within(explorer, picture), [0, -90], [-100, 80]);
    await expect.poll(() => scrollY).toBeGreaterThan(above + 50);
  }
});
