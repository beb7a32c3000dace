import { beforeAll, describe, expect, test } from 'vitest';
import { page as view, userEvent } from 'vitest/browser';
import '../../demo/article.css';
import article from '../../demo/index.html?raw';
import rows from '../../demo/data/diabetes.csv?raw';
import { lagrange, lossGradient, normalCone, parseCsv, path, samples, solve, translate, type Loss, type Penalty, type Validation } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { guard } from './page.ts';

guard();

const LOSS: Loss = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] };
const price = (penalty: Penalty, lambda: number) => solve({ loss: LOSS, penalty, form: 'penalty', lambda });
const budget = (penalty: Penalty, t: number) => solve({ loss: LOSS, penalty, form: 'constraint', budget: t });
const L1 = { kind: 'l1' } as const, L2 = { kind: 'l2' } as const, NORM = { kind: 'l2-norm' } as const;

const table = parseCsv(rows), columns = table.names.filter((name) => name !== 'y');
const few = { ...table, rows: table.rows.slice(0, 40) };
const squared = (features: readonly string[], of = table) => ({ kind: 'squared', ...samples(of, 'squared', { features: [...features], target: 'y', standardise: true }) }) as const;
const column = (name: string) => table.rows.map((row) => Number(row[table.names.indexOf(name)]));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rows that the fit did not see, on the scale of those that it saw. */
function unseen() {
  const X = columns.map((name) => {
    const values = column(name), centre = mean(values.slice(0, 40)), spread = Math.sqrt(mean(values.slice(0, 40).map((value) => (value - centre) ** 2)));
    return values.slice(40).map((value) => (value - centre) / spread);
  });
  const y = column('y'), centre = mean(y.slice(0, 40));
  return { X: X[0]!.map((_, i) => X.map((values) => values[i]!)), y: y.slice(40).map((value) => value - centre) };
}

/** Training and unseen loss of ten weights from forty rows: where the unseen one is least, and without a penalty. */
function tenFromForty(penalty: Penalty) {
  const lambdas = [0, ...Array.from({ length: 400 }, (_, i) => 0.01 * 1.03 ** i)];
  const { points, heldOut } = path({ loss: squared(columns, few), penalty } as Parameters<typeof path>[0], { heldOut: unseen(), lambdas });
  const best = heldOut!.indexOf(Math.min(...heldOut!)), none = points.length - 1;
  return { train: points[best]!.loss, held: heldOut![best]!, best: points[best]!.lambda!, zeros: (points[best]!.theta as readonly number[]).filter((weight) => weight === 0).length, plain: points[none]!.loss, plainHeld: heldOut![none]! };
}

/** Every number of the prose by its name, from the solver or a closed form. */
function numbers(): Record<string, number> {
  const lasso = tenFromForty(L1), ridge = tenFromForty(L2);
  const knots = path({ loss: LOSS, penalty: L1 }, { count: 2 }).knots!;
  const pair = path({ loss: squared(['bmi', 's5']), penalty: L1 } as Parameters<typeof path>[0], { count: 2 }).knots!;
  const two = { kind: 'squared', ...samples(few, 'squared', { features: ['bmi', 's5'], target: 'y', standardise: true, intercept: true }) } as const;
  const top = 52.26297, held = path({ loss: two, penalty: L1 } as Parameters<typeof path>[0], { folds: 5, lambdas: [0, ...Array.from({ length: 2000 }, (_, i) => (top * (i + 1)) / 2000)] }).validation as Validation;
  const ten = path({ loss: squared(columns), penalty: L1 } as Parameters<typeof path>[0], { count: 2 }).knots!;
  /** The λ of the knot from which on, downward, a weight is there (or gone), after that of the last one. */
  const turn = (name: string, there: boolean, below = Infinity) => {
    const j = columns.indexOf(name), at = ten.findIndex(({ lambda, theta }, k) => lambda < below && k > 0 && ((theta as readonly number[])[j] !== 0) === there && (!there || (ten[k - 1]!.theta as readonly number[])[j] === 0));
    return there ? ten[at - 1]!.lambda : ten[at]!.lambda;
  };
  const corner = budget(L1, 0.99), disc = budget(NORM, 0.99);
  const [p, q] = lossGradient(LOSS, corner.theta);
  const cone = normalCone({ loss: LOSS, penalty: L1, form: 'constraint', budget: 0.99 }, corner.theta) as { from: readonly [number, number]; to: readonly [number, number] };
  const degrees = ([x, y]: readonly [number, number]) => (Math.atan2(y, x) * 180) / Math.PI;
  const share = (t: number) => 100 * (1 - t / 3) ** 2, half = 3 * (1 - Math.SQRT1_2);
  const member = (power: number) => budget({ kind: 'lp', p: power }, 0.99 ** power).theta[1];
  const s3 = turn('s3', true), out = turn('s3', false, s3);
  return {
    'hero.knot': knots[1]!.budget, 'hero.free': knots[2]!.budget, 'lasso.second': knots[1]!.lambda, 'lasso.max': knots[0]!.lambda,
    'data.rows': table.rows.length, 'data.held': table.rows.length - 40,
    'ols.train': lasso.plain, 'ols.held': lasso.plainHeld, 'lasso.train': lasso.train, 'lasso.held': lasso.held, 'lasso.zeros': lasso.zeros, 'lasso.best': lasso.best,
    'ridge.train': ridge.train, 'ridge.held': ridge.held, 'ridge.best': ridge.best,
    'few.best': held.lambdaMin, 'few.least': Math.min(...held.mean), 'few.zero': held.mean.at(held.lambdas.indexOf(0))!,
    'ridge.ten': price(L2, 10).theta[1], 'ridge.hundred': price(L2, 100).theta[1],
    'touch.t': corner.theta[0], 'touch.l1': corner.loss, 'touch.x': disc.theta[0], 'touch.y': disc.theta[1], 'touch.l2': disc.loss,
    'touch.edge': 1.5 - 0.99,
    'cone.width': degrees(cone.to) - degrees(cone.from), 'cone.inside': degrees(cone.to) - degrees([-p, -q]),
    'share.0.5': share(0.5), 'share.1': share(1), 'share.1.5': share(1.5), 'share.2': share(2), 'share.half': half, 'share.area': (100 * 2 * half ** 2) / 36,
    'many.one': 3 / 0.6, 'many.ten': 100 * (1 - (1 - 0.6 / 3) ** 10), 'member.tiny': member(1.01), 'member.some': member(1.1),
    'pair.s5': pair[1]!.lambda, 'pair.bmi': pair[0]!.lambda, 'ten.bp': turn('bp', true), 'ten.s3': s3, 'ten.out': out, 'ten.again': turn('s3', true, out), 'ten.age': turn('age', true),
    'ten.left': (solve({ loss: squared(columns), penalty: L1, form: 'penalty', lambda: 20 } as Parameters<typeof solve>[0]).theta as readonly number[]).filter((weight) => weight !== 0).length,
  };
}

const here = new URL('../../demo/data/diabetes.csv', import.meta.url).href.replace(/data\/diabetes\.csv.*/, '');
const figure = (id: string) => document.getElementById(id) as RegGeometry;
const shown = (task: string) => [...document.querySelectorAll<HTMLElement>(`[data-task="${task}"] [data-when]`)].filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.when);
const said = (task: string) => [...document.querySelectorAll<HTMLElement>(`[data-task="${task}"] [data-when]`)].filter(({ hidden }) => !hidden).map(({ textContent }) => textContent).join(' ');

beforeAll(async () => {
  await view.viewport(1100, 800);
  const body = /<body>([\s\S]*)<\/body>/.exec(article)![1]!;
  const stage = document.createElement('div'); // beside the body, which is emptied after each test
  document.documentElement.append(stage);
  stage.innerHTML = body.replaceAll(/(src|srcset)="((?:data|pictures)\/[^"]+)"/g, (_, name: string, address: string) => `${name}="${here}${address}"`).replaceAll('<reg-geometry', '<reg-geometry prefer="cpu"');
  await import('../../demo/article.ts');
  await Promise.all([...document.querySelectorAll('reg-geometry')].map((each) => (each as RegGeometry).ready));
}, 60_000);

// One page for all: what a test does to it stays.
describe('the article', () => {
  test('every number of its prose is what the solver says, to the digit', () => {
    const known = numbers(), used = new Set<string>();
    for (const place of document.querySelectorAll<HTMLElement>('[data-n]')) {
      const name = place.dataset.n!, value = known[name], text = place.dataset.value ?? place.textContent!;
      used.add(name);
      const said = text.includes('e') ? value?.toExponential(0) : value?.toFixed((/\.(\d+)/.exec(text)?.[1] ?? '').length);
      expect(`${name} ${text}`).toBe(`${name} ${said}`);
    }
    expect([...used].sort()).toEqual(Object.keys(known).sort());
  }, 30_000);

  test('numbers that can be dragged say before the script what they say after it', async () => {
    const values = [...document.querySelectorAll('reg-value')];
    expect(values.length).toBeGreaterThan(6);
    for (const value of values) await expect.poll(() => value.shadowRoot!.textContent!.trim()).toBe(value.textContent!.trim());
  });

  test('what it says of other libraries is what they do', () => {
    const elsewhere = (library: 'scikit-learn' | 'glmnet', penalty: Penalty, loss: Loss) => translate(0.25, 'reg-geometry', library, { loss, penalty });
    const line = squared(['bmi', 's5'], few) as unknown as Loss & { X: number[][]; y: number[] }, n = line.y.length;
    const labelled = { kind: 'logistic', X: line.X, y: line.y.map((_, i) => (i % 3 === 0 ? 1 : -1)) } as unknown as Loss;
    const spread = Math.sqrt(mean(line.y.map((value) => (value - mean(line.y)) ** 2)));
    const said = [
      ['scikit-learn', L1, line, 'alpha', 0.25], ['scikit-learn', L2, line, 'alpha', 2 * n * 0.25], ['scikit-learn', L1, labelled, 'C', 1 / (n * 0.25)],
      ['scikit-learn', L2, labelled, 'C', 1 / (2 * n * 0.25)], ['glmnet', L1, line, 'lambda', 0.25], ['glmnet', L2, line, 'lambda', 2 * spread * 0.25],
    ] as const;
    for (const [library, penalty, loss, name, value] of said) expect(elsewhere(library, penalty, loss), `${library} ${name}`).toMatchObject({ settings: { [name]: expect.closeTo(value, 10) } });
  });

  test('on the rim of the disc the arrows lie on one line at two points: the solution and the most loss', () => {
    const loss = '((x-1.5)^2 + 0.6*(x-1.5)*(y-0.3) + (y-0.3)^2)/2';
    const { candidates } = lagrange({ objective: loss, constraints: [{ g: 'x^2 + y^2', level: 0.99 ** 2, relation: '=' }], sense: 'minimise', window: { x: [-2, 2], y: [-2, 2] } });
    expect(candidates.map(({ kind }) => kind).sort()).toEqual(['maximum', 'minimum']);
  });

  test.each([
    ['hero', 'diamond', { budget: 0.5 }, 'zero'], ['hero', 'diamond', { budget: 1.4 }, 'both'], ['hero', 'diamond', { budget: 2 }, 'free'],
    ['few', 'few', { lambda: 8 }, 'best'], ['few', 'few', { lambda: 2 }, 'under'], ['few', 'few', { lambda: 30 }, 'over'],
    ['walk', 'lasso-walk', { lambda: 0.5 }, 'zero'], ['walk', 'lasso-walk', { lambda: 1.7 }, 'none'], ['walk', 'lasso-walk', { lambda: 0.3 }, 'both'],
    ['price', 'price', { lambda: 0.5 }, 'zero'], ['price', 'price', { lambda: 0.3 }, 'back'], ['price', 'price', { lambda: 0 }, 'free'], ['price', 'price', { lambda: 1.6 }, 'gone'],
    ['bulge', 'bulge', { budget: 0.6 }, 'gap'], ['bulge', 'bulge', { budget: 1.1 }, 'met'],
    ['touch', 'touch-diamond', { minimizer: [1.5, 0.45] }, 'corner'], ['touch', 'touch-diamond', { minimizer: [1.5, 0.7] }, 'edge'],
    ['corner', 'corner', { minimizer: [2, 0.1] }, 'held'], ['corner', 'corner', { minimizer: [1.2, 1] }, 'left'],
    ['corners', 'corners', { budget: 0.88 }, 'half'], ['corners', 'corners', { budget: 0.5 }, 'more'], ['corners', 'corners', { budget: 2 }, 'less'], ['corners', 'corners', { penalty: L2 }, 'l2'],
    ['member', 'member', { penalty: { kind: 'lp', p: 0.5 }, budget: 0.99 ** 0.5 }, 'cusp'], ['member', 'member', { penalty: { kind: 'lp', p: 1 }, budget: 0.99 }, 'corner'],
    ['member', 'member', { penalty: { kind: 'lp', p: 1.01 }, budget: 0.99 ** 1.01 }, 'round'], ['member', 'member', { penalty: { kind: 'linf' }, budget: 0.99 }, 'square'],
    ['diabetes', 'diabetes', { lambda: 10 }, 'both'], ['diabetes', 'diabetes', { lambda: 43 }, 'bmi'], ['diabetes', 'diabetes', { lambda: 46 }, 'none'],
  ] as const)('%s answers what is done to %s %j: %s', async (task, id, change, answer) => {
    figure(id).change(change as Parameters<RegGeometry['change']>[0]);
    await expect.poll(() => shown(task)).toEqual([answer]);
  });

  test.each([
    ['hero', 'diamond', { budget: 0.98 }, { minimizer: [0.6, 1] }, 'zero', 'the loss on the left'], ['hero', 'disc', { budget: 1 }, { form: 'penalty' }, 'zero', 'the form on the right'],
    ['few', 'few', { lambda: 8 }, { penalty: L2 }, 'best', 'the penalty'],
    ['walk', 'lasso-walk', { lambda: 0.5 }, { minimizer: [1.5, 0.9] }, 'zero', 'the loss on the left'], ['walk', 'ridge-walk', { lambda: 0.5 }, { penalty: L1 }, 'zero', 'the penalty on the right'],
    ['price', 'price', { lambda: 0.3 }, { penalty: L2 }, 'back', 'the penalty'], ['price', 'price', { budget: 1.3, form: 'constraint' }, { minimizer: [2, 1] }, 'back', 'the loss'],
    ['bulge', 'bulge', { budget: 0.6 }, { penalty: { kind: 'lp', p: 1.5 } }, 'gap', 'the penalty'],
    ['touch', 'touch-diamond', { minimizer: [1.5, 0.7] }, { penalty: L2 }, 'edge', 'the penalty'], ['touch', 'touch-diamond', { minimizer: [1.5, 0.4] }, { minimizer: [1.1, 0.4] }, 'corner', 'the loss'],
    ['touch', 'touch-diamond', { minimizer: [1.5, 0.6] }, { budget: 0.5 }, 'edge', 'the budget'],
    ['corner', 'corner', { minimizer: [2, 0.1] }, { budget: 0.7 }, 'held', 'the budget'], ['corner', 'corner', { minimizer: [2, 0.1] }, { penalty: NORM }, 'held', 'the penalty'],
    ['corners', 'corners', { budget: 0.88 }, { curvature: [[1, 0], [0, 2]] }, 'half', 'the loss'], ['corners', 'corners', { budget: 0.5 }, { form: 'penalty' }, 'more', 'the form'],
    ['diabetes', 'diabetes', { lambda: 43 }, { penalty: L2 }, 'bmi', 'the penalty'], ['diabetes', 'diabetes', { lambda: 46 }, { form: 'constraint' }, 'none', 'the form'],
  ] as const)('%s says nothing false: %s after %j and %j, until it is undone', async (task, id, asked, unasked, name, what) => {
    for (const each of task === 'hero' ? ['diamond', 'disc'] : task === 'walk' ? ['lasso-walk', 'ridge-walk'] : [id]) figure(each).reset();
    await figure(id).updateComplete;
    figure(id).change(asked as Parameters<RegGeometry['change']>[0]);
    await expect.poll(() => shown(task)).toEqual([name]);
    figure(id).change(unasked as Parameters<RegGeometry['change']>[0]);
    await expect.poll(() => shown(task)).toEqual(['changed']);
    expect(said(task)).toBe(`You have changed ${what}, which is not asked for here: Undo (Ctrl+Z in the figure) takes it back.`);
    figure(id).undo();
    await expect.poll(() => shown(task)).toEqual([name]);
  });

  test('an optimum scrubbed downward leaves the corner as one scrubbed upward does, and another corner is another corner', async () => {
    figure('touch-diamond').reset();
    for (const [height, name] of [[-0.5, 'corner'], [-0.52, 'below'], [0.52, 'edge'], [2.6, 'other']] as const) {
      figure('touch-diamond').change({ minimizer: [1.5, height] });
      await expect.poll(() => shown('touch')).toEqual([name]);
    }
    figure('corner').reset();
    for (const [minimizer, name] of [[[2, 0.1], 'held'], [[-2, 0.1], 'left'], [[0.3, 0.2], 'inside']] as const) {
      figure('corner').change({ minimizer });
      await expect.poll(() => shown('corner')).toEqual([name]);
    }
  });

  test('above p = 1 the numbers are those of one loss and one radius, and a penalty without p says how to come back', async () => {
    const member = figure('member'), sliders = () => member.querySelector('reg-controls')!.shadowRoot!.querySelectorAll('input[type="range"]').length;
    const round = { penalty: { kind: 'lp', p: 1.1 }, budget: 0.99 ** 1.1 } as const;
    member.reset();
    for (const [change, name] of [[round, 'round'], [{ minimizer: [1, 1] }, 'smooth'], [{ minimizer: [1.5, 0.3], budget: 0.5 }, 'smooth'], [{ penalty: { kind: 'mcp', shape: 3, lambda: 0.4 } }, 'stranger'], [round, 'round']] as const) {
      member.change(change as Parameters<RegGeometry['change']>[0]);
      await expect.poll(() => shown('member')).toEqual([name]);
      expect(document.querySelector<HTMLElement>('[data-family]')!.hidden).toBe(name === 'stranger');
      await expect.poll(sliders).toBe(name === 'stranger' ? 0 : 1);
    }
    member.change({ form: 'penalty' });
    await expect.poll(() => [shown('member'), said('member')]).toEqual([['changed'], expect.stringContaining('the form')]);
    member.undo();
  });

  test('where the arrows agree the solution is told of the loss that is there', async () => {
    const agree = figure('agree'), told = () => [...document.querySelectorAll('.answer[data-task="agree"] reg-value')].map((value) => value.shadowRoot!.textContent!.trim());
    agree.change({ minimizer: [1, 1.5] });
    const { theta, lambda } = solve({ loss: { ...LOSS, minimizer: [1, 1.5] }, penalty: NORM, form: 'constraint', budget: 0.99 });
    const layer = agree.querySelector('reg-gradients')!;
    layer.probe = (Math.atan2(theta[1], theta[0]) * 180) / Math.PI;
    agree.dispatchEvent(new MouseEvent('click'));
    await expect.poll(() => [shown('agree'), told()]).toEqual([['agree'], [`(${theta.map((weight) => weight.toFixed(3)).join(', ')})`, lambda!.toPrecision(3)]]);
    agree.change({ minimizer: [0.4, 0.2] });
    await expect.poll(() => shown('agree')).toEqual(['inside']);
    agree.change({ penalty: L1 });
    await expect.poll(() => [shown('agree'), said('agree')]).toEqual([['changed'], expect.stringContaining('the penalty')]);
    agree.reset();
    layer.probe = 100;
    await expect.poll(() => shown('agree')).toEqual(['off']);
  });

  test('no boundary can be dragged, and no switch thrown, where the words are about what is there', () => {
    const fixed = [...document.querySelectorAll('reg-geometry')].filter((each) => each.querySelector('reg-constraint-region')?.fixed).map(({ id }) => id);
    expect(fixed).toEqual(['touch-diamond', 'touch-disc', 'agree', 'corner', 'member']);
    const plain = [...document.querySelectorAll('reg-geometry')].filter((each) => each.querySelector('reg-controls')?.show === 'amount').map(({ id }) => id);
    expect(plain).toEqual(['price', 'touch-diamond', 'touch-disc', 'diabetes']);
  });

  test('the probe is answered, by key', async () => {
    const layer = figure('agree').querySelector('reg-gradients')! as HTMLElement & { probe: number | null; updateComplete: Promise<boolean> };
    figure('agree').scrollIntoView({ block: 'center', behavior: 'instant' });
    await expect.poll(() => layer.shadowRoot!.querySelector<HTMLElement>('[role="slider"], button')).toBeTruthy();
    layer.shadowRoot!.querySelector<HTMLElement>('[role="slider"], button')!.focus();
    await userEvent.keyboard('{PageUp}');
    await expect.poll(() => [layer.probe, ...shown('agree')], { timeout: 5000 }).toEqual([110, 'off']);
    await userEvent.keyboard('{Home}');
    await expect.poll(() => [Math.round(layer.probe!), ...shown('agree')]).toEqual([17, 'agree']);
    await userEvent.keyboard('{End}');
    await expect.poll(() => [Math.round(layer.probe!), ...shown('agree')]).toEqual([-163, 'off']);
  });

  test('an explorer answers the change of its question, and not its first answer', async () => {
    for (const [id, name, value, answer] of [['circle', 'relation', '<=', 'disc'], ['circle', 'relation', '=', 'equal'], ['lowest', 'level', '0.5', 'active'], ['lowest', 'level', '3', 'inactive']] as const) {
      const explorer = document.getElementById(id)!;
      explorer.scrollIntoView({ block: 'center', behavior: 'instant' });
      if (name !== 'relation' || value === '<=') await (explorer as HTMLElement & { ready: Promise<void> }).ready;
      explorer.setAttribute(name, value);
      await expect.poll(() => shown(id), { timeout: 8000 }).toEqual([answer]);
    }
  }, 30_000);

  test('an explorer that is asked something else says what to put back', async () => {
    for (const [id, changes, name, words] of [
      ['circle', { objective: 'x+y', relation: '<=' }, 'changed', 'put back J = x*y.'], ['circle', { objective: 'x * y', level: '2' }, 'changed', 'put back k = 1.'], ['circle', { level: '1' }, 'disc', 'saddle'],
      ['lowest', { level: '0' }, 'origin', 'no multiplier'], ['lowest', { level: '-1' }, 'empty', 'no point'], ['lowest', { level: '0.5', relation: '=' }, 'changed', 'put back ≤.'], ['lowest', { relation: '<=' }, 'active', 'negative multiplier'],
    ] as const) {
      const explorer = document.getElementById(id)!;
      for (const [attribute, value] of Object.entries(changes)) explorer.setAttribute(attribute, value);
      await expect.poll(() => [...shown(id), said(id)], { timeout: 8000 }).toEqual([name, expect.stringContaining(words)]);
    }
  }, 40_000);

  test.each([['vanish', 'later', 'wrong'], ['vanish', 'never', 'right'], ['touch', 'diamond', 'right'], ['often', '69', 'wrong'], ['often', '44', 'right']])('a prediction by keyboard alone: %s, %s is %s', async (name, guess, verdict) => {
    const form = document.querySelector<HTMLFormElement>(`[data-predict="${name}"]`)!;
    const choice = form.querySelector<HTMLInputElement>(`input[value="${guess}"]`)!;
    choice.focus();
    await userEvent.keyboard(' ');
    expect(choice.checked).toBe(true);
    await userEvent.keyboard('{Enter}');
    expect([...form.querySelectorAll<HTMLElement>('[data-verdict]')].filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.verdict)).toEqual([verdict]);
    expect(form.querySelector<HTMLElement>('[data-reveal]')!.hidden).toBe(false);
    expect(form.querySelector('[role="status"]')!.textContent!.length).toBeGreaterThan(40);
  });

  test('the touching contours grew once they were asked to', async () => {
    for (const id of ['touch-diamond', 'touch-disc']) await expect.poll(() => (figure(id).querySelector('reg-first-contact') as HTMLElement & { progress: number }).progress, { timeout: 20_000 }).toBe(1);
  }, 45_000);

  test('every figure asks, every one that answers says so to a screen reader, and every picture has words', () => {
    for (const fig of document.querySelectorAll('.fig')) expect(fig.querySelector('figcaption .ask')?.textContent?.length).toBeGreaterThan(20);
    for (const answer of document.querySelectorAll('.answer')) expect(answer.getAttribute('role')).toBe('status');
    for (const view of document.querySelectorAll('reg-geometry, reg-tradeoff, reg-coefficient-path, reg-atlas, reg-lagrangian')) expect(view.querySelector('img')?.alt.length).toBeGreaterThan(40);
    for (const complaint of document.querySelectorAll('reg-geometry')) expect(complaint.shadowRoot!.querySelector('.complaint')!.textContent).toBe('');
  });
});
