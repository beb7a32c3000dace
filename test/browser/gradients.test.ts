import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
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
    for (const end of ['x2', 'y2'] as const) expect(Math.abs(held![end].baseVal.value - pull![end].baseVal.value)).toBeLessThan(0.01);
    expect(textOf(figure)).toContain('the arrows agree');
  });
});

test('a probe walks the wall by keys and finds a slope of 0 only at the solution; nothing is drawn where nothing binds', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99" penalty="l2-norm"><reg-gradients probe="100"></reg-gradients></reg-geometry>');
  await settled(figure);
  const layer = figure.querySelector('reg-gradients')!;
  const slope = () => Number(/tangent: ([−\d.e]+)/.exec(textOf(figure))![1]!.replaceAll('−', '-'));
  expect(Math.abs(slope())).toBeGreaterThan(1);
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
