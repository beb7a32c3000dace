import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/demo.css';
import atlas from '../../demo/atlas.html?raw';
import type { RegAtlas, RegGeometry } from '../../src/index.ts';
import { sharesOf, sparseShare } from '../../src/geometry/shares/shares.ts';
import type { Mapped } from '../../src/geometry/shares/rule.ts';
import { guard, settled } from './page.ts';

guard();
const markup = /<main>[\s\S]*<\/main>/.exec(atlas)![0];

const words = (view: Element) => view.shadowRoot!.textContent!.replaceAll(/\s+/g, ' ').replaceAll('\u00a0', ' ');
const inked = (view: RegAtlas) => {
  const canvas = view.shadowRoot!.querySelector<HTMLCanvasElement>('canvas.map')!;
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data.filter((_, i) => i % 4 === 3);
};
/** The share of the map's pixels that are hatched. */
const hatched = (view: RegAtlas) => { const alphas = inked(view); return alphas.filter((alpha) => alpha > 0).length / alphas.length; };
const labelOf = (view: RegAtlas) => view.shadowRoot!.querySelector('.plot')!.getAttribute('aria-label')!.replaceAll('\u00a0', ' ');

async function put(html: string): Promise<readonly [RegGeometry, RegAtlas]> {
  document.body.innerHTML = `<div style="width: 320px">${html}</div>`;
  const figure = document.querySelector('reg-geometry') as RegGeometry, view = document.querySelector('reg-atlas') as RegAtlas;
  await figure.ready;
  await expect.poll(() => figure.engine).toBeTruthy();
  view.requestUpdate();
  await expect.poll(() => view.engine).toBeTruthy();
  await settled(figure);
  return [figure, view];
}

describe.each(['gpu', 'cpu'] as const)('the page of the atlas on the %s engine', (prefer) => {
  test('every map is drawn without a complaint, and its numbers are the exact ones', async () => {
    await page.viewport(1200, 900);
    document.body.innerHTML = markup.replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
    const figures = [...document.querySelectorAll('reg-geometry')] as RegGeometry[], views = [...document.querySelectorAll('reg-atlas')] as RegAtlas[];
    expect(views).toHaveLength(5);
    await Promise.all(figures.map((figure) => figure.ready));
    for (const [i, view] of views.entries()) {
      const figure = figures[i]!;
      view.scrollIntoView();
      await expect.poll(() => figure.engine).toBe(prefer);
      view.requestUpdate();
      // MCP is solved by the solver whatever the engine; all else by the engine.
      await expect.poll(() => view.engine, { timeout: 15_000 }).toBe(figure.problem.penalty.kind === 'mcp' ? 'cpu' : prefer);
      await expect.poll(() => labelOf(view), { timeout: 15_000 }).not.toContain('being counted');
      await expect.poll(() => words(view), { timeout: 15_000 }).not.toContain('counting…');
      await settled(figure);
      expect(view.shadowRoot!.querySelector('.complaint')!.textContent).toBe('');
      expect(words(view)).toContain('certified');
      expect(hatched(view)).toBeGreaterThan(0.2);
      if (view.mode === 'minimizer' && figure.problem.penalty.kind === 'l1') {
        const problem = figure.problem as Mapped, normal = view.distribution === 'normal 1';
        const share = sparseShare(sharesOf(problem, normal ? { kind: 'normal', size: 1 } : { kind: 'uniform', size: 3 }));
        expect(words(view)).toContain('exact, from polygons');
        // and what is painted covers as much of the square as the polygons do
        if (!normal) expect(Math.abs(hatched(view) - share)).toBeLessThan(0.01);
      }
    }
    expect(labelOf(views[0]!)).toContain('θ₁ alone zero 22.2 %, θ₂ alone zero 22.2 %'); // 4 (3 − t)²/36 at t = 1
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1200);
  }, 60_000);

  test('it follows the figure, and under L2 nothing is hatched', async () => {
    const [figure, view] = await put(`<reg-geometry id="f" prefer=${prefer} form="constraint" budget="1" curvature="1 0 1"></reg-geometry><reg-atlas for="f"></reg-atlas>`);
    for (const [budget, share] of [[0.5, 25], [1.5, 9], [2, 4]] as const) {
      figure.budget = budget;
      await expect.poll(() => hatched(view)).toBeCloseTo(share / 36, 1.5);
      const printed = `${((50 * share) / 36).toFixed(1)} %`;
      expect(labelOf(view)).toContain(`θ₁ alone zero ${printed}, θ₂ alone zero ${printed}`);
    }
    figure.penalty = 'l2';
    await expect.poll(() => hatched(view)).toBe(0);
    expect(words(view)).toContain('no θ̂ but a set without area lands on an exact zero');
    expect(labelOf(view)).toContain('both weights zero 0 %, θ₁ alone zero 0 %, θ₂ alone zero 0 %');
  });
});

test('by keys: θ̂, the playhead, and the basins', async () => {
  const [figure, view] = await put('<reg-geometry id="f" prefer="cpu" form="constraint" budget="1"></reg-geometry><reg-atlas for="f"></reg-atlas>');
  const find = (selector: string) => view.shadowRoot!.querySelector<HTMLElement>(selector)!;
  find('.knob button').focus();
  await userEvent.keyboard('{ArrowRight}');
  await settled(figure);
  expect((figure.problem.loss as Mapped['loss']).minimizer[0]).toBeCloseTo(1.56, 12); // a hundredth of the map
  expect(find('.knob button').getAttribute('aria-label')).toContain('θ₂ is exactly zero');
  find('.chart button').focus();
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await settled(figure);
  expect((figure.problem as { budget: number }).budget).toBeGreaterThan(1.2);
  const head = find('.chart button'), top = Number(head.getAttribute('aria-valuemax'));
  expect(head.getAttribute('role')).toBe('slider');
  expect(head.getAttribute('aria-valuetext')).toMatch(/^t = [\d.]+: [\d.]+\s% with exact zeros$/);
  await userEvent.keyboard('{End}');
  await settled(figure);
  expect((figure.problem as { budget: number }).budget).toBe(Number(top.toPrecision(4)));
  await userEvent.keyboard('{Home}');
  await settled(figure);
  expect((figure.problem as { budget: number }).budget).toBe(0);
  await userEvent.keyboard('{PageUp}{PageUp}{ArrowUp}{ArrowLeft}{PageUp}{ArrowRight}');
  await settled(figure);
  expect((figure.problem as { budget: number }).budget).toBeCloseTo(0.31 * top, 2);
  figure.budget = 1.2;
  await settled(figure);
  const t = (figure.problem as { budget: number }).budget;
  const basin = find('button.basin[data-landing="2"]');
  const before = inked(view);
  basin.focus();
  await settled(figure);
  expect(basin.getAttribute('aria-pressed')).toBe('true');
  expect(words(view)).toContain(`(${t}, 0): θ₂ is exactly zero and θ₁ positive: ${/([\d.]+ %) of/.exec(basin.getAttribute('aria-label')!.replaceAll('\u00a0', ' '))![1]}`);
  expect(inked(view)).not.toEqual(before); // shaded strongly
  await userEvent.keyboard('{Enter}');
  expect(view.basin).toBe('right');
  basin.blur();
  await settled(figure);
  expect(basin.getAttribute('aria-pressed')).toBe('true'); // chosen, and not only pointed at
});

test('by mouse: hovering the corner itself shades its basin, dragging θ̂ moves the figure’s, in the map of correlations ρ and λ', async () => {
  const [figure, view] = await put('<reg-geometry id="f" prefer="cpu" form="constraint" budget="1"></reg-geometry><reg-atlas for="f"></reg-atlas>');
  const sky = view.shadowRoot!.querySelector<HTMLElement>('.sky')!;
  const hover = (x: number, y: number) => {
    const { left, top, width, height } = sky.getBoundingClientRect();
    sky.dispatchEvent(new PointerEvent('pointermove', { clientX: left + ((x + 3) / 6) * width, clientY: top + ((3 - y) / 6) * height, bubbles: true, pointerType: 'mouse' }));
  };
  hover(0.05, 0.97); // just inside the region
  await settled(figure);
  expect(words(view)).toContain('(0, 1): θ₁ is exactly zero');
  hover(-2.5, 0);
  await settled(figure);
  expect(words(view)).toContain('(−1, 0): θ₂ is exactly zero');
  sky.dispatchEvent(new PointerEvent('pointerleave'));
  await settled(figure);
  expect(words(view)).toContain('Where each θ̂ lands at t = 1');
  view.mode = 'correlation';
  await settled(figure);
  expect(words(view)).toContain('λ × correlation maps the penalty form');
  expect(view.shadowRoot!.querySelector('.complaint')!.textContent).toBe('');
  figure.form = 'penalty';
  await expect.poll(() => labelOf(view)).toContain('both weights zero');
  const handle = view.shadowRoot!.querySelector<HTMLElement>('.knob button')!;
  handle.focus();
  const before = figure.problem as Extract<Mapped, { form: 'penalty' }>;
  await userEvent.keyboard('{ArrowRight}{ArrowUp}');
  await settled(figure);
  const after = figure.problem as typeof before;
  expect(after.loss.curvature).toEqual([[1, 0.32], [0.32, 1]]);
  expect(after.lambda).toBeGreaterThan(before.lambda);
  // So near to the edge the handle stands beside its λ: a key across leaves λ alone, and it is not called outside.
  figure.lambda = 1e-5;
  await settled(figure);
  expect(handle.getAttribute('aria-label')).not.toContain('outside');
  await userEvent.keyboard('{ArrowRight}');
  await settled(figure);
  expect(figure.problem).toMatchObject({ lambda: 1e-5, loss: { curvature: [[1, 0.34], [0.34, 1]] } });
});

test('what cannot be used is one sentence, told once, and the last good picture stays', async () => {
  const [figure, view] = await put('<reg-geometry id="f" prefer="cpu"></reg-geometry><reg-atlas for="f"></reg-atlas>');
  const told: string[] = [];
  view.addEventListener('reg-error', (event) => told.push((event as CustomEvent<{ message: string }>).detail.message));
  const complaint = () => view.shadowRoot!.querySelector('.complaint')!.textContent;
  view.distribution = 'cauchy';
  await settled(figure);
  expect(complaint()).toContain('distribution is “cauchy”');
  expect(hatched(view)).toBeGreaterThan(0.2);
  view.distribution = 'normal 2';
  await settled(figure);
  expect(complaint()).toBe('');
  view.basin = 'middle';
  await settled(figure);
  expect(complaint()).toContain('basin is “middle”');
  expect(told).toHaveLength(2);
  view.basin = null;
  figure.loss = 'himmelblau';
  await figure.updateComplete;
  await expect.poll(() => words(view)).toContain('cannot be moved');
  expect(complaint()).toBe('');
});
