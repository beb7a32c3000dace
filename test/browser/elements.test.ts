import { describe, expect, test } from 'vitest';
import type { RegControls } from '../../src/elements/controls/controls.ts';
import type { ErrorDetail, RegAxes, RegGeometry } from '../../src/index.ts';
import { guard, settled, show, textOf } from './page.ts';

guard();
const DATA = new URL('../../demo/data/diabetes.csv', import.meta.url).href;

const errorsOf = (figure: RegGeometry) => {
  const errors: ErrorDetail[] = [];
  figure.addEventListener('reg-error', ({ detail }) => errors.push(detail));
  return errors;
};

describe.each(['gpu', 'cpu'] as const)('on the %s engine', (prefer) => {
  test('the default figure at λ = 0.6 is certified, sparse, and says so', async () => {
    const figure = await show(`<reg-geometry prefer=${prefer}></reg-geometry>`);
    await settled(figure);
    expect(figure.engine).toBe(prefer);
    expect(figure.getAttribute('engine')).toBe(prefer);
    expect(Math.abs(figure.solution.theta[0] - 0.99)).toBeLessThan(1e-9);
    expect(figure.solution.theta[1]).toBe(0);
    expect(figure.solution.certificate.holds).toBe(true);
    expect(textOf(figure)).toContain('(0.99, 0)');
    expect(textOf(figure)).toContain('θ₂ is exactly zero');
    expect(textOf(figure)).toContain('certified');
  });

  test('L2 at λ = 0.6 is small in both weights', async () => {
    const figure = await show(`<reg-geometry prefer=${prefer} penalty="l2" lambda="0.6"></reg-geometry>`);
    await settled(figure);
    // (A + 2λI) θ = Aθ̂ by Cramer's rule
    const [a, h, c, b1, b2] = [2.2, 0.3, 2.2, 1.59, 0.75];
    expect(Math.abs(figure.solution.theta[0] - (b1 * c - h * b2) / (a * c - h * h))).toBeLessThan(1e-9);
    expect(Math.abs(figure.solution.theta[1] - (a * b2 - h * b1) / (a * c - h * h))).toBeLessThan(1e-9);
    expect(textOf(figure)).toContain('(0.6891, 0.2469)');
  });

  test('the diabetes pair agrees with scikit-learn', async () => {
    const figure = await show(`<reg-geometry prefer=${prefer} loss="squared" src=${DATA} features="bmi s5" target="y" penalty="l1" lambda="4.516003002046289"></reg-geometry>`);
    expect(Math.abs(figure.solution.theta[0] - 28.987107500461285)).toBeLessThan(1e-7);
    expect(Math.abs(figure.solution.theta[1] - 26.127420557888893)).toBeLessThan(1e-7);
    expect(figure.solution.certificate.holds).toBe(true);
  });
});

test('a valid problem without a solution gets its sentence, and the last good figure stays', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  figure.problem = { loss: { kind: 'logistic', X: [[1, 2], [2, 1], [-1, -1], [-2, 1]], y: [1, 1, -1, -1] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 };
  await figure.updateComplete;
  const good = figure.solution, errors = errorsOf(figure);
  expect(figure.problem.loss.kind).toBe('logistic');
  figure.lambda = 0;
  await figure.updateComplete;
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message).toMatch(/separa/);
  expect(figure.solution).toBe(good);
  figure.lambda = 0.2;
  await figure.updateComplete;
  expect(figure.solution.lambda).toBe(0.2);
  expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
});

test('the ball that the other scaling would give passes through the same point', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" loss="squared" src=${DATA} features="bmi bp" target="y" scaling="none" form="constraint" budget="8">
    <reg-constraint-region rescaled></reg-constraint-region></reg-geometry>`);
  await settled(figure);
  const region = figure.querySelector('reg-constraint-region')!;
  const path = region.renderRoot.querySelector<SVGPathElement>('.rescaled')!;
  const [x, y] = region.scene!.plane.toPixels(figure.solution.theta);
  const length = path.getTotalLength();
  let least = Infinity;
  for (let i = 0; i <= 2000; i += 1) {
    const point = path.getPointAtLength((length * i) / 2000);
    least = Math.min(least, Math.hypot(point.x - x, point.y - y));
  }
  expect(least).toBeLessThan(1);
  expect(path.getAttribute('d')).not.toBe(region.renderRoot.querySelector('.outline')!.getAttribute('d'));
});

describe('bad input leaves the last good figure, one sentence and one event', () => {
  test.each([
    ['lambda', '-1', 'lambda is “-1”; allowed is a number from 0 on.'],
    ['penalty', 'l3', 'penalty is “l3”; allowed are l1, l2, l2-norm, linf, elastic-net, weighted-l1, lp, group, scad, mcp, formula.'],
    ['form', 'bound', 'form is “bound”; allowed are penalty and constraint.'],
    ['curvature', '1 2 1', 'bends downward'],
    ['minimizer', '1 x', 'minimizer is “1 x”'],
    ['window', '1 0 0 1', 'window is “1 0 0 1”'],
    ['loss', 'cubic', 'loss is “cubic”'],
    ['penalty', 'lp 0', 'penalty lp has 0; allowed is a p from 0.01 to 100.'],
    ['loss', 'formula: x +', 'The formula “x +” has the end'],
    ['prefer', 'abacus', 'prefer is “abacus”; allowed are gpu and cpu.'],
  ])('%s="%s"', async (name, value, sentence) => {
    const figure = await show('<reg-geometry lambda="0.4" prefer="cpu"></reg-geometry>');
    const errors = errorsOf(figure);
    const good = figure.solution;
    figure.setAttribute(name, value);
    await settled(figure);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.message).toContain(sentence);
    expect(errors[0]!.about).toBe(name);
    expect(textOf(figure)).toContain(sentence);
    expect(figure.solution).toBe(good);
    if (name === 'lambda') return;
    figure.change({ lambda: 0.2 }); // the figure goes on working with what is good, and does not tell the same again
    await settled(figure);
    expect(figure.solution.lambda).toBe(0.2);
    expect(errors).toHaveLength(1);
    figure.removeAttribute(name); // and the sentence goes with its cause, without another change
    await settled(figure);
    expect(textOf(figure)).not.toContain(sentence);
  });

  test.each([
    ['unreachable', 'http://localhost:1/no.csv', 'could not be reached'],
    ['missing', '/no-such-folder/no.csv', ''],
    ['malformed', `data:text/csv,${encodeURIComponent('bmi,s5,y\n1,2\n')}`, 'Row 1 of the CSV has 2 cells; its header has 3.'],
    ['without the column', `data:text/csv,${encodeURIComponent('a,b\n1,2\n')}`, 'features names “bmi”'],
    ['not numbers', `data:text/csv,${encodeURIComponent('bmi,s5,y\n1,2,3\nx,2,3\n')}`, 'Row 2 of the column “bmi” is “x”'],
  ])('a CSV that is %s', async (_, src, sentence) => {
    const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
    const errors = errorsOf(figure);
    const good = figure.solution;
    Object.assign(figure, { loss: 'squared', features: 'bmi s5', src });
    await expect.poll(() => errors.length).toBe(1);
    await settled(figure);
    expect(errors[0]!.message).toContain(sentence);
    expect(figure.solution).toBe(good);
    expect(errors).toHaveLength(1);
  });

  test('a problem that is none', async () => {
    const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
    const errors = errorsOf(figure);
    const good = figure.problem;
    figure.problem = { loss: 'bowl' } as never;
    await settled(figure);
    expect(errors).toHaveLength(1);
    expect(figure.problem).toBe(good);
  });

  test('a layer told to draw what there is not', async () => {
    const figure = await show('<reg-geometry prefer="cpu"><reg-level-sets count="none"></reg-level-sets><reg-axes></reg-axes></reg-geometry>');
    await settled(figure);
    expect(textOf(figure)).toContain('count is “none”; allowed is a whole number from 1 to 200.');
  });
});

test('a singular curvature is drawn and said to have no unique solution', async () => {
  const figure = await show('<reg-geometry curvature="1 1 1" minimizer="1 1" lambda="0.1" prefer="gpu"></reg-geometry>');
  await settled(figure);
  expect(figure.solution.unique).toBe(false);
  expect(figure.solution.certificate.holds).toBe(true);
  expect(textOf(figure)).toContain('No unique solution');
});

test('the problem is a plain value that can be set, and the attributes’ properties follow', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  figure.problem = { loss: { kind: 'quadratic', minimizer: [1, 2], curvature: [[2, 0], [0, 1]] }, penalty: { kind: 'l2' }, form: 'constraint', budget: 1 };
  expect(figure.solution.budget).toBe(1);
  expect(JSON.parse(JSON.stringify(figure.problem))).toEqual(figure.problem);
  figure.budget = 2;
  await settled(figure);
  expect(figure.problem).toEqual({ loss: { kind: 'quadratic', minimizer: [1, 2], curvature: [[2, 0], [0, 1]] }, penalty: { kind: 'l2' }, form: 'constraint', budget: 2 });
});

const inputOf = (controls: RegControls, selector: string) => controls.renderRoot.querySelector<HTMLInputElement>(selector)!;

test('the slider, the penalty picker and the form switch drive the figure', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await settled(figure);
  const controls = figure.renderRoot.querySelector('reg-controls') as RegControls;
  let told = 0;
  figure.addEventListener('reg-change', () => { told += 1; });
  const slider = inputOf(controls, 'input[type=range]');
  expect(slider.getAttribute('aria-valuetext')).toBe('λ = 0.6, t = 0.99');
  slider.value = '500';
  slider.dispatchEvent(new Event('input'));
  await settled(figure);
  expect(figure.solution.theta).toEqual([0, 0]);
  expect(told).toBe(1);
  slider.value = '0';
  slider.dispatchEvent(new Event('input'));
  await settled(figure);
  expect(figure.solution.theta[0]).toBeCloseTo(1.5, 12);
  inputOf(controls, 'input[value="l2"]').click();
  await settled(figure);
  expect(figure.problem.penalty.kind).toBe('l2');
  figure.change({ lambda: 0.6 });
  await settled(figure);
  const { theta } = figure.solution;
  inputOf(controls, 'input[value="constraint"]').click();
  await settled(figure);
  expect(figure.problem.form).toBe('constraint');
  expect(Math.hypot(figure.solution.theta[0] - theta[0], figure.solution.theta[1] - theta[1])).toBeLessThan(1e-9); // λ and t correspond
});

test('one slider drives several figures, also those that come later', async () => {
  const figure = await show('<reg-geometry id="a" form="constraint" budget="0.99" prefer="cpu"></reg-geometry><reg-controls for="a b"></reg-controls>');
  const controls = document.querySelector('reg-controls') as RegControls;
  expect(figure.renderRoot.querySelector('reg-controls')).toBe(null);
  controls.before(Object.assign(document.createElement('reg-geometry'), { id: 'b', form: 'constraint', budget: 0.99, penalty: 'l2-norm', prefer: 'cpu' }));
  const second = document.getElementById('b') as RegGeometry;
  await expect.poll(() => controls.views.length).toBe(2);
  await settled(second);
  expect(inputOf(controls, 'input[value="l1"]')).toBe(null); // they do not agree on the penalty: not offered
  const slider = inputOf(controls, 'input[type=range]');
  slider.value = '250';
  slider.dispatchEvent(new Event('input'));
  await settled(second);
  expect(figure.problem).toMatchObject({ budget: (second.problem as { budget: number }).budget });
  expect(figure.solution.budget).toBeLessThan(1.4);
  controls.remove();
  await settled(figure);
  expect(figure.renderRoot.querySelector('reg-controls')).not.toBe(null);
});

test('θ̂ moves by pointer and by arrow keys, and the certificate follows', async () => {
  const figure = await show('<reg-geometry prefer="cpu"></reg-geometry>');
  await settled(figure);
  const handle = figure.renderRoot.querySelector('reg-argmin')!.shadowRoot!.querySelector('button')!;
  const minimizer = () => (figure.problem.loss as { minimizer: readonly number[] }).minimizer;
  const window = () => (figure.renderRoot.querySelector('reg-axes') as RegAxes).scene!.plane.window;
  const before = window();
  handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', shiftKey: true, bubbles: true }));
  await settled(figure);
  expect(minimizer()[1]).toBeGreaterThan(0.3);
  const box = handle.getBoundingClientRect();
  const at = (dx: number, dy: number) => ({ pointerId: 1, button: 0, bubbles: true, clientX: box.x + box.width / 2 + dx, clientY: box.y + box.height / 2 + dy });
  handle.setPointerCapture = () => {}; // a made-up pointer cannot be captured
  handle.dispatchEvent(new PointerEvent('pointerdown', at(5, 5)));
  handle.dispatchEvent(new PointerEvent('pointermove', at(-25, 5)));
  handle.dispatchEvent(new PointerEvent('pointerup', at(-25, 5)));
  await settled(figure);
  expect(minimizer()[0]).toBeLessThan(1.4);
  expect(figure.solution.certificate.holds).toBe(true);
  expect(window()).toEqual(before); // the plane stays under the hand that drags on it
  figure.lambda = 0.1; // keeps the moved optimum
  await settled(figure);
  expect(minimizer()[0]).toBeLessThan(1.4);
});

test('an attribute that is taken away is as one that was never written', async () => {
  const figure = await show('<reg-geometry prefer="cpu" penalty="l2" form="constraint" lambda="0.1" budget="3" minimizer="1 1" curvature="2 0 2"></reg-geometry>');
  for (const name of ['penalty', 'form', 'lambda', 'budget', 'minimizer', 'curvature']) figure.removeAttribute(name);
  await figure.updateComplete;
  expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
  expect(figure.problem).toEqual({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 });
});
