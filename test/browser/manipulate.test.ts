import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { solve } from '../../src/core.ts';
import type { RegData, RegGeometry } from '../../src/index.ts';
import { drag, fingers, frames, hover, middle, session, wheel, type Place } from './hand.ts';
import { guard, painted, pixelsOf, settled, show } from './page.ts';

guard();

const DEFAULT = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' } } as const;
const within = <Found extends Element = HTMLElement>(host: Element, selector: string) => host.shadowRoot!.querySelector<Found>(selector)!;
const layer = (figure: RegGeometry, name: string) => figure.querySelector(name) ?? within(figure, name);
const grip = (figure: RegGeometry) => within(layer(figure, 'reg-constraint-region'), 'button');
const planeOf = (figure: RegGeometry) => within(figure, '.plane');
/** Where a θ is in the frame's pixels. */
const placeOf = (figure: RegGeometry, [x, y]: Place): Place => {
  const { left, top, width, height } = planeOf(figure).getBoundingClientRect(), { frame } = figure;
  return [left + ((x - frame.x[0]) / (frame.x[1] - frame.x[0])) * width, top + ((frame.y[1] - y) / (frame.y[1] - frame.y[0])) * height];
};
const moved = async (figure: RegGeometry) => { await figure.updateComplete; await settled(figure); };
const json = (figure: RegGeometry) => JSON.stringify([figure.problem, figure.frame]);

test('the boundary by hand: in constraint form R at the hand is t, and the solution is that of t', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.8"></reg-geometry>'), button = grip(figure), from = middle(button);
  const was = json(figure);
  let changes = 0;
  figure.addEventListener('reg-change', () => { changes += 1; });
  await drag(from, [-30, 20]);
  await moved(figure);
  const at = middle(button), { problem } = figure as { problem: { budget: number } };
  expect(Math.hypot(at[0] - from[0] + 30, at[1] - from[1] - 20)).toBeLessThan(16); // on the diagonal, where the boundary is as far out as the hand
  expect(problem.budget).toBeGreaterThan(1.1);
  expect(figure.solution.theta).toEqual(solve({ ...DEFAULT, form: 'constraint', budget: problem.budget }).theta); // of what is shown, whatever the hand meant
  expect(changes).toBeGreaterThan(1);
  expect(button.getAttribute('role')).toBe('slider');
  expect(button.getAttribute('aria-valuetext')).toContain(`t = ${problem.budget}`);
  expect(figure.undo()).toBe(true); // one drag, one step
  await moved(figure);
  expect(json(figure)).toBe(was);
  expect(figure.undo()).toBe(false);
});

test('along its line too, where it does not jump, and not where θ̂ is', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.8"></reg-geometry>');
  const upper = placeOf(figure, [-0.5, 0.3]); // on the edge of the diamond
  await drag([upper[0] + 3, upper[1] + 3], [1, 0]);
  await moved(figure);
  expect((figure.problem as { budget: number }).budget).toBeCloseTo(0.8, 1);
  await drag(upper, [-20, -20]);
  await moved(figure);
  expect((figure.problem as { budget: number }).budget).toBeGreaterThan(1.1);
  figure.budget = 1.8; // through θ̂
  await moved(figure);
  await drag(placeOf(figure, [1.5, 0.3]), [-30, 0]);
  await moved(figure);
  expect(figure.problem).toMatchObject({ budget: 1.8, loss: { minimizer: [expect.closeTo(1.5 - (30 * 3.9) / 320, 6), expect.closeTo(0.3, 9)] } });
});

test('in penalty form the hand gives the λ that answers; where λ is inside R there is nothing to hold', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="penalty" lambda="0.4" penalty="l2"></reg-geometry>'), before = figure.solution.budget;
  await drag(middle(grip(figure)), [14, -14]);
  await expect.poll(() => figure.solution.budget).toBeLessThan(before - 0.1);
  await moved(figure);
  const { lambda } = figure.problem as { lambda: number }, t = figure.solution.penalty;
  expect(lambda).toBeGreaterThan(0.4);
  expect(solve({ ...DEFAULT, penalty: { kind: 'l2' }, form: 'constraint', budget: t }).lambda! / lambda).toBeCloseTo(1, 6);
  for (const key of ['{Home}', '{End}']) {
    grip(figure).focus();
    await userEvent.keyboard(key);
    await moved(figure);
    if (key === '{End}') expect((figure.problem as { lambda: number }).lambda).toBe(0); // from R(θ̂) on
  }
  figure.penalty = 'mcp 3';
  await moved(figure);
  expect(grip(figure)).toBe(null);
  figure.form = 'constraint';
  await moved(figure);
  expect(grip(figure)).not.toBe(null);
});

test('keys on the boundary: small and large steps, Home to 0 and End to where nothing binds', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.8"></reg-geometry>'), t = () => (figure.problem as { budget: number }).budget;
  const press = async (key: string) => { grip(figure).focus(); await userEvent.keyboard(key); await moved(figure); return t(); };
  const up = await press('{ArrowUp}');
  expect(up).toBeGreaterThan(0.8);
  expect(await press('{Shift>}{ArrowRight}{/Shift}') - up).toBeGreaterThan(5 * (up - 0.8));
  expect(await press('{Home}')).toBe(0);
  expect(figure.solution.theta).toEqual([0, 0]);
  expect(await press('{End}')).toBeGreaterThanOrEqual(1.8);
  expect(figure.solution.active).toBe(false);
});

const BOWL = '<reg-constraint-region fixed></reg-constraint-region><reg-ellipse></reg-ellipse><reg-argmin></reg-argmin>';
const axis = (figure: RegGeometry, by: number) => layer(figure, 'reg-ellipse').shadowRoot!.querySelectorAll('button')[by]!;

test('the ellipse: its axis follows the hand, the curvature stays positive definite, keys turn and stretch it', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" form="constraint" budget="0.99">${BOWL}</reg-geometry>`), from = middle(axis(figure, 0)), was = json(figure);
  await drag(from, [-30, -24]);
  await moved(figure);
  const at = middle(axis(figure, 0));
  expect(Math.hypot(at[0] - from[0] + 30, at[1] - from[1] + 24)).toBeLessThan(1.5);
  const curvature = () => (figure.problem.loss as unknown as { curvature: [[number, number], [number, number]] }).curvature, det = () => curvature()[0][0] * curvature()[1][1] - curvature()[0][1] ** 2;
  expect(det()).toBeGreaterThan(0);
  expect(figure.solution.certificate.holds).toBe(true);
  figure.undo();
  await moved(figure);
  expect(json(figure)).toBe(was);
  axis(figure, 1).focus();
  expect(axis(figure, 1).getAttribute('aria-description')).toContain('left and right turn it');
  const tilt = () => Number(/tilted by (−?[\d.]+)°/.exec(axis(figure, 1).getAttribute('aria-valuetext')!)![1]!.replace('−', '-'));
  const before = tilt();
  await userEvent.keyboard('{ArrowLeft}');
  await moved(figure);
  expect(tilt() - before).toBeCloseTo(1, 6);
  for (let i = 0; i < 60; i += 1) await userEvent.keyboard('{PageUp}');
  await moved(figure);
  const trace = curvature()[0][0] + curvature()[1][1];
  expect((trace * trace) / det()).toBeLessThan(1e6 * 1.01);
  expect(layer(figure, 'reg-ellipse').shadowRoot!.textContent).toContain('One axis is a thousand times the other');
});

test('a loss without an ellipse says so and has none to take hold of', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" loss="himmelblau" form="constraint" budget="2">${BOWL}</reg-geometry>`);
  await settled(figure);
  expect(layer(figure, 'reg-ellipse').shadowRoot!.textContent).toContain('belongs to a quadratic loss');
  expect(axis(figure, 0)).toBe(undefined);
});

describe.each(['gpu', 'cpu'] as const)('the window on the %s engine', (prefer) => {
  test('is dragged by the mouse and scaled by Ctrl and wheel; the picture follows, and home is home again', async () => {
    const figure = await show(`<reg-geometry prefer=${prefer} form="constraint" budget="0.8"></reg-geometry>`), was = figure.frame;
    await painted(figure);
    const before = await pixelsOf(figure), start = placeOf(figure, [-1, -1.5]);
    await drag(start, [32, -16]);
    await moved(figure);
    expect(placeOf(figure, [-1, -1.5])[0]).toBeCloseTo(start[0] + 32, 1);
    expect(placeOf(figure, [-1, -1.5])[1]).toBeCloseTo(start[1] - 16, 1);
    const held = placeOf(figure, [0.5, 0.5]);
    await wheel(held, -120, true);
    await moved(figure);
    expect(placeOf(figure, [0.5, 0.5])[0]).toBeCloseTo(held[0], 1);
    expect(figure.frame.x[1] - figure.frame.x[0]).toBeLessThan(3.8);
    await painted(figure);
    const shown = await pixelsOf(figure);
    expect(shown.data.some((value, i) => Math.abs(value - before.data[i]!) > 40)).toBe(true);
    expect([figure.undo(), figure.undo(), figure.undo()]).toEqual([true, true, false]);
    await moved(figure);
    expect(figure.frame).toEqual(was);
    planeOf(figure).focus();
    await userEvent.keyboard('+');
    expect(figure.frame.x[1] - figure.frame.x[0]).toBeCloseTo(3.9 / 1.25, 9);
    await userEvent.keyboard('0');
    expect(figure.frame).toEqual(was);
    within(figure, '.tools button').focus();
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowUp}{/Shift}');
    expect(figure.frame.x[0] - was.x[0]).toBeCloseTo(0.39, 9);
    expect(figure.frame.y[0] - was.y[0]).toBeCloseTo(1.95, 9);
    await expect.poll(() => within(figure, '.speech').textContent).toBe('The view shows θ₁ from −1.06 to 2.84 and θ₂ from 0.1 to 4.');
  });
});

test('a page scrolls: by the wheel alone, by one finger, by two unless asked; at the end of its way a wheel is the page’s again', async () => {
  const put = async (attributes: string) => {
    document.body.innerHTML = `<div style="width: 300px; padding-block: 40px 1500px"><reg-geometry prefer="cpu" ${attributes}></reg-geometry></div>`;
    const figure = document.querySelector('reg-geometry')!;
    await figure.ready;
    scrollTo(0, 0);
    await frames(3);
    return figure;
  };
  let figure = await put(''), { frame } = figure;
  expect(await wheel(middle(planeOf(figure)), 60)).toBe(true);
  expect(figure.frame).toBe(frame);
  figure = await put('zoom="wheel"');
  const at = middle(planeOf(figure));
  expect(await wheel(at, -100)).toBe(false);
  expect(figure.frame.x[1] - figure.frame.x[0]).toBeLessThan(3.8);
  figure.change({ window: { x: [-190, 199], y: [-190, 199] } });
  await moved(figure);
  expect([await wheel(at, 100), await wheel(at, 100)]).toEqual([false, true]);
  expect(within(figure, '.end').textContent).toContain('As far out as the view goes');
  figure = await put('zoom="none"');
  ({ frame } = figure);
  await drag(middle(planeOf(figure)), [40, 40]);
  expect(await wheel(middle(planeOf(figure)), -100, true)).toBe(false);
  expect([figure.frame, within(figure, '.tools')]).toEqual([frame, null]);
  await session().send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  try {
    figure = await put('form="constraint" budget="0.8"');
    const [p, q] = middle(grip(figure));
    await fingers([[p, q]], [[p - 20, q - 50]]); // a handle is no page
    await moved(figure);
    expect([scrollY, (figure.problem as { budget: number }).budget !== 0.8]).toEqual([0, true]);
    for (const [attributes, asked] of [['', false], ['zoom="touch"', true]] as const) {
      figure = await put(attributes);
      ({ frame } = figure);
      const [x, y] = middle(planeOf(figure));
      await fingers([[x - 60, y + 80]], [[x - 60, y - 20]]);
      await expect.poll(() => scrollY).toBeGreaterThan(50);
      expect(figure.frame).toBe(frame);
      scrollTo(0, 0);
      await frames(3);
      await fingers([[x - 20, y], [x + 20, y]], [[x - 60, y], [x + 60, y]]);
      await moved(figure);
      expect(figure.frame.x[1] - figure.frame.x[0] < 2).toBe(asked);
    }
  } finally {
    await session().send('Emulation.setTouchEmulationEnabled', { enabled: false });
  }
});

test('a window seen closely is kept by the state as it is, and drawn right', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.8"></reg-geometry><reg-geometry prefer="cpu" id="second"></reg-geometry>');
  figure.change({ window: { x: [0.79999, 0.80001], y: [-0.00001, 0.00001] } });
  await moved(figure);
  const second = document.getElementById('second') as RegGeometry;
  second.state = figure.state;
  await moved(second);
  for (const [i, end] of [...second.frame.x, ...second.frame.y].entries()) expect(Math.abs(end - [...figure.frame.x, ...figure.frame.y][i]!)).toBeLessThan(2e-10);
  const [x, y] = middle(planeOf(figure)), dot = within(layer(figure, 'reg-argmin'), '.solution').getBoundingClientRect();
  expect(Math.hypot(dot.left + dot.width / 2 - x, dot.top + dot.height / 2 - y)).toBeLessThan(1); // the corner (0.8, 0) is the middle
});

test('a word of zoom that is none is refused in a sentence', async () => {
  const figure = await show('<reg-geometry prefer="cpu" zoom="pinch"></reg-geometry>');
  await moved(figure);
  expect(figure.renderRoot.textContent).toContain('zoom is “pinch”; allowed are none, wheel and touch.');
});

test('Ctrl+Z and its buttons, from a handle, a slider or the plane; each gesture one step; Start again is one too', async () => {
  const figure = await show('<reg-geometry prefer="cpu" share="manipulated"></reg-geometry>'), first = json(figure);
  const hat = within(layer(figure, 'reg-argmin'), 'button'), slider = within<HTMLInputElement>(within(figure, 'reg-controls'), 'input[type=range]');
  await drag(middle(hat), [-40, 30]);
  await moved(figure);
  const second = json(figure);
  await drag(middle(slider), [60, 0], 8);
  await moved(figure);
  const third = json(figure);
  expect(new Set([first, second, third]).size).toBe(3);
  slider.focus();
  await userEvent.keyboard('{Control>}z{/Control}');
  await moved(figure);
  expect(json(figure)).toBe(second);
  await userEvent.keyboard('{Control>}z{/Control}');
  await moved(figure);
  expect(json(figure)).toBe(first);
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}{Control>}y{/Control}');
  await moved(figure);
  expect(json(figure)).toBe(third);
  await expect.poll(() => location.hash).toContain('manipulated=');
  const click = async (label: string) => { await hover(middle(planeOf(figure))); [...figure.shadowRoot!.querySelectorAll<HTMLElement>('.tools button')].find((button) => button.ariaLabel === label)!.click(); await moved(figure); };
  await click('Start again');
  expect(json(figure)).toBe(first);
  await click('Undo');
  expect(json(figure)).toBe(third);
  for (const button of figure.shadowRoot!.querySelectorAll('.tools button')) expect(Math.min(button.getBoundingClientRect().width, button.getBoundingClientRect().height)).toBeGreaterThanOrEqual(24);
  history.replaceState(history.state, '', location.pathname + location.search);
});

test('what the author changes is a new beginning, and what Start again leads to', async () => {
  const figure = await show('<reg-geometry prefer="cpu" penalty="l2" lambda="0.3"></reg-geometry>');
  figure.change({ minimizer: [1, 1] });
  await moved(figure);
  figure.setAttribute('lambda', '0.5');
  await moved(figure);
  expect(figure.undo()).toBe(false);
  figure.change({ lambda: 0.9 });
  figure.change({ window: { x: [-1, 1], y: [-1, 1] } });
  await moved(figure);
  expect(figure.reset()).toBe(true);
  await moved(figure);
  expect(figure.problem).toMatchObject({ lambda: 0.5, penalty: { kind: 'l2' }, loss: { minimizer: [1.5, 0.3] } });
  expect(figure.frame.x[0]).toBeCloseTo(-1.45, 9);
  expect(figure.reset()).toBe(false);
});

test('any sequence of manipulations, undone, is the first problem again; redone, the last', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.8"></reg-geometry>'), first = json(figure);
  const number = fc.integer({ min: -200, max: 200 }).map((value) => value / 100), positive = fc.integer({ min: 10, max: 300 }).map((value) => value / 100);
  const act = fc.oneof(
    positive.map((budget) => ({ budget })), positive.map((lambda) => ({ lambda })), fc.tuple(number, number).map((minimizer) => ({ minimizer })),
    fc.constantFrom('penalty', 'constraint').map((form) => ({ form })), fc.constantFrom('l1', 'l2', 'lp 0.5', 'mcp 3').map((penalty) => ({ penalty })),
    fc.tuple(positive, positive).map(([a, c]) => ({ curvature: [[a, 0.05], [0.05, c]] as const })), fc.tuple(number, positive).map(([low, size]) => ({ window: { x: [low, low + size], y: [low, low + size] } as const })),
    fc.tuple(number, number).map(([a, b]) => ({ loss: { kind: 'squared', X: [[a, 1], [1, b], [0.3, -0.4]], y: [1, 2, b] } as const })), fc.constant('undo' as const), fc.constant('reset' as const),
  );
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
    for (const each of acts) {
      if (typeof each === 'string') figure[each]();
      else figure.change(each as Parameters<RegGeometry['change']>[0]);
      await figure.updateComplete;
    }
    const last = json(figure);
    let count = 0;
    for (; figure.undo(); count += 1) await figure.updateComplete;
    expect(json(figure)).toBe(first);
    for (; count > 0; count -= 1) { expect(figure.redo()).toBe(true); await figure.updateComplete; }
    expect(json(figure)).toBe(last);
    while (figure.undo()) await figure.updateComplete;
  }), { numRuns: 25 });
});

const rows = (view: RegData) => within(view, '.row').textContent!;

test('a data point by hand: the loss is solved again for it, the row is named, and undone it is where it was', async () => {
  const figure = await show('<reg-geometry prefer="cpu" id="a" lambda="0.1"></reg-geometry><reg-data for="a"></reg-data>');
  const X = [[1, 0.2], [-0.5, 1], [0.3, -1.2], [-1, -0.4], [0.6, 0.9]] as const, y = [1.2, -0.3, 0.4, -1.1, 0.7];
  figure.problem = { loss: { kind: 'squared', X, y }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 };
  await moved(figure);
  const view = document.querySelector('reg-data')!, button = () => within(view, '.plot > button');
  view.scrollIntoView({ block: 'center' });
  await expect.poll(() => button()).toBeTruthy();
  const was = json(figure);
  button().focus();
  await userEvent.keyboard('{PageUp}{PageUp}');
  await view.updateComplete;
  expect(button().getAttribute('aria-valuetext')).toBe('row 3 of 5: x₁ 0.3, y 0.4');
  const solutions: number[] = [];
  figure.addEventListener('reg-solution', () => solutions.push(performance.now()));
  await drag(middle(button()), [40, -50], 8);
  await moved(figure);
  const { loss } = figure.problem as { loss: { X: readonly (readonly number[])[]; y: readonly number[] } };
  expect(loss.X[2]![0]).toBeGreaterThan(0.4);
  expect(loss.y[2]).toBeGreaterThan(0.7);
  expect([loss.X[2]![1], loss.X[0], loss.y[0]]).toEqual([-1.2, X[0], 1.2]);
  expect(figure.solution.theta).toEqual(solve(figure.problem as Parameters<typeof solve>[0]).theta);
  expect(solutions.length).toBeGreaterThan(2);
  expect(rows(view)).toContain('Row 3 of 5');
  expect(figure.undo()).toBe(true);
  await moved(figure);
  expect(json(figure)).toBe(was);
  expect(figure.undo()).toBe(false);
});

test('labels are told apart, turned over, and never all the same beside an intercept', async () => {
  const figure = await show('<reg-geometry prefer="cpu" id="a"></reg-geometry><reg-data for="a"></reg-data>');
  figure.problem = { loss: { kind: 'logistic', X: [[1, 0.2], [-0.5, 1], [0.3, -1.2]], y: [1, -1, 1], intercept: true }, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.1 };
  await moved(figure);
  const view = document.querySelector('reg-data')!;
  view.scrollIntoView({ block: 'center' });
  await expect.poll(() => within(view, '.plot > button')).toBeTruthy();
  within(view, '.plot > button').focus();
  await userEvent.keyboard('{PageUp}{Enter}');
  await view.updateComplete;
  expect(rows(view)).toContain('needs rows of both labels');
  expect(figure.problem.loss).toMatchObject({ y: [1, -1, 1] });
  await userEvent.keyboard('{Home}{Enter}');
  await moved(figure);
  expect(figure.problem.loss).toMatchObject({ y: [-1, -1, 1] });
  expect(figure.solution.certificate.holds).toBe(true);
});

test('a readout has the values of the functions at the round place under the pointer, and under the keys', async () => {
  const figure = await show('<reg-geometry prefer="cpu" readout lambda="0.6"></reg-geometry>');
  await expect.poll(() => within(figure, 'reg-readout')?.shadowRoot).toBeTruthy();
  const readout = within(figure, 'reg-readout'), text = () => within(readout, '.reading').textContent!.replaceAll(/\s+/g, ' ');
  await moved(figure);
  await hover(placeOf(figure, [0.5, -1]));
  await expect.poll(text).toMatch(/^θ\(0\.5\d?, (−1|−0\.99|−1\.01)\)/);
  const [, p, q, L, R, F] = /\(([^,]+), ([^)]+)\)L([\d.]+)R([\d.]+)L \+ λR([\d.]+)/.exec(text())!.map((part) => Number(part.replace('−', '-')));
  const [u, v] = [p! - 1.5, q! - 0.3], loss = (u * u + 0.6 * u * v + v * v) / 2, penalty = Math.abs(p!) + Math.abs(q!);
  expect([L, R, F]).toEqual([loss, penalty, loss + 0.6 * penalty].map((value) => Number(value.toPrecision(4))));
  await hover([5, 470]);
  await expect.poll(() => within(readout, '.reading').hidden).toBe(true);
  planeOf(figure).focus();
  await userEvent.keyboard('{Tab}');
  within(readout, 'button').focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => within(readout, '.spoken').textContent).toMatch(/^At \(1\.03, 0\): L [\d.]+, R 1\.03, objective [\d.]+\.$/);
});
