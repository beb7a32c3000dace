import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { RegGeometry } from '../../src/index.ts';
import { guard, settled, show, textOf } from './page.ts';

guard();
const LAYERS = '<reg-level-sets></reg-level-sets><reg-constraint-region></reg-constraint-region><reg-gradients></reg-gradients><reg-argmin></reg-argmin>';

describe.each(['gpu', 'cpu'] as const)('gradients on the %s engine', (prefer) => {
  test('at a corner the arrow lies in the whole cone, with the angle that is left', async () => {
    const figure = await show(`<reg-geometry prefer=${prefer} form="constraint" budget="0.99">${LAYERS}</reg-geometry>`);
    await settled(figure);
    expect(textOf(figure)).toContain('7.9° inside the cone'); // 45° − atan(0.453 / 0.6)
    const layer = figure.querySelector('reg-gradients')!;
    const [wedge, arrow] = [layer.renderRoot.querySelector<SVGPathElement>('.fan')!, layer.renderRoot.querySelector<SVGLineElement>('.pull')!];
    const middle = new DOMPoint((arrow.x1.baseVal.value + arrow.x2.baseVal.value) / 2, (arrow.y1.baseVal.value + arrow.y2.baseVal.value) / 2);
    expect(wedge.isPointInFill(middle)).toBe(true);
  });

  test('on a smooth wall both arrows are one', async () => {
    const figure = await show(`<reg-geometry prefer=${prefer} form="constraint" budget="0.99" penalty="l2-norm">${LAYERS}</reg-geometry>`);
    await settled(figure);
    const { renderRoot } = figure.querySelector('reg-gradients')!;
    const [held, pull] = ['.held', '.pull'].map((name) => renderRoot.querySelector<SVGLineElement>(name)!);
    const direction = ({ x1, y1, x2, y2 }: SVGLineElement) => Math.atan2(y2.baseVal.value - y1.baseVal.value, x2.baseVal.value - x1.baseVal.value);
    expect(Math.abs(direction(held!) - direction(pull!))).toBeLessThan(1e-5);
    expect(textOf(figure)).toContain('the arrows agree');
  });
});

const words = (figure: RegGeometry) => textOf(figure).replaceAll(/[\s]+/g, ' ');

test('in penalty form the set is λ∂R: a segment at a corner, all around at the origin', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" lambda="0.6">${LAYERS}</reg-geometry>`);
  await settled(figure);
  expect(words(figure)).toContain('7.9° before it leaves');
  expect(words(figure)).toContain('λ∂R');
  figure.lambda = 5;
  await figure.updateComplete;
  await settled(figure);
  expect(words(figure)).toContain('inside λ∂R');
  expect(words(figure)).toContain('At θ star the pull of the loss, minus its gradient, lies inside the forces that the penalty can hold.');
});

test('for losses of samples: the arrow is the gradient of the mean, and a kink of a hinge is said', async () => {
  const samples = { X: [[1, 0.2], [-0.5, 1], [0.3, -1.2], [-1, -0.4]], y: [1, -1, 1, -1] } as const;
  const figure = await show(`<reg-geometry prefer="cpu" form="constraint" budget="0.5">${LAYERS}</reg-geometry>`);
  figure.problem = { loss: { kind: 'logistic', ...samples }, penalty: { kind: 'l2-norm' }, form: 'constraint', budget: 0.5 };
  await figure.updateComplete;
  await settled(figure);
  expect(words(figure)).toContain('the arrows agree');
  const { theta } = figure.solution, plane = figure.querySelector('reg-gradients')!.scene!.plane;
  const line = figure.querySelector('reg-gradients')!.renderRoot.querySelector<SVGLineElement>('.pull')!;
  const [u, v] = plane.toTheta([line.x2.baseVal.value, line.y2.baseVal.value]);
  // by hand: −∇L = mean of y x / (1 + e^(y x·θ))
  const pull = samples.X.reduce<readonly [number, number]>(([a, b], [p, q], i) => { const y = samples.y[i]!, w = y / (1 + Math.exp(y * (p * theta[0] + q * theta[1]))); return [a + w * p, b + w * q]; }, [0, 0]);
  expect(Math.abs(Math.atan2(v - theta[1], u - theta[0]) - Math.atan2(pull[1], pull[0]))).toBeLessThan(1e-6);
  // max(0, 1 − θ₁) and max(0, 1 − θ₂): at (1, 1) on the ball of radius √2 both have a kink, and half of each slope is held
  figure.problem = { loss: { kind: 'hinge', X: [[1, 0], [0, 1]], y: [1, 1] }, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.2 };
  await figure.updateComplete;
  await settled(figure);
  expect(figure.solution.theta).toEqual([1, 1]);
  expect(figure.solution.certificate.holds).toBe(true);
  expect(words(figure)).toContain('a kink of L: another of its slopes fits');
});

test('the probe is a slider to a screen reader: it says where it stands and whether the arrows agree; a corner is met as a corner', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99"><reg-gradients probe="88"></reg-gradients></reg-geometry>');
  await settled(figure);
  const button = figure.querySelector('reg-gradients')!.renderRoot.querySelector('button')!;
  expect(button.getAttribute('role')).toBe('slider');
  expect(button.getAttribute('aria-valuetext')).toMatch(/at \(0\.03\d+, 0\.9\d+\): the arrows are \d+° apart, L falls along the tangent: slope −\d/);
  button.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}'); // to the left is counterclockwise on this side
  await settled(figure);
  expect(button.getAttribute('aria-valuetext')).toMatch(/at \(0, 0\.99\): a corner, .*outside its cone: no solution/);
  await userEvent.keyboard('{Home}');
  await settled(figure);
  expect(button.getAttribute('aria-valuetext')).toContain('a corner that can hold the loss');
});

test('a probe that is no angle is refused in a sentence', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint"><reg-gradients probe="north"></reg-gradients></reg-geometry>');
  await settled(figure);
  expect(textOf(figure)).toContain('probe is “north”; allowed is an angle in degrees.');
  figure.querySelector('reg-gradients')!.setAttribute('probe', '10');
  await settled(figure);
  expect(textOf(figure)).not.toContain('probe is');
});

test('a probe walks the wall by keys and finds a slope of 0 only at the solution; nothing is drawn where nothing binds', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99" penalty="l2-norm"><reg-gradients probe="100"></reg-gradients></reg-geometry>');
  await settled(figure);
  const layer = figure.querySelector('reg-gradients')!;
  const slope = () => Number(/tangent: (?:slope )?(−?[\d.]+(?:e−\d+)?)/.exec(textOf(figure))![1]!.replaceAll('−', '-'));
  expect(slope()).toBeLessThan(-1);
  // As far as the arrow along the wall points, L has that slope: from its end points in the picture and the loss itself, ½(θ − θ̂)ᵀA(θ − θ̂).
  const arrow = layer.renderRoot.querySelector('line.slide')!, { toTheta } = layer.scene!.plane;
  const [from, to] = [1, 2].map((end) => toTheta([Number(arrow.getAttribute(`x${end}`)), Number(arrow.getAttribute(`y${end}`))])) as [readonly [number, number], readonly [number, number]];
  const L = (x: number, y: number) => ((x - 1.5) ** 2 + 0.6 * (x - 1.5) * (y - 0.3) + (y - 0.3) ** 2) / 2;
  const way = [to[0] - from[0], to[1] - from[1]] as const, unit = Math.hypot(...way), h = 1e-4;
  const along = (L(from[0] + (h * way[0]) / unit, from[1] + (h * way[1]) / unit) - L(from[0] - (h * way[0]) / unit, from[1] - (h * way[1]) / unit)) / (2 * h);
  expect(Math.abs(slope() - along)).toBeLessThan(0.05 + 1e-6); // two digits of it are told
  layer.renderRoot.querySelector('button')!.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
  await settled(figure);
  expect(layer.probe!).toBeLessThan(100);
  const [x, y] = figure.solution.theta;
  layer.probe = (Math.atan2(y, x) * 180) / Math.PI;
  await settled(figure);
  expect(Math.abs(slope())).toBeLessThan(1e-9);
  figure.budget = 5; // θ̂ is inside
  await figure.updateComplete;
  await settled(figure);
  layer.probe = null;
  await settled(figure);
  expect(layer.renderRoot.querySelectorAll('.pull, .held, .fan')).toHaveLength(0);
});

test('the probe’s slider stays in its range, End is opposite of Home, and a hand finds it at the edge', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99" penalty="l2-norm"><reg-constraint-region></reg-constraint-region><reg-gradients probe="270"></reg-gradients></reg-geometry>');
  await settled(figure);
  const layer = figure.querySelector('reg-gradients')!, button = () => layer.renderRoot.querySelector<HTMLElement>('button')!;
  expect(button().getAttribute('aria-valuenow')).toBe('-90');
  button().focus();
  await userEvent.keyboard('{Home}');
  const home = layer.probe!;
  await userEvent.keyboard('{End}');
  expect(Math.abs(layer.probe! - home)).toBeCloseTo(180, 9);
  for (let i = 0; i < 40; i += 1) {
    await userEvent.keyboard('{PageUp}');
    expect(Math.abs(Number(button().getAttribute('aria-valuenow')))).toBeLessThanOrEqual(180);
  }
  figure.budget = 50; // far outside the picture
  await settled(figure);
  expect(button().hidden).toBe(false);
  figure.budget = 0;
  await settled(figure);
  expect(words(figure)).toContain('at t = 0 there is no boundary to go along');
});

test('forces along one line have no angle to leave by', async () => {
  const figure = await show(`<reg-geometry prefer="cpu" penalty="weighted-l1 1 0" lambda="1000000">${LAYERS}</reg-geometry>`);
  await settled(figure);
  expect(words(figure)).toContain('inside λ∂R');
  expect(words(figure)).not.toContain('before it leaves');
});

test('what several layers say at the foot of the picture stands in lines of its own, whatever their order', async () => {
  const first = '<reg-first-contact progress="0.6"></reg-first-contact>', second = '<reg-gradients probe="100"></reg-gradients>';
  for (const layers of [`${first}${second}`, `${second}${first}`]) for (const budget of ['0.99', '9']) {
    const figure = await show(`<reg-geometry prefer="cpu" form="constraint" budget=${budget} penalty="l2-norm">${layers}</reg-geometry>`);
    await settled(figure);
    const { bottom } = figure.shadowRoot!.querySelector('.plane')!.getBoundingClientRect();
    const boxes = [...figure.querySelectorAll('reg-first-contact, reg-gradients')].flatMap(({ shadowRoot }) => {
      const texts = [...shadowRoot!.querySelectorAll('text')].filter((text) => text.textContent!.length > 8).map((text) => text.getBoundingClientRect());
      return [...texts.filter(({ top }) => top > bottom - 110), ...[...shadowRoot!.querySelectorAll('.scrub')].map((scrub) => scrub.getBoundingClientRect())];
    }).sort((a, b) => a.top - b.top);
    expect(boxes.length).toBeGreaterThanOrEqual(3);
    for (const [i, { top }] of boxes.entries()) if (i > 0) expect(top).toBeGreaterThan(boxes[i - 1]!.bottom - 6); // of line boxes, which are higher than letters
    expect(boxes.at(-1)!.bottom).toBeLessThanOrEqual(bottom);
  }
});
