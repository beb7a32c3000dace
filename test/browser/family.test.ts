import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/demo.css';
import markup from '../../demo/family.html?raw';
import type { ErrorDetail, RegControls, RegFamily, RegGeometry, RegValue } from '../../src/index.ts';
import { solve } from '../../src/solver/solve.ts';
import { guard, settled, show } from './page.ts';

guard();
const main = /<main>[\s\S]*<\/main>/.exec(markup)![0];
const LOSS = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] } as const;

const words = (element: { renderRoot: HTMLElement | DocumentFragment }) => element.renderRoot.textContent!.replaceAll(/\s+/g, ' ').trim();
const valueOf = (of: string) => document.querySelector<RegValue>(`reg-value[of=${of}]`)!;
const rowsOf = (family: RegFamily) => [...family.renderRoot.querySelectorAll<HTMLTableRowElement>('tbody tr')];
const slidersOf = (controls: RegControls) => [...controls.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')];
const press = (target: Element, key: string, shiftKey = false) => target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));

describe.each(['gpu', 'cpu'] as const)('the page of the family on the %s engine', (prefer) => {
  test.each([320, 1200])('at %i px: certified, live, and not blank', async (width) => {
    await page.viewport(width, 900);
    document.body.innerHTML = main.replaceAll('<reg-geometry', `<reg-geometry prefer=${prefer}`);
    const figures = [...document.querySelectorAll('reg-geometry')];
    await Promise.all(figures.map((figure) => figure.ready));
    for (const figure of figures) {
      figure.scrollIntoView();
      await expect.poll(() => figure.engine).toBe(prefer);
      await settled(figure);
      expect(figure.solution.certificate.holds).toBe(true);
      expect(figure.renderRoot.querySelector('.complaint')!.textContent).toBe('');
    }
    const families = [...document.querySelectorAll('reg-family')];
    for (const family of families) {
      family.scrollIntoView();
      await expect.poll(() => rowsOf(family).length).toBeGreaterThan(4);
      expect(words(family)).not.toContain('not certified');
      expect(words(family).match(/certified/g)).toHaveLength(rowsOf(family).length);
      for (const picture of family.renderRoot.querySelectorAll('.miniature')) {
        expect(picture.querySelector('.outline')!.getAttribute('d')!.length).toBeGreaterThan(20);
        expect(picture.querySelector('.ring')!.getAttribute('d')).toMatch(/^M.*Z$/);
        expect(picture.getBoundingClientRect().width).toBe(104);
      }
    }
    expect(words(valueOf('theta'))).toBe('(0.99, 0)');
    expect(words(valueOf('support'))).toBe('θ₂ is exactly zero');
    expect(words(valueOf('loss'))).toBe('0.221');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

test('p stays p whatever penalty is chosen, and moved it comes back to lp; a penalty’s own number stands beside it where that is offered', async () => {
  const figure = await show('<reg-geometry prefer="cpu"><reg-controls slot="controls" show="p penalty" penalties="l1 scad 3.7 mcp 3"></reg-controls></reg-geometry><reg-value for="p" of="p" scrub></reg-value>');
  figure.id = 'p';
  await settled(figure);
  const controls = figure.querySelector('reg-controls')!;
  const symbols = () => [...controls.renderRoot.querySelectorAll('.symbol')].map(({ textContent }) => textContent!.trim());
  for (const kind of ['scad', 'mcp'] as const) {
    [...controls.renderRoot.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(({ value }) => value === kind)!.click();
    await settled(figure);
    expect(figure.problem.penalty.kind).toBe(kind);
    expect(symbols()).toEqual(['p']);
    const [slider] = slidersOf(controls) as [HTMLInputElement];
    expect([slider.getAttribute('aria-valuetext'), controls.renderRoot.querySelector('output')!.textContent, controls.renderRoot.querySelector('[data-here]')]).toEqual(['p = none', 'none', null]);
    slider.focus();
    await userEvent.keyboard('{ArrowLeft}');
    await settled(figure);
    expect(figure.problem.penalty).toMatchObject({ kind: 'lp' });
    expect((figure.problem.penalty as { p: number }).p).toBeLessThan(1);
    expect(figure.solution.certificate.holds).toBe(true);
  }
  figure.penalty = 'scad 3.7';
  await settled(figure);
  await expect.poll(() => words(valueOf('p'))).toBe('none');
  press(valueOf('p').renderRoot.querySelector('[role=slider]')!, 'ArrowLeft');
  await settled(figure);
  expect(figure.problem.penalty.kind).toBe('lp');
  figure.penalty = 'scad 3.7';
  controls.show = 'shape p';
  await settled(figure);
  expect(symbols()).toEqual(['p', 'γ']);
  const [, own] = slidersOf(controls) as [HTMLInputElement, HTMLInputElement];
  own.focus();
  await userEvent.keyboard('{ArrowRight}');
  await settled(figure);
  expect(figure.problem.penalty).toMatchObject({ kind: 'scad', shape: 3.8 });
  await userEvent.keyboard('{Control>}z{/Control}');
  await settled(figure);
  expect(figure.problem.penalty).toMatchObject({ shape: 3.7 });
});

test('a row is chosen by a mouse anywhere on it but on the certificate’s words', async () => {
  await page.viewport(1000, 800);
  document.body.innerHTML = '<div style="width: 960px"><reg-geometry id="f" prefer="cpu" style="max-width: 320px; display: block"></reg-geometry><reg-family for="f" penalties="l1 l2 linf"></reg-family></div>';
  const figure = document.querySelector('reg-geometry') as RegGeometry, family = document.querySelector('reg-family')!;
  await figure.ready;
  family.scrollIntoView();
  await expect.poll(() => rowsOf(family).length).toBe(3);
  const root = family.shadowRoot!, click = { bubbles: true, composed: true };
  let words = 0, places = 0;
  for (const part of [0.02, 0.1, 0.3, 0.5, 0.7, 0.85, 0.99]) for (const down of [0.05, 0.25, 0.4, 0.6, 0.95]) {
    figure.change({ penalty: 'l1' });
    await settled(figure);
    const { left, top, width, height } = rowsOf(family)[1]!.getBoundingClientRect(), under = root.elementFromPoint(left + part * width, top + down * height)!;
    under.dispatchEvent(new MouseEvent('click', click));
    await settled(figure);
    places += 1;
    if (under.closest('summary')) words += 1;
    else expect([part, down, figure.problem.penalty.kind]).toEqual([part, down, 'l2']);
  }
  expect(places - words).toBeGreaterThan(30);
});

test('one slider from 0.3 to ∞ at a held radius: exact at 1, at 2 and at ∞, and back', async () => {
  const figure = await show('<reg-geometry prefer="cpu" form="constraint" budget="0.99"><reg-controls slot="controls" show="p"></reg-controls></reg-geometry>');
  await settled(figure);
  const controls = figure.querySelector('reg-controls')!;
  const [slider] = slidersOf(controls) as [HTMLInputElement];
  expect(slider.getAttribute('aria-valuetext')).toBe('p = 1, L1'); // the figure's L1 is a member
  const put = async (mark: string) => {
    [...controls.renderRoot.querySelectorAll<HTMLElement>('.marks button')].find(({ textContent }) => textContent === mark)!.click();
    await settled(figure);
  };
  await put('½');
  expect(figure.problem).toMatchObject({ penalty: { kind: 'lp', p: 0.5 }, budget: Math.sqrt(0.99) });
  await put('1');
  expect(figure.solution.theta).toEqual([0.99, 0]);
  await put('2');
  expect(figure.solution.theta).toEqual(solve({ loss: LOSS, penalty: { kind: 'l2' }, form: 'constraint', budget: 0.99 ** 2 }).theta);
  await put('∞');
  expect(figure.problem).toMatchObject({ penalty: { kind: 'linf' }, budget: 0.99 });
  slider.focus();
  await userEvent.keyboard('{ArrowLeft}');
  await settled(figure);
  expect(figure.problem.penalty).toEqual({ kind: 'lp', p: 32 });
  await userEvent.keyboard('{Home}');
  await settled(figure);
  expect(figure.problem.penalty).toEqual({ kind: 'lp', p: 0.3 });
  expect(figure.solution.theta[0]).toBeCloseTo(0.99, 12);
  expect(figure.solution.certificate.scope).toBe('proven');
  figure.change({ form: 'penalty' });
  await settled(figure);
  const before = (figure.problem as { lambda: number }).lambda;
  await put('2');
  expect(figure.problem).toMatchObject({ form: 'penalty', lambda: before }); // there λ stays
});

describe('the table', () => {
  test('answers the figure’s own question under each penalty, live, and gives the figure what is chosen', async () => {
    const figure = await show('<reg-geometry prefer="cpu" id="a"></reg-geometry><reg-family for="a" penalties="l1 l2 mcp 3"></reg-family>');
    const family = document.querySelector('reg-family')!;
    await expect.poll(() => rowsOf(family).length).toBe(3);
    expect(words(family)).toContain('each penalty at the same λ = 0.6');
    expect(rowsOf(family)[1]!.textContent).toContain('(0.6891, 0.2469)');
    figure.lambda = 0.3;
    await settled(figure);
    // (A + 2λI) θ = Aθ̂ by Cramer's rule
    const [a, h, b1, b2] = [1.6, 0.3, 1.59, 0.75], det = a * a - h * h;
    expect(rowsOf(family)[1]!.textContent).toContain(`(${((b1 * a - h * b2) / det).toFixed(4)}, ${((a * b2 - h * b1) / det).toFixed(4)})`);
    const buttons = () => [...family.renderRoot.querySelectorAll<HTMLButtonElement>('tbody button')];
    expect(buttons().map((button) => button.getAttribute('aria-pressed'))).toEqual(['true', 'false', 'false']);
    buttons()[2]!.focus();
    await userEvent.keyboard('{Enter}');
    await settled(figure);
    expect(figure.problem.penalty).toEqual({ kind: 'mcp', shape: 3 });
    expect(buttons().map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'false', 'true']);
    family.renderRoot.querySelector('summary')!.click(); // opens a certificate and chooses nothing
    await settled(figure);
    expect(figure.problem.penalty.kind).toBe('mcp');
    expect(family.renderRoot.querySelector('details')!.open).toBe(true);
    rowsOf(family)[1]!.querySelector<HTMLElement>('.price')!.click();
    await settled(figure);
    expect(figure.problem.penalty.kind).toBe('l2');
  });

  test('holds the radius in constraint form, keeps an author’s own numbers, and a table for ears at 320 px', async () => {
    const figure = await show('<reg-geometry prefer="cpu" id="a" form="constraint" budget="0.98" penalty="elastic-net 0.3"></reg-geometry><reg-family for="a" penalties="l1 l2 elastic-net"></reg-family>');
    const family = document.querySelector('reg-family')!;
    await expect.poll(() => rowsOf(family).length).toBe(3);
    const radius = (2 * 0.98) / (0.3 + Math.sqrt(0.09 + 1.4 * 0.98)); // 0.3 τ + 0.35 τ² = 0.98
    expect(words(family)).toContain(`the same radius τ = ${Number(radius.toPrecision(4))}`);
    expect(rowsOf(family)[0]!.textContent).toContain(`≤ ${Number(radius.toPrecision(3))}`);
    expect(rowsOf(family)[1]!.textContent).toContain(`≤ ${Number((radius ** 2).toPrecision(3))}`);
    rowsOf(family)[1]!.click();
    await settled(figure);
    expect(Math.abs((figure.problem as { budget: number }).budget - radius ** 2)).toBeLessThan(1e-11);
    rowsOf(family)[2]!.click();
    await settled(figure);
    expect(figure.problem.penalty).toEqual({ kind: 'elastic-net', ratio: 0.3 });
    expect(Math.abs((figure.problem as { budget: number }).budget - 0.98)).toBeLessThan(1e-11);
    expect(getComputedStyle(rowsOf(family)[0]!).display).toBe('grid'); // cards, and still
    expect([...family.renderRoot.querySelectorAll('[role]')].map((node) => node.getAttribute('role'))).toEqual(expect.arrayContaining(['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']));
  });

  test('says in place what it cannot use, and goes on', async () => {
    await show('<reg-geometry prefer="cpu" id="a"></reg-geometry>');
    const errors: ErrorDetail[] = [];
    document.body.addEventListener('reg-error', ({ detail }) => errors.push(detail), { once: true });
    document.body.firstElementChild!.insertAdjacentHTML('beforeend', '<reg-family for="a" penalties="l1 l3"></reg-family>');
    const family = document.querySelector('reg-family')!;
    await expect.poll(() => words(family)).toContain('penalty is “l3”; allowed are');
    expect(errors[0]!.about).toBe('penalties');
    family.penalties = 'l1 l2';
    await expect.poll(() => rowsOf(family).length).toBe(2);
    expect(words(family)).not.toContain('l3');
  });
});

describe('a number in prose', () => {
  const prose = async (inside: string, attributes = '') => {
    const figure = await show(`<reg-geometry prefer="cpu" id="a" ${attributes}></reg-geometry><p>${inside}</p>`);
    await settled(figure);
    return figure;
  };

  test('each that there is', async () => {
    const names = ['theta', 'theta1', 'theta2', 'lambda', 't', 'loss', 'level', 'penalty', 'objective', 'multiplier', 'zeros', 'support', 'certificate', 'gap', 'p', 'rho', 'minimizer1', 'minimizer2'];
    const figure = await prose(names.map((of) => `<reg-value for="a" of=${of} digits="5"></reg-value>`).join(' '));
    // L = (0.51² + 2·0.3·0.51·0.3 + 0.3²)/2
    expect(names.filter((of) => of !== 'gap').map((of) => words(valueOf(of)))).toEqual([
      '(0.99, 0)', '0.99', '0', '0.6', '0.99', '0.22095', '0.22095', '0.99', '0.81495', '0.6', '1', 'θ₂ is exactly zero', 'certified', '1', 'none', '1.5', '0.3',
    ]);
    figure.penalty = 'elastic-net 0.25';
    await settled(figure);
    expect([words(valueOf('p')), words(valueOf('rho')), words(valueOf('zeros'))]).toEqual(['none', '0.25', '0']);
  });

  test('is scrubbed by hand and by keys, within its scale', async () => {
    const figure = await prose('At λ = <reg-value for="a" of="lambda" scrub></reg-value> and θ̂₂ = <reg-value for="a" of="minimizer2" scrub></reg-value> it is <reg-value for="a" of="theta2" scrub=""></reg-value>.');
    expect(words(valueOf('theta2'))).toContain('scrub is given for “theta2”, which is an answer; allowed are lambda, t, p, rho, minimizer1 and minimizer2.');
    const slider = (of: string) => valueOf(of).renderRoot.querySelector<HTMLElement>('[role=slider]')!;
    const lambda = slider('lambda');
    expect([lambda.getAttribute('aria-valuetext'), lambda.tabIndex, getComputedStyle(lambda).touchAction]).toEqual(['λ = 0.6', 0, 'pan-y']);
    press(lambda, 'End');
    await settled(figure);
    expect(figure.solution.theta).toEqual([0, 0]);
    expect(lambda.getAttribute('aria-valuenow')).toBe('100');
    press(lambda, 'Home');
    await settled(figure);
    expect(words(valueOf('lambda'))).toBe('0');
    press(lambda, 'ArrowRight', true);
    await settled(figure);
    expect((figure.problem as { lambda: number }).lambda).toBe(0.02); // a tenth of the scale of 2, which grows with the square
    lambda.setPointerCapture = () => {}; // a made-up pointer cannot be captured
    const at = (clientX: number) => ({ pointerId: 1, button: 0, bubbles: true, clientX, clientY: 10 });
    lambda.dispatchEvent(new PointerEvent('pointerdown', at(100)));
    lambda.dispatchEvent(new PointerEvent('pointermove', at(102)));
    expect((figure.problem as { lambda: number }).lambda).toBe(0.02); // a press is no drag
    lambda.dispatchEvent(new PointerEvent('pointermove', at(100 + 0.4 * 260)));
    lambda.dispatchEvent(new PointerEvent('pointerup', at(100 + 0.4 * 260)));
    lambda.dispatchEvent(new PointerEvent('pointermove', at(300)));
    await settled(figure);
    expect((figure.problem as { lambda: number }).lambda).toBe(0.5);
    press(slider('minimizer2'), 'ArrowUp');
    await settled(figure);
    expect((figure.problem.loss as { minimizer: readonly number[] }).minimizer[1]).toBeGreaterThan(0.3);
    figure.change({ form: 'constraint' });
    await settled(figure);
    expect(valueOf('lambda').renderRoot.querySelector('[role=slider]')).toBe(null); // an answer there
  });

  test('p rests on its marks, and what is unknown is said in place', async () => {
    const figure = await prose('<reg-value for="a" of="p" scrub></reg-value> <reg-value for="a" of="lamda"></reg-value> <reg-value for="a" of="t" digits="0"></reg-value>', 'penalty="lp 0.98" form="constraint"');
    press(valueOf('p').renderRoot.querySelector('[role=slider]')!, 'PageUp');
    await settled(figure);
    expect(figure.problem.penalty).toEqual({ kind: 'lp', p: 1 });
    expect(words(valueOf('lamda'))).toContain('of is “lamda”; allowed are theta1,');
    expect(words(valueOf('t'))).toBe('digits is “0”; allowed is a whole number from 1 to 15.');
  });
});

describe('a sweep', () => {
  const start = async (attributes = '', show_ = 'amount play') => {
    const figure = await show(`<reg-geometry prefer="cpu" ${attributes}><reg-controls slot="controls" show="${show_}"></reg-controls></reg-geometry>`);
    await settled(figure);
    const controls = figure.querySelector('reg-controls')!;
    const button = () => controls.renderRoot.querySelector<HTMLButtonElement>('.play')!;
    return { figure, controls, button };
  };
  const lambdaOf = (figure: RegGeometry) => (figure.problem as { lambda: number }).lambda;

  test('plays, pauses by its button and by the hand, and speaks once', async () => {
    const { figure, controls, button } = await start();
    expect(button().getAttribute('aria-label')).toBe('Play the sweep of λ');
    button().click();
    await expect.poll(() => lambdaOf(figure)).toBeGreaterThan(0.7);
    expect([controls.playing, button().getAttribute('aria-label')]).toEqual(['amount', 'Pause the sweep of λ']);
    const speech = () => figure.renderRoot.querySelector('.speech')!.textContent;
    expect(speech()).toBe('');
    button().click();
    await settled(figure);
    const paused = lambdaOf(figure);
    expect(controls.playing).toBe(undefined);
    await expect.poll(speech).toContain('θ star is');
    expect(lambdaOf(figure)).toBe(paused);
    button().click();
    await expect.poll(() => lambdaOf(figure)).toBeGreaterThan(paused);
    const [slider] = slidersOf(controls) as [HTMLInputElement];
    slider.value = '50';
    slider.dispatchEvent(new Event('input'));
    await settled(figure);
    await settled(figure);
    expect([controls.playing, lambdaOf(figure)]).toEqual([undefined, 0.02]);
    button().click();
    await expect.poll(() => lambdaOf(figure)).not.toBe(0.02);
    figure.lambda = 1; // a page's script is another hand too
    await expect.poll(() => controls.playing).toBe(undefined);
    expect(lambdaOf(figure)).toBe(1);
    button().click();
    await expect.poll(() => controls.playing).toBe('amount');
    controls.remove();
    const left = lambdaOf(figure);
    await settled(figure);
    await settled(figure);
    expect([controls.playing, lambdaOf(figure)]).toEqual([undefined, left]);
  });

  test('played to its end it has been everywhere and is back at the very number, with one sentence', async () => {
    const real = performance.now.bind(performance);
    const { figure, controls, button } = await start('lambda="0.6000123"');
    performance.now = () => 3 * real(); // a sweep of ten seconds in three
    try {
      const seen: number[] = [];
      let told = 0;
      figure.addEventListener('reg-change', () => { told += 1; seen.push(lambdaOf(figure)); });
      const speech: string[] = [];
      new MutationObserver(() => speech.push(figure.renderRoot.querySelector('.speech')!.textContent!)).observe(figure.renderRoot.querySelector('.speech')!, { childList: true, subtree: true, characterData: true });
      button().click();
      await expect.poll(() => controls.playing, { timeout: 15_000 }).toBe(undefined);
      await settled(figure);
      expect(seen).toContain(2);
      expect(seen).toContain(0);
      expect(seen.indexOf(2)).toBeLessThan(seen.indexOf(0));
      expect(lambdaOf(figure)).toBe(0.6000123);
      expect(told).toBeGreaterThan(30);
      await expect.poll(() => speech.length).toBe(1);
      expect(button().getAttribute('aria-label')).toBe('Play the sweep of λ');
    } finally {
      performance.now = real;
    }
  });

  test('pauses where nothing of it is seen', async () => {
    const { figure, controls, button } = await start();
    button().click();
    await expect.poll(() => lambdaOf(figure)).not.toBe(0.6);
    figure.parentElement!.style.marginTop = '4000px';
    await expect.poll(() => controls.playing).toBe(undefined);
  });

  test('in steps, for those who ask for no motion: up through every mark, down, and back to the very number', async () => {
    const asked = globalThis.matchMedia;
    globalThis.matchMedia = (query: string) => (query.includes('reduced-motion') ? Object.assign(new EventTarget(), { matches: true, media: query }) as unknown as MediaQueryList : asked(query));
    try {
      const { figure, controls, button } = await start('form="constraint" budget="0.987654321" penalty="lp 0.98765"', 'shape play');
      expect(button().getAttribute('aria-label')).toBe('Take a step of the sweep of p');
      const seen: unknown[] = [];
      for (let step = 0; step < 60; step += 1) {
        button().click();
        await figure.updateComplete;
        const { penalty } = figure.problem;
        seen.push(penalty.kind === 'linf' ? Infinity : (penalty as { p: number }).p);
        expect(controls.playing).toBe(undefined);
        if (seen.includes(0.3) && seen.at(-1) === 0.98765) break;
      }
      expect(seen).toEqual(expect.arrayContaining([0.3, 0.5, 1, 2, Infinity]));
      expect(seen.length).toBeLessThan(36);
      expect(figure.problem).toMatchObject({ penalty: { kind: 'lp', p: 0.98765 } });
      expect(Math.abs((figure.problem as { budget: number }).budget - 0.987654321)).toBeLessThan(1e-11);
    } finally {
      globalThis.matchMedia = asked;
    }
  });
});
