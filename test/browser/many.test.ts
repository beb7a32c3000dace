import { expect, test } from 'vitest';
import { gpuHome } from '../../src/gpu/device.ts';
import type { RegGeometry } from '../../src/index.ts';
import { guard, settled, show } from './page.ts';

guard();

/** Counts what is made and given back, from now on. */
class Ledger {
  readonly open: Record<string, number> = {};
  readonly #undo: (() => void)[] = [];

  note(what: string, by: number): void { this.open[what] = (this.open[what] ?? 0) + by; }

  /** Counts calls of a method: +1 or −1, `of` telling which thing. */
  watch<Host extends object>(host: Host, name: keyof Host & string, count: (self: unknown, args: unknown[], result: unknown) => void): void {
    const real = host[name] as (...args: unknown[]) => unknown;
    (host as Record<string, unknown>)[name] = function watched(this: unknown, ...args: unknown[]) {
      const result = real.apply(this, args);
      count(this, args, result);
      return result;
    };
    this.#undo.push(() => { (host as Record<string, unknown>)[name] = real; });
  }

  close(): void { for (const undo of this.#undo) undo(); }
}

async function ledgerOf(): Promise<Ledger> {
  const ledger = new Ledger();
  for (const [what, Observer] of Object.entries({ ResizeObserver, IntersectionObserver, MutationObserver })) {
    const live = new Set<unknown>();
    ledger.watch(Observer.prototype as ResizeObserver, 'observe', (self) => { if (!live.has(self)) { live.add(self); ledger.note(what, 1); } });
    ledger.watch(Observer.prototype as ResizeObserver, 'disconnect', (self) => { if (live.delete(self)) ledger.note(what, -1); });
  }
  const { device } = await gpuHome();
  for (const what of ['Buffer', 'Texture'] as const) {
    ledger.watch(device as GPUDevice, `create${what}`, (_self, _args, result) => {
      ledger.note(what, 1);
      const made = result as GPUBuffer, real = made.destroy.bind(made);
      let gone = false;
      made.destroy = () => { if (!gone) ledger.note(what, -1); gone = true; return real(); };
    });
  }
  const held = new Set<string>(), names = new WeakMap<object, number>();
  let count = 0;
  const key = (what: string, [type, listener]: unknown[]) => {
    if (!names.has(listener as object)) names.set(listener as object, (count += 1));
    return `${what} ${type as string} ${names.get(listener as object)}`;
  };
  const drop = (what: string, args: unknown[]) => { if (held.delete(key(what, args))) ledger.note(`listeners of ${what}`, -1); };
  for (const [what, host] of [['window', window], ['document', document], ['media queries', MediaQueryList.prototype]] as const) {
    ledger.watch(host as Window, 'addEventListener', (_self, args) => {
      if (held.has(key(what, args))) return;
      held.add(key(what, args));
      ledger.note(`listeners of ${what}`, 1);
      (args[2] as AddEventListenerOptions | undefined)?.signal?.addEventListener('abort', () => drop(what, args));
    });
    ledger.watch(host as Window, 'removeEventListener', (_self, args) => drop(what, args));
  }
  return ledger;
}

const workers = () => performance.getEntriesByType('resource').filter(({ name }) => /worker\.ts/.test(name)).length;

test.each(['gpu', 'cpu'] as const)('%s: a thousand times attached, moved and taken away, a figure gives everything back', async (prefer) => {
  const warm = await show(`<reg-geometry prefer=${prefer}></reg-geometry>`);
  await settled(warm);
  const before = workers();
  const ledger = await ledgerOf();
  const homes = [document.createElement('div'), document.createElement('div')];
  const figures = Array.from({ length: 10 }, () => Object.assign(document.createElement('reg-geometry') as RegGeometry, { prefer }));
  const controls = Object.assign(document.createElement('reg-controls'), { for: 'warm' });
  document.body.append(...homes);
  for (let cycle = 0; cycle < 100; cycle += 1) {
    for (const figure of figures) homes[cycle % 2]!.append(figure); // attached, or moved
    homes[0]!.append(controls);
    if (cycle % 10 === 0) await settled(figures[0]!); // now and then they get as far as a picture
    if (cycle % 3 !== 0) for (const figure of figures) figure.remove();
    controls.remove();
  }
  await settled(figures[0]!);
  for (const figure of figures) figure.remove();
  await new Promise((resolve) => { setTimeout(resolve, 300); }); // what is opening then still comes, and is given back
  ledger.close();
  console.log(prefer, JSON.stringify(ledger.open));
  for (const [what, open] of Object.entries(ledger.open)) expect([what, open]).toEqual([what, 0]);
  expect(workers()).toBe(before);
}, 60_000);

test('two hundred figures: one device, those that nobody sees are asleep, and each stands when it is scrolled to', async () => {
  document.body.innerHTML = Array.from({ length: 200 }, (_, i) => `<div style="width: 300px"><reg-geometry prefer="gpu" controls="none" lambda=${(i % 20) / 10}></reg-geometry></div>`).join('');
  const figures = [...document.querySelectorAll('reg-geometry')] as RegGeometry[];
  await Promise.all(figures.map((figure) => figure.ready));
  await settled(figures[0]!);
  const awake = () => figures.filter((figure) => figure.renderRoot.querySelector('canvas')).length;
  expect(awake()).toBeLessThan(12);
  for (const at of [20, 40, 60, 80, 100, 120, 140, 160, 180, 199]) {
    figures[at]!.scrollIntoView();
    await expect.poll(() => figures[at]!.renderRoot.querySelector('canvas')?.width ?? 0).toBeGreaterThan(100);
    await expect.poll(() => figures[at]!.engine).toBe('gpu');
  }
  await expect.poll(awake, { timeout: 10_000 }).toBeLessThan(12); // what is left behind is released
}, 60_000);
