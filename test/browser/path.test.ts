import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/demo.css';
import markup from '../../demo/path.html?raw';
import type { RegCoefficientPath, RegGeometry } from '../../src/index.ts';
import { solve } from '../../src/solver/solve.ts';
import { guard, settled } from './page.ts';

guard();
const at = (file: string) => new URL(`../../demo/data/${file}`, import.meta.url).href;
const main = /<main>[\s\S]*<\/main>/.exec(markup)![0].replaceAll('data/diabetes.csv', at('diabetes.csv')).replaceAll('data/diabetes-40.csv', at('diabetes-40.csv'));

const inside = <Found extends Element>(host: Element, selector: string) => [...host.shadowRoot!.querySelectorAll<Found>(selector)];
const number = (node: Element, name: string) => Number(node.getAttribute(name));
const slider = (view: RegCoefficientPath) => view.renderRoot.querySelector<HTMLElement>('button[role=slider]')!;

/** The λ or t that a pixel means, from the chart's own ticks: their text and where they are drawn. */
function scaleOf(view: RegCoefficientPath): (x: number) => number {
  const ticks = inside(view, 'text.tick:not(.y)').map((tick) => [number(tick, 'x'), Number(tick.textContent!.replace('−', '-'))] as const);
  const [[x0, v0], [x1, v1]] = [ticks[0]!, ticks.at(-1)!];
  return (x) => v0 + ((x - x0) / (x1 - x0)) * (v1 - v0);
}

/** How far a point is from a drawn polyline, in pixels. */
function distance(d: string, [x, y]: readonly [number, number]): number {
  const points = d.slice(1).split('L').map((pair) => pair.split(',').map(Number) as [number, number]);
  return Math.min(...points.map(([u, v], i) => {
    const [p, q] = points[i + 1] ?? [u, v], square = (p - u) ** 2 + (q - v) ** 2;
    const part = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - u) * (p - u) + (y - v) * (q - v)) / square));
    return Math.hypot(u + part * (p - u) - x, v + part * (q - v) - y);
  }));
}

/** How far θ* as it is drawn lies from the path. */
function offPath(figure: RegGeometry): number {
  const dot = inside(figure.querySelector('reg-argmin')!, '.solution').at(-1)!, point = [number(dot, 'cx'), number(dot, 'cy')] as const;
  return Math.min(...inside(figure.querySelector('reg-path')!, '.path').map((path) => distance(path.getAttribute('d')!, point)));
}

async function open(prefer: string): Promise<Record<string, { figure: RegGeometry; view: RegCoefficientPath }>> {
  await page.viewport(1000, 800);
  document.body.innerHTML = main.replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
  const figures = [...document.querySelectorAll('reg-geometry')] as RegGeometry[];
  await Promise.all(figures.map((figure) => figure.ready));
  const found: Record<string, { figure: RegGeometry; view: RegCoefficientPath }> = {};
  for (const figure of figures) {
    const view = document.querySelector<RegCoefficientPath>(`reg-coefficient-path[for=${figure.id}]`)!;
    view.scrollIntoView();
    await expect.poll(() => inside(view, '.curve').length, { timeout: 5000 }).toBeGreaterThan(1);
    await settled(figure);
    found[figure.id] = { figure, view };
  }
  return found;
}

describe.each(['gpu', 'cpu'] as const)('the path on the %s engine', (prefer) => {
  test('every figure of the page: θ* lies on its path, nothing is wrong, knots stand where the solver has them', async () => {
    const all = await open(prefer);
    for (const { figure, view } of Object.values(all)) {
      expect(figure.engine).toBe(prefer);
      for (const host of [figure, view]) expect(host.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      for (const part of [0.31, 0.77]) {
        figure.change(figure.problem.form === 'penalty' ? { lambda: figure.problem.lambda * (1 + part) } : { budget: figure.problem.budget * (1 + part) });
        await settled(figure);
        expect(offPath(figure)).toBeLessThan(1e-6);
        // Both weights of the solution are on the curves of the chart.
        for (const [i, dot] of inside(view, '.weight').entries()) {
          const curves = inside(view, `.curve.${i === 0 ? 'first' : 'second'}`).map((path) => path.getAttribute('d')!);
          expect(Math.min(...curves.map((d) => distance(d, [number(dot, 'cx'), number(dot, 'cy')])))).toBeLessThan(0.3);
        }
      }
    }
    const { view } = all.lasso!, value = scaleOf(view), knots = inside(view, '.knot').map((line) => number(line, 'x1')).sort((a, b) => a - b);
    const pixel = value(1) - value(0);
    expect(knots).toHaveLength(2);
    for (const [i, lambda] of [0.39, 1.59].entries()) expect(Math.abs(value(knots[i]!) - lambda)).toBeLessThan(0.1 * pixel);
    expect(view.renderRoot.textContent).toContain('θ₂ becomes zero at λ = 0.39');
    expect(inside(all.lasso!.figure.querySelector('reg-path')!, 'text').map((text) => text.textContent)).toEqual(['θ₁ enters at λ = 1.59', 'θ₂ enters at λ = 0.39']);
    expect(inside(all.ridge!.view, '.knot')).toHaveLength(0);
    // The jumps are gaps: pieces of a curve that do not touch, joined in the plane by a dashed line alone.
    expect(inside(all.jump!.figure.querySelector('reg-path')!, '.gap')).toHaveLength(2);
    expect(inside(all.jump!.figure.querySelector('reg-path')!, '.path')).toHaveLength(3);
    expect(inside(all.jump!.view, '.knot.jump')).toHaveLength(2);
    // Few rows can be overfitted, many cannot.
    await expect.poll(() => all.few!.view.renderRoot.textContent, { timeout: 5000 }).toContain('left of it the weights overfit, right of it they underfit');
    await expect.poll(() => all.many!.view.renderRoot.textContent, { timeout: 5000 }).toContain('nothing overfits');
    for (const { view: chart } of [all.few!, all.many!]) {
      chart.scrollIntoView();
      await expect.poll(() => inside(chart, '.losses').length, { timeout: 5000 }).toBe(2);
      expect(inside<SVGPathElement>(chart, '.losses.held')[0]!.getTotalLength()).toBeGreaterThan(100);
    }
  });

  test('keys drive the figure: steps, knots, ends, in the figure’s own form', async () => {
    const { lasso, many } = await open(prefer) as { lasso: { figure: RegGeometry; view: RegCoefficientPath }; many: { figure: RegGeometry; view: RegCoefficientPath } };
    const { figure, view } = lasso;
    const press = async (key: string) => { slider(view).focus(); await userEvent.keyboard(`{${key}}`); await settled(figure); };
    const lambda = () => (figure.problem as { lambda: number }).lambda;
    await press('PageUp');
    expect(lambda()).toBeCloseTo(0.39, 10);
    expect(figure.solution.support).toEqual([true, false]);
    expect(Number(slider(view).ariaValueNow)).toBeCloseTo(0.39, 10);
    await press('ArrowRight');
    const step = lambda() - 0.39;
    expect(step).toBeGreaterThan(0.01);
    const top = Number(slider(view).getAttribute('aria-valuemax'));
    for (let i = 0, last = lambda(); i < 12 && figure.solution.theta[0] !== 0; i += 1, last = lambda()) {
      await press('PageUp');
      expect(lambda() - last).toBeLessThan(0.1 * top + 0.001); // ten steps at most, and each λ is rounded to half a thousandth
    }
    expect(figure.solution.theta).toEqual([0, 0]);
    expect(lambda()).toBeCloseTo(1.59, 9); // and no step over the knot
    for (let i = 0; i < 12 && lambda() > 0.3901; i += 1) await press('PageDown');
    expect(lambda()).toBeCloseTo(0.39, 10);
    await press('ArrowLeft');
    expect(figure.solution.support).toEqual([true, true]);
    expect(lambda()).toBeCloseTo(0.39 - step, 2);
    await press('Home');
    expect([lambda(), figure.solution.theta]).toEqual([0, [1.5, 0.3]]);
    await press('End');
    expect(figure.solution.theta).toEqual([0, 0]);
    // the chart of a figure in constraint form moves t, on whichever axis it is read
    const budget = () => (many.figure.problem as { budget: number }).budget;
    slider(many.view).focus();
    for (let i = 0; i < 10 && many.figure.solution.support[1]; i += 1) {
      await userEvent.keyboard('{PageDown}');
      await settled(many.figure);
    }
    expect(many.figure.solution.support).toEqual([true, false]);
    many.view.against = 'lambda';
    await settled(many.figure);
    const before = budget();
    slider(many.view).focus();
    await userEvent.keyboard('{ArrowLeft}');
    await settled(many.figure);
    expect(many.figure.problem.form).toBe('constraint');
    expect(budget()).toBeGreaterThan(before); // less λ, more t
    expect(offPath(many.figure)).toBeLessThan(1e-6);
  });

  test('it follows the figure, and a hand drags it there', async () => {
    const { lasso: { figure, view } } = await open(prefer) as { lasso: { figure: RegGeometry; view: RegCoefficientPath } };
    view.scrollIntoView();
    const value = scaleOf(view), head = () => number(inside(view, '.playhead')[0]!, 'x1');
    const still = inside(view, '.curve').map((path) => path.getAttribute('d'));
    for (const lambda of [0.1, 0.8, 1.2]) {
      figure.lambda = lambda;
      await settled(figure);
      expect(value(head())).toBeCloseTo(lambda, 6);
      expect(slider(view).ariaValueText).toContain(`λ = ${lambda}: θ*`);
    }
    expect(inside(view, '.curve').map((path) => path.getAttribute('d'))).toEqual(still);
    const button = slider(view), box = button.getBoundingClientRect(), pixel = value(1) - value(0);
    button.setPointerCapture = () => {}; // a made-up pointer cannot be captured
    const event = (dx: number) => ({ pointerId: 1, button: 0, bubbles: true, clientX: box.x + box.width / 2 + dx, clientY: box.y + box.height / 2 });
    button.dispatchEvent(new PointerEvent('pointerdown', event(3)));
    button.dispatchEvent(new PointerEvent('pointerup', event(3)));
    await settled(figure);
    expect(figure.problem).toMatchObject({ lambda: 1.2 }); // a press is no drag
    button.dispatchEvent(new PointerEvent('pointerdown', event(0)));
    button.dispatchEvent(new PointerEvent('pointermove', event(-100)));
    await settled(figure);
    expect((figure.problem as { lambda: number }).lambda).toBeCloseTo(1.2 - 100 * pixel, 3);
    // near a knot the hand means the knot
    button.dispatchEvent(new PointerEvent('pointermove', event((0.39 - 1.2) / pixel + 3)));
    button.dispatchEvent(new PointerEvent('pointerup', event((0.39 - 1.2) / pixel + 3)));
    await settled(figure);
    expect(figure.solution.support).toEqual([true, false]);
    expect((figure.problem as { lambda: number }).lambda).toBeCloseTo(0.39, 10);
  });
});

test('against log λ, t and shrinkage; another loss, penalty or form; and what has no such axis says so', async () => {
  const { lasso: { figure, view }, jump } = await open('cpu') as { lasso: { figure: RegGeometry; view: RegCoefficientPath }; jump: { figure: RegGeometry; view: RegCoefficientPath } };
  view.scrollIntoView();
  for (const against of ['log-lambda', 't', 'shrinkage']) {
    inside<HTMLInputElement>(view, 'input[type=radio]').find(({ value }) => value === against)!.click();
    await settled(figure);
    expect(view.against).toBe(against);
    slider(view).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await settled(figure);
    for (const [i, dot] of inside(view, '.weight').entries()) {
      expect(Math.min(...inside(view, `.curve.${i === 0 ? 'first' : 'second'}`).map((path) => distance(path.getAttribute('d')!, [number(dot, 'cx'), number(dot, 'cy')])))).toBeLessThan(0.3);
    }
  }
  figure.minimizer = [-1, 1.4];
  figure.penalty = 'linf';
  await settled(figure);
  expect(view.renderRoot.textContent).toContain('the weights part');
  expect(solve(figure.problem).theta).toEqual(figure.solution.theta);
  expect(offPath(figure)).toBeLessThan(1e-6);
  jump.view.scrollIntoView();
  jump.figure.change({ form: 'constraint' });
  await settled(jump.figure);
  await expect.poll(() => jump.view.renderRoot.querySelector('.why')?.textContent).toContain('there are t that no λ answers');
  expect(jump.view.renderRoot.querySelector('.complaint')!.textContent).toBe('');
  jump.view.against = 'l3';
  await settled(jump.figure);
  expect(jump.view.renderRoot.querySelector('.complaint')!.textContent).toBe('against is “l3”; allowed are lambda, log-lambda, t and shrinkage.');
});

test.each(['lambda', 'log-lambda'])('no key jumps over the least held-out loss, on an axis of %s: a step ends there, on its own λ', async (against) => {
  document.body.innerHTML = main;
  const figure = document.getElementById('few') as RegGeometry, view = document.querySelector<RegCoefficientPath>('reg-coefficient-path[for=few]')!;
  await figure.ready;
  view.against = against;
  view.scrollIntoView({ block: 'center' });
  await expect.poll(() => view.renderRoot.querySelector('.words')?.textContent, { timeout: 8000 }).toContain('the loss is least at λ = ');
  const best = Number(/least at λ = ([0-9.]+)/.exec(view.renderRoot.querySelector('.words')!.textContent!)![1]);
  const lambda = () => (figure.problem as { lambda: number }).lambda, seen: number[] = [];
  slider(view).focus();
  await userEvent.keyboard('{End}');
  for (let i = 0; i < 25 && lambda() > best / 1.5; i += 1) {
    await userEvent.keyboard('{PageDown}');
    await settled(figure);
    seen.push(lambda());
  }
  const near = seen.filter((value) => Math.abs(value - best) < 0.02 * best);
  expect([seen, near.length > 0]).toEqual([seen, true]);
  expect(String(near[0]).length).toBeGreaterThan(6); // computed, not rounded to what a hand chooses
});

test('Page keys go on where there is no knot', async () => {
  document.body.innerHTML = '<div style="width: 320px"><reg-geometry id="p" prefer="cpu" penalty="l2" lambda="0.5"></reg-geometry><reg-coefficient-path for="p" against="log-lambda"></reg-coefficient-path></div>';
  const figure = document.querySelector('reg-geometry') as RegGeometry, view = document.querySelector('reg-coefficient-path') as RegCoefficientPath;
  await figure.ready;
  await expect.poll(() => slider(view)).toBeTruthy();
  slider(view).focus();
  await userEvent.keyboard('{PageDown}');
  await settled(figure);
  expect((figure.problem as { lambda: number }).lambda).toBeCloseTo(0.5 / 10 ** 0.3, 3); // a tenth of three decades
  await userEvent.keyboard('{PageUp}');
  await settled(figure);
  expect((figure.problem as { lambda: number }).lambda).toBeCloseTo(0.5, 3);
});
