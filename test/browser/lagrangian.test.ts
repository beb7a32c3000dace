import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../demo/demo.css';
import demo from '../../demo/lagrangian.html?raw';
import type { RegLagrangian } from '../../src/index.ts';
import { guard } from './page.ts';

guard();
const main = /<main>[\s\S]*<\/main>/.exec(demo)![0];
const settled = async (view: RegLagrangian) => {
  await view.updateComplete;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
};
const textOf = (view: RegLagrangian, part = '') => [...view.renderRoot.querySelectorAll(part || 'div, p, dl')].map((node) => node.textContent).join(' ').replaceAll(/\s+/g, ' ');
const rows = (view: RegLagrangian) => [...view.renderRoot.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim()));
const hand = (view: RegLagrangian, where = 'on-plane') => view.renderRoot.querySelector<HTMLButtonElement>(`.slide.${where}`)!;
async function show(attributes: string): Promise<RegLagrangian> {
  document.body.innerHTML = `<div style="width: 320px"><reg-lagrangian prefer="cpu" ${attributes}></reg-lagrangian></div>`;
  const view = document.querySelector('reg-lagrangian')!;
  await view.ready;
  await settled(view);
  return view;
}

async function coloursOf(element: Element): Promise<number> {
  const text = await page.screenshot({ element, save: false });
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return new Set(new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size;
}

const WINNERS: Readonly<Record<string, readonly [value: number, points: readonly (readonly [number, number])[], candidates: number]>> = {
  circle: [0.5, [[-Math.SQRT1_2, -Math.SQRT1_2], [Math.SQRT1_2, Math.SQRT1_2]], 4], disc: [0.5, [[-Math.SQRT1_2, -Math.SQRT1_2], [Math.SQRT1_2, Math.SQRT1_2]], 5],
  inactive: [0, [[1, 0]], 3], same: [0.365328718898559, [[0.6647154611938, 0.2411500687329]], 2], cusp: [0, [[0, 0]], 0],
};

describe.each(['gpu', 'cpu'] as const)('the demo on the %s engine', (prefer) => {
  test.each([320, 1200])('at %i px every question is answered, proven and drawn', async (width) => {
    await page.viewport(width, 800);
    document.body.innerHTML = main.replaceAll('<reg-lagrangian', `<reg-lagrangian prefer=${prefer}`);
    const views = [...document.querySelectorAll('reg-lagrangian')];
    expect(views.map(({ id }) => id)).toEqual(Object.keys(WINNERS));
    for (const view of views) {
      view.scrollIntoView();
      await view.ready;
      await settled(view);
      await expect.poll(() => view.engine).toBe(prefer);
      const [value, points, candidates] = WINNERS[view.id]!, { winner, complete, candidates: found } = view.answer!;
      expect(complete).toBe(true);
      expect(found).toHaveLength(candidates);
      expect(Math.abs(winner!.value - value)).toBeLessThan(1e-12);
      expect(winner!.points).toHaveLength(points.length);
      for (const [i, [x, y]] of points.entries()) expect(Math.hypot(winner!.points[i]![0] - x, winner!.points[i]![1] - y)).toBeLessThan(1e-10);
      expect(view.renderRoot.querySelector('.complaint')!.textContent).toBe('');
      expect(textOf(view, '[part=certificate]')).toContain('all candidates');
      const canvas = view.renderRoot.querySelector('canvas')!;
      await expect.poll(() => canvas.width).toBeGreaterThan(200);
      expect(await coloursOf(view.renderRoot.querySelector('.plane')!)).toBeGreaterThan(100);
      expect(view.renderRoot.querySelectorAll('.plane .sign')).toHaveLength(rows(view).length);
    }
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect(textOf(document.querySelector('#same')!)).toContain('their λ is minus this multiplier, here 0.6416');
    expect((document.querySelector('#ridge') as HTMLElement & { solution: { lambda: number } }).solution.lambda).toBeCloseTo(0.64158242735, 9);
  });
});

test('the words: table, winner, working', async () => {
  const view = await show('relation="<="');
  expect(rows(view)).toEqual([
    ['1', '(−0.7071, −0.7071)', '0.5', '0.5', 'maximum', 'active, winner'], ['2', '(−0.7071, 0.7071)', '−0.5', '−0.5', 'minimum', 'active, λ of the wrong sign'],
    ['3', '(0, 0)', '0', '0', 'saddle', 'inactive'],
    ['4', '(0.7071, −0.7071)', '−0.5', '−0.5', 'minimum', 'active, λ of the wrong sign'], ['5', '(0.7071, 0.7071)', '0.5', '0.5', 'maximum', 'active, winner'],
  ]);
  expect(textOf(view, '.verdict')).toBe('Put back into J, the candidates give 0.5, −0.5 and 0. The largest value is 0.5, at (−0.7071, −0.7071) and (0.7071, 0.7071).');
  const equations = [...view.renderRoot.querySelectorAll('.working math')].map((node) => node.textContent);
  expect(equations.slice(0, 3).map((text) => text!.replaceAll('\u2062', ''))).toEqual(['θ1θ2−λ(θ12+θ22−1)', 'θ2−2λθ1', 'θ1−2λθ2']);
  expect(view.renderRoot.querySelector('math msub')!.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
});

test('the probe goes by keys to where the arrows agree, and J is stationary there', async () => {
  const view = await show('');
  hand(view).focus();
  await userEvent.keyboard('{PageUp}');
  await settled(view);
  expect(textOf(view, '.reading')).toContain('probe (0.7071, 0.7071) J = 0.5 best λ = 0.5 slope of J along the curve 0 candidate 4');
  expect(hand(view).getAttribute('aria-valuetext')).toBe('(0.7071, 0.7071), J = 0.5, λ = 0.5, candidate 4: the gradients are parallel');
  await userEvent.keyboard('{ArrowRight}');
  await settled(view);
  // half a hundredth of the circle further: J = ½ sin 2φ, best λ = J/1, slope cos 2φ
  const phi = Math.PI / 4 + 0.005 * 2 * Math.PI;
  const [, J, slope] = /J = ([^ ]+) .*curve ([^ ]+)/.exec(textOf(view, '.reading'))!.map((text) => Number(text.replace('−', '-')));
  expect(J).toBeCloseTo(Math.sin(2 * phi) / 2, 3);
  expect(slope).toBeCloseTo(Math.cos(2 * phi), 3);
  await userEvent.keyboard('{Home}');
  await settled(view);
  expect(view.probe).toBe(0);
  hand(view, 'on-profile').focus();
  await userEvent.keyboard('{ArrowLeft}'); // a closed curve has no end
  await settled(view);
  expect(view.probe).toBeCloseTo(0.995, 9);
  await userEvent.keyboard('{End}');
  await settled(view);
  expect(view.probe).toBeCloseTo(0.995, 9); // the last place before it closes, and not its start again
  expect(textOf(view, '.reading')).not.toContain('probe (1, 0)');
});

test('a hand drags it in either picture, and a row of the table takes it there', async () => {
  const view = await show('');
  const pixel = (where: string) => { const box = hand(view, where).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] as const; };
  const drag = async (where: string, dx: number, dy: number) => {
    const button = hand(view, where), [x, y] = pixel(where);
    button.setPointerCapture = () => {}; // a made-up pointer cannot be captured
    const at = (clientX: number, clientY: number) => ({ pointerId: 1, button: 0, bubbles: true, clientX, clientY });
    button.dispatchEvent(new PointerEvent('pointerdown', at(x + 3, y - 2)));
    button.dispatchEvent(new PointerEvent('pointermove', at(x + 3 + dx, y - 2 + dy)));
    button.dispatchEvent(new PointerEvent('pointerup', at(x + 3 + dx, y - 2 + dy)));
    await settled(view);
  };
  const before = pixel('on-plane');
  await drag('on-plane', -60, -60);
  const after = pixel('on-plane');
  const plane = view.renderRoot.querySelector('.plane')!.getBoundingClientRect();
  const radius = Math.hypot(after[0] - plane.x - plane.width / 2, after[1] - plane.y - plane.height / 2);
  expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeGreaterThan(20);
  expect(Math.abs(radius - plane.width / 4)).toBeLessThan(0.5); // still on the circle
  const share = view.probe;
  await drag('on-profile', 40, 10);
  expect(view.probe).toBeGreaterThan(share + 0.05);
  view.renderRoot.querySelectorAll<HTMLButtonElement>('button.pick')[1]!.click();
  await settled(view);
  expect(textOf(view, '.reading')).toContain('candidate 2');
});

test('the reader types a question; what cannot be read is refused and the last good figure stays', async () => {
  const view = await show('');
  const complaints: string[] = [];
  let answers = 0;
  view.addEventListener('reg-error', (event) => complaints.push(event.detail.message));
  view.addEventListener('reg-candidates', () => { answers += 1; });
  const [objective, constraint, level] = view.renderRoot.querySelectorAll<HTMLInputElement>('input[type=text]');
  const type = async (input: HTMLInputElement, text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('change'));
    await settled(view);
  };
  await type(objective!, 'x*(');
  expect(complaints).toHaveLength(1);
  expect(view.renderRoot.querySelector('.complaint')!.textContent).toBe(complaints[0]);
  expect(objective!.getAttribute('aria-invalid')).toBe('true');
  expect(rows(view)).toHaveLength(4);
  await type(objective!, 'x^2 + 2*y^2');
  expect(view.renderRoot.querySelector('.complaint')!.textContent).toBe('');
  expect(view.answer!.winner!.points).toEqual([[0, -1], [0, 1]]);
  await type(constraint!, '1');
  expect(complaints.at(-1)).toBe('constraint is “1”, which is constant; allowed is a formula that changes with x or y.');
  await type(constraint!, 'x + a*y where a = 2');
  await type(level!, '');
  expect(complaints.at(-1)).toBe('level is nothing; allowed is a number.');
  await type(level!, '3');
  view.renderRoot.querySelector<HTMLInputElement>('input[type=radio][value=minimise]')!.click();
  await settled(view);
  expect(textOf(view, '.verdict')).toContain('The least value is 3, at (1, 1).'); // (λ/2, aλ/4) on x + 2y = 3
  expect(answers).toBe(4); // of what was refused there is none
  view.probe = Number.NaN;
  view.prefer = 'tpu';
  await settled(view);
  expect(complaints.at(-1)).toBe('prefer is “tpu”; allowed are gpu and cpu.');
});

test('a long question does not hold up the page, and a newer one overtakes it', async () => {
  const view = await show('');
  const answers: string[] = [];
  view.addEventListener('reg-candidates', ({ detail }) => answers.push(detail.question.objective));
  view.objective = 'sin(9*x)*cos(7*y) + sin(5*x*y)';
  await new Promise((resolve) => { setTimeout(resolve, 60); });
  expect(answers).toEqual([]);
  expect(textOf(view, '.verdict')).toBe('Looking for candidates…');
  view.objective = 'x + y';
  await settled(view);
  expect(answers).toEqual(['x + y']);
  expect(view.answer!.winner!.value).toBeCloseTo(Math.SQRT2, 12);
});

test('curves of candidates, no winner, a singular one, an empty curve: each is said', async () => {
  const view = await show('objective="x^2 + y^2"');
  expect(textOf(view)).toContain('Candidates are not isolated: all points of the thick dotted curve are, and J is 1 there.');
  Object.assign(view, { objective: 'x', constraint: 'y' });
  await settled(view);
  expect(textOf(view, '.verdict')).toContain('No candidate lies inside the window');
  Object.assign(view, { objective: 'x', constraint: 'x^2 + y^2', level: 0 });
  await settled(view);
  expect(rows(view)[0]).toEqual(['1', '(0, 0)', '–', '0', 'singular, no slope of g', 'no multiplier, winner']);
  expect(textOf(view)).toContain('The curve has no piece in this window along which J could be plotted.');
  expect(hand(view)).toBeNull();
  Object.assign(view, { level: -1 });
  await settled(view);
  expect(textOf(view)).toContain('The curve g = k has no point in this window.');
  Object.assign(view, { objective: 'x*y', level: 1, field: 'lagrangian' });
  await settled(view);
  expect(view.renderRoot.querySelectorAll('.zero')).toHaveLength(2);
  expect(textOf(view)).toContain('its slope along θ₁ vanishes on the dashed line');
});

test('many curves of candidates are told in one sentence', async () => {
  const view = await show('objective="x" constraint="sin(20*x)" level="0" relation="=" sense="maximise"');
  await expect.poll(() => textOf(view, '.remark')).toContain('thick dotted curves are');
  expect([...view.renderRoot.querySelectorAll('.remark')].filter((remark) => remark.textContent!.includes('dotted'))).toHaveLength(1);
  expect(textOf(view, '.remark')).toMatch(/all points of the 25 thick dotted curves are, and J goes from −1.885 to 1.885/);
});
