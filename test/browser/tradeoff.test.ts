import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../demo/demo.css';
import markup from '../../demo/tradeoff.html?raw';
import type { RegGeometry, RegTradeoff } from '../../src/index.ts';
import { budgetOf, lambdaOf, solve } from '../../src/solver/solve.ts';
import { guard, settled, show } from './page.ts';

guard();
const mainOf = (text: string) => /<main>[\s\S]*<\/main>/.exec(text)![0];
const L1 = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' } } as const;
const POWER = { ...L1, penalty: { kind: 'lp', p: 0.5 } } as const;

const viewOf = () => document.querySelector('reg-tradeoff') as RegTradeoff;
const part = (view: RegTradeoff, name: string) => view.renderRoot.querySelector<SVGGraphicsElement>(name);
const handles = (view: RegTradeoff) => [...view.renderRoot.querySelectorAll<HTMLButtonElement>('.plot > button')];
const captionOf = (view: RegTradeoff) => view.renderRoot.querySelector('.amount')!.textContent!.replaceAll(/\s+/g, ' ');
const note = (view: RegTradeoff) => view.renderRoot.querySelector('.note')?.textContent ?? '';

async function drawn(figure: RegGeometry, view: RegTradeoff = viewOf()): Promise<RegTradeoff> {
  view.scrollIntoView({ block: 'center' });
  await expect.poll(() => part(view, '.frontier') && part(view, '.set:not(.late)'), { timeout: 8000 }).toBeTruthy();
  await settled(figure);
  await view.updateComplete;
  return view;
}

/** Both hands of a figure by its keys. */
async function press(figure: RegGeometry, view: RegTradeoff, hand: 0 | 1, keys: string): Promise<void> {
  handles(view)[hand]!.focus();
  await userEvent.keyboard(keys);
  await settled(figure);
  await view.updateComplete;
  await settled(figure);
}

describe.each(['gpu', 'cpu'] as const)('the trade-off page on the %s engine', (prefer) => {
  test('stands as it is, right to the solver, and without a complaint', async () => {
    document.body.innerHTML = mainOf(markup).replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
    const figures = [...document.querySelectorAll('reg-geometry')] as RegGeometry[], views = [...document.querySelectorAll('reg-tradeoff')] as RegTradeoff[];
    for (const [i, figure] of figures.entries()) {
      await figure.ready;
      figure.scrollIntoView(); // one that nobody sees has no engine
      await expect.poll(() => figure.engine).toBe(prefer);
      const view = await drawn(figure, views[i]!);
      expect(view.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      expect(part(view, '.set')!.getBBox().width).toBeGreaterThan(150);
      expect(view.renderRoot.querySelector('.mark')!.textContent).toContain('certified');
    }
    expect(captionOf(views[0]!)).toBe('λ = 0.6 t = 0.99');
    expect(part(views[0]!, '.gap')).toBeNull(); // convex: a grid would show one
    expect(captionOf(views[1]!)).toBe('no λ t = 0.6');
    expect(views[1]!.renderRoot.querySelectorAll('.gap')).toHaveLength(2);
    expect(views[1]!.renderRoot.textContent).toContain('no λ reaches these t');
    expect(note(views[1]!)).toContain('No λ gives this t');
    expect(views[1]!.renderRoot.querySelector('.plot')!.getAttribute('aria-label')).toContain('no λ corresponds to t = 0.6, with L = 0.7974 and R = 0.6');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  });

  test('the line passes θ* and no point of the set is below it', async () => {
    const figure = await show(`<reg-geometry id="f" prefer=${prefer} lambda="0.6"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff>`);
    const view = await drawn(figure);
    const line = part(view, '.line') as SVGLineElement, dot = part(view, '.solution') as SVGCircleElement, edge = part(view, '.set') as SVGPathElement;
    const slope = (line.y2.baseVal.value - line.y1.baseVal.value) / (line.x2.baseVal.value - line.x1.baseVal.value);
    const above = (x: number, y: number) => line.y1.baseVal.value + slope * (x - line.x1.baseVal.value) - y; // pixels count downward
    expect(Math.abs(above(dot.cx.baseVal.value, dot.cy.baseVal.value))).toBeLessThan(0.01);
    const corners = [...edge.getAttribute('d')!.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => above(Number(x), Number(y)));
    expect(corners.length).toBeGreaterThan(400);
    expect(Math.min(...corners)).toBeGreaterThan(-0.3);
    expect(Math.min(...corners)).toBeLessThan(1); // and they come as near as the frontier
  });
});

describe('one hand moves, the other follows', () => {
  test('penalty form: the vertical by its keys asks for the λ of its t', async () => {
    const figure = await show('<reg-geometry id="f" prefer="cpu" lambda="0.6"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff>');
    const view = await drawn(figure);
    await press(figure, view, 0, '{ArrowLeft}');
    const t = figure.solution.penalty;
    expect(t).toBeLessThan(0.98);
    expect(figure.problem).toMatchObject({ form: 'penalty', lambda: expect.closeTo((lambdaOf(L1, t) as { value: number }).value, 9) });
    await press(figure, view, 0, '{Home}');
    expect(captionOf(view)).toBe('λ ≥ 1.59 t = 0');
    expect(part(view, '.fan')).not.toBeNull();
    expect(figure.solution.theta).toEqual([0, 0]);
    await press(figure, view, 0, '{End}');
    expect(captionOf(view)).toBe('λ = 0 t ≥ 1.8');
    expect(part(view, '.level')).not.toBeNull();
    expect(document.activeElement).toBe(view);
  });

  test('constraint form: turning the line asks for the t of its λ, for every figure that is named', async () => {
    const figure = await show(`<reg-geometry id="f" prefer="cpu" form="constraint" budget="0.99"></reg-geometry><reg-geometry id="g" prefer="cpu" penalty="l2" lambda="0.6"></reg-geometry>
      <reg-tradeoff for="f g"></reg-tradeoff>`);
    const other = document.querySelector('#g') as RegGeometry;
    const view = await drawn(figure);
    expect(captionOf(view)).toBe('λ = 0.6 t = 0.99');
    const told: string[] = [];
    for (const each of [figure, other]) each.addEventListener('reg-change', () => told.push(each.id));
    await press(figure, view, 1, '{ArrowUp}');
    const lambda = (other.problem as { lambda: number }).lambda;
    expect(lambda).toBeGreaterThan(0.6);
    expect(figure.problem).toMatchObject({ form: 'constraint', budget: expect.closeTo((budgetOf(L1, lambda) as { value: number }).value, 12) });
    expect(told).toEqual(['f', 'g']);
    expect(Number(handles(view)[1]!.getAttribute('aria-valuenow'))).toBeCloseTo(lambda, 9);
  });

  test('by the pointer, and a click moves nothing', async () => {
    const figure = await show('<reg-geometry id="f" prefer="cpu" lambda="0.6"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff>');
    const view = await drawn(figure);
    const drag = async (hand: 0 | 1, dx: number, dy: number) => {
      const button = handles(view)[hand]!, { left, top, width, height } = button.getBoundingClientRect();
      const at = (type: string, x: number, y: number) => button.dispatchEvent(new PointerEvent(type, { pointerId: 1, isPrimary: true, button: 0, clientX: left + width / 2 + x, clientY: top + height / 2 + y, bubbles: true }));
      button.setPointerCapture = () => {};
      at('pointerdown', 0, 0);
      if (dx !== 0 || dy !== 0) at('pointermove', dx, dy);
      at('pointerup', dx, dy);
      await settled(figure);
      await view.updateComplete;
    };
    for (const hand of [0, 1] as const) await drag(hand, 0, 0);
    expect(figure.problem).toMatchObject({ lambda: 0.6 });
    await drag(0, -40, 12);
    expect(figure.solution.penalty).toBeLessThan(0.8);
    const before = (figure.problem as { lambda: number }).lambda;
    await drag(1, 0, 10);
    expect((figure.problem as { lambda: number }).lambda).toBeGreaterThan(before);
    const { x, width } = view.renderRoot.querySelector('.plot')!.getBoundingClientRect(), dot = handles(view)[0]!.getBoundingClientRect();
    expect(dot.x + dot.width / 2 > x && dot.x < x + width).toBe(true);
  });

  test('a t that no λ reaches: asked for in vain, said, and crossed by keys', async () => {
    const figure = await show('<reg-geometry id="f" prefer="cpu" penalty="lp 0.5" lambda="1"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff>');
    const view = await drawn(figure);
    const start = figure.solution.penalty;
    expect(start).toBeGreaterThan(1.03);
    await press(figure, view, 0, '{PageDown}');
    expect(note(view)).toMatch(/^No λ reaches t = 0\.\d+: the solution jumps over it\.$/);
    expect(part(view, '.asked')).not.toBeNull();
    expect((figure.problem as { lambda: number }).lambda).toBeCloseTo(1.0913, 3);
    for (let i = 0; i < 6; i += 1) await press(figure, view, 0, '{PageDown}');
    expect(figure.solution.penalty).toBe(0);
    expect(part(view, '.asked')).toBeNull();
    expect(lambdaOf(POWER, 0.5).kind).toBe('none');
  });

  test('SCAD and MCP: λ is inside, so no hand in penalty form, and ν in constraint form', async () => {
    const figure = await show('<reg-geometry id="f" prefer="cpu" penalty="mcp 1.2 0.7" lambda="0.7"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff>');
    const view = await drawn(figure);
    expect([handles(view).length, note(view)]).toEqual([0, expect.stringContaining('λ is inside MCP')]);
    figure.change({ form: 'constraint', budget: 0.1 });
    await expect.poll(() => captionOf(view)).toBe('no ν t = 0.1');
    await press(figure, view, 0, '{End}');
    expect(captionOf(view)).toMatch(/^ν = 0 t = 0\.4/);
    await press(figure, view, 1, '{End}');
    expect(figure.problem).toMatchObject({ form: 'constraint', budget: 0 });
    expect(solve(figure.problem).theta).toEqual([0, 0]);
  });
});
