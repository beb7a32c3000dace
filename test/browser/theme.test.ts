import { afterEach, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { guard, settled, show } from './page.ts';
import { everything, NAMES, open, unfold } from './pages.ts';

guard();
afterEach(() => { document.documentElement.style.colorScheme = ''; });

type Rgb = readonly [number, number, number];
const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (rgb: Rgb) => 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
/** WCAG 2.2's contrast. */
const contrast = (a: Rgb, b: Rgb) => { const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q) as [number, number]; return (high + 0.05) / (low + 0.05); };

/** Any CSS colour as the screen has it. */
function rgbOf(css: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  return Array.from(context.getImageData(0, 0, 1, 1).data.subarray(0, 3), (part) => part / 255) as unknown as Rgb;
}

/** The value of a role within an element's shadow root. */
function role(host: Element, name: string): Rgb {
  const probe = document.createElement('span');
  host.shadowRoot!.append(probe);
  probe.style.color = `var(${name})`;
  probe.style.setProperty('forced-color-adjust', 'none');
  const { color } = getComputedStyle(probe);
  probe.remove();
  return rgbOf(color);
}

describe.each(['light', 'dark'])('in the %s theme', (scheme) => {
  test('the roles’ own contrasts: 4.5 for what is read, 3 for what is seen', async () => {
    document.documentElement.style.colorScheme = scheme;
    const figure = await show('<reg-geometry id="f" prefer="cpu"></reg-geometry><reg-coefficient-path for="f"></reg-coefficient-path>');
    const grounds = ['--_paper', '--_field-low'].map((name) => role(figure, name)), strong = role(figure, '--_field-high');
    for (const name of ['--_ink', '--_muted', '--_loss', '--_penalty']) {
      for (const ground of grounds) expect(contrast(role(figure, name), ground), `${name} as text`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(role(figure, name), strong), `${name} as a mark on the strongest colour of the heatmap`).toBeGreaterThanOrEqual(3);
    }
    const second = document.querySelector('reg-coefficient-path')!;
    for (const ground of grounds) expect(contrast(role(second, '--_second'), ground)).toBeGreaterThanOrEqual(4.5);
  });
});

test('forced colours: what is read is in the reader’s own colours, and the picture keeps its own ground', async () => {
  const session = cdp() as unknown as { send(method: string, parameters: object): Promise<unknown> };
  const emulate = (value: string) => session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  await emulate('active');
  try {
    expect(matchMedia('(forced-colors: active)').matches).toBe(true);
    const figure = await show('<reg-geometry id="f" prefer="cpu" form="constraint" budget="0.99"></reg-geometry><reg-tradeoff for="f"></reg-tradeoff><reg-atlas for="f"></reg-atlas><reg-coefficient-path for="f"></reg-coefficient-path><reg-family for="f"></reg-family>');
    await settled(figure);
    const canvas = rgbOf('Canvas');
    let read = 0;
    for (const element of everything()) {
      const own = [...element.childNodes].some((child) => child instanceof Text && child.data.trim() !== '');
      if (!own || element instanceof SVGElement || element.localName === 'style' || !element.checkVisibility() || element.closest('.plane, .plot, .chart, svg')) continue;
      let behind: Element | null = element, ground = canvas;
      for (; behind; behind = behind.parentElement) {
        const { backgroundColor } = getComputedStyle(behind);
        if (!/, 0\)$|transparent/.test(backgroundColor)) { ground = rgbOf(backgroundColor); break; }
      }
      read += 1;
      expect(contrast(rgbOf(getComputedStyle(element).color), ground), `${element.localName}.${element.className}: ${element.textContent}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(read).toBeGreaterThan(20);
    for (const name of ['--_ink', '--_loss', '--_penalty']) expect(contrast(role(figure, name), rgbOf(getComputedStyle(figure.renderRoot.querySelector('.plane')!).backgroundColor))).toBeGreaterThanOrEqual(4.5);
  } finally {
    await emulate('none');
  }
});

test('colour is never the only sign', async () => {
  const figure = await show('<reg-geometry id="f" prefer="cpu" lambda="0.3"></reg-geometry><reg-coefficient-path for="f"></reg-coefficient-path><reg-atlas for="f"></reg-atlas>');
  await settled(figure);
  const style = (layer: string, selector: string) => getComputedStyle(figure.renderRoot.querySelector(layer)!.shadowRoot!.querySelector(selector)!);
  expect(style('reg-argmin', '.minimizer').fill).not.toBe(style('reg-argmin', '.minimizer').stroke); // θ̂ is hollow,
  expect(style('reg-argmin', '.solution').fill).toBe(`rgb(${role(figure, '--_ink').map((part) => Math.round(255 * part)).join(', ')})`); // θ* is solid
  expect(Number.parseFloat(style('reg-constraint-region', '.contact').strokeWidth)).toBeGreaterThan(2); // the ring of the contact is the bold one
  expect(style('reg-constraint-region', '.outline').strokeDasharray).not.toBe('none'); // no wall, but a consequence
  const path = document.querySelector('reg-coefficient-path')!, curve = (name: string) => getComputedStyle(path.shadowRoot!.querySelector(`.curve.${name}`)!);
  await expect.poll(() => path.shadowRoot!.querySelector('.curve.second')).toBeTruthy();
  expect(curve('first').strokeDasharray).toBe('none');
  expect(curve('second').strokeDasharray).not.toBe('none');
  expect(path.shadowRoot!.querySelectorAll('.curve-name')).toHaveLength(2);
  const looks = [...document.querySelector('reg-atlas')!.shadowRoot!.querySelectorAll('.swatch')].map((swatch) => getComputedStyle(swatch).backgroundImage);
  expect(new Set(looks).size).toBe(looks.length); // hatched, each another way
});

// WCAG 2.2, 2.5.8: 24 px each way; a link within a sentence is as high as its line.
test.each(NAMES.filter((name) => name !== 'api' && name !== 'pages'))('%s at 320 px: nothing that a finger hits is smaller than 24 px', async (name) => {
  await open(name, 320, 800, 'cpu');
  unfold();
  await new Promise((done) => setTimeout(done, 500));
  let measured = 0;
  const small: string[] = [];
  for (const element of everything()) {
    const { localName: tag } = element, slider = element.getAttribute('role') === 'slider';
    if (!(tag === 'button' || tag === 'summary' || tag === 'input' || tag === 'select' || slider) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const own = element.getBoundingClientRect(), label = element.closest('label')?.getBoundingClientRect() ?? own; // both are hit
    const box = { width: Math.max(own.width, label.width), height: Math.max(own.height, label.height) };
    if (box.width === 0 || box.height === 0) continue;
    measured += 1;
    const after = getComputedStyle(element, '::after'), more = after.content !== 'none' && after.position === 'absolute';
    const [width, height] = [Math.max(box.width, more ? Number.parseFloat(after.width) : 0), Math.max(box.height, more ? Number.parseFloat(after.height) : 0)];
    if (Math.min(width, height) < 23.99) small.push(`${(element.getRootNode() as ShadowRoot).host?.localName} ${tag}.${element.className} ${element.getAttribute('aria-label') ?? element.textContent}: ${width} × ${height}`);
  }
  expect(small).toEqual([]);
  expect(measured).toBeGreaterThan(8);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

test('letters of 30 px: no label lies on another', async () => {
  await page.viewport(640, 800);
  const figure = await show('<div style="--reg-font-size: 30px; width: 400px"><reg-geometry id="f" prefer="cpu"></reg-geometry><reg-coefficient-path for="f"></reg-coefficient-path><reg-tradeoff for="f"></reg-tradeoff></div>');
  await settled(figure);
  for (const [view, drawn] of [['reg-coefficient-path', '.curve-name'], ['reg-tradeoff', 'svg text']] as const) {
    document.querySelector(view)!.scrollIntoView(); // what nobody sees is not drawn
    await expect.poll(() => document.querySelector(view)!.shadowRoot?.querySelector(drawn), { timeout: 5000 }).toBeTruthy();
  }
  for (const roots of [[...figure.renderRoot.querySelectorAll('reg-argmin, reg-axes')].map((layer) => layer.shadowRoot!), ...[...document.querySelectorAll('reg-coefficient-path, reg-tradeoff')].map((view) => [view.shadowRoot!])]) {
    const texts = roots.flatMap((root) => [...root.querySelectorAll<SVGTextElement>('svg text')]).filter((text) => !text.classList.contains('back') && text.textContent!.trim() !== '');
    expect(texts.length).toBeGreaterThan(3);
    for (const [i, a] of texts.entries()) for (const b of texts.slice(i + 1)) {
      const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      const over = Math.min(p.right, q.right) - Math.max(p.left, q.left), down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      expect(over > 3 && down > 0.4 * Math.min(p.height, q.height), `“${a.textContent}” on “${b.textContent}”`).toBe(false); // a line box is higher than its letters
    }
  }
});
