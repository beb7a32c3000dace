import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { guard, settled, show } from './page.ts';

guard();

interface Heard { frequency: number; gain: number }
const real = globalThis.AudioContext;
afterEach(() => { globalThis.AudioContext = real; });

/** A device for sound that writes down what would be heard. */
function device(): { tones: Heard[]; opened(): number; closed(): number } {
  const tones: Heard[] = [];
  let opened = 0, closed = 0;
  globalThis.AudioContext = class {
    state = 'running'; currentTime = 0; destination = {};
    constructor() { opened += 1; }
    createOscillator() {
      const own: Heard = { frequency: 0, gain: 0 };
      tones.push(own);
      return { frequency: { setTargetAtTime: (hz: number) => { own.frequency = hz; } }, connect: (next: unknown) => next, start: () => {} };
    }
    createGain() { const own = tones.at(-1)!; return { gain: { value: 0, setTargetAtTime: (loud: number) => { own.gain = loud; } }, connect: (next: unknown) => next }; }
    createStereoPanner() { return { pan: { value: 0 }, connect: (next: unknown) => next }; }
    close() { closed += 1; return Promise.resolve(); }
  } as unknown as typeof AudioContext;
  return { tones, opened: () => opened, closed: () => closed };
}
const controls = (root: ParentNode) => root.querySelector('reg-controls')!;

test('nothing is heard unasked; with sonify the hand is, and a weight that is exactly zero is silent', async () => {
  const sound = device();
  const plain = await show('<reg-geometry prefer="cpu" lambda="0.2"></reg-geometry>');
  plain.change({ lambda: 0.3 });
  await settled(plain);
  expect(controls(plain.renderRoot).shadowRoot!.querySelector('.play')).toBe(null);
  expect(sound.opened()).toBe(0);

  const figure = await show('<reg-geometry prefer="cpu" lambda="0.2" sonify></reg-geometry>');
  expect(sound.opened()).toBe(0);
  const slider = controls(figure.renderRoot).shadowRoot!.querySelector('input')!;
  slider.focus();
  await userEvent.keyboard('{ArrowRight}');
  await settled(figure);
  expect(sound.opened()).toBe(1);
  const [first, second] = sound.tones as [Heard, Heard];
  expect(first.gain).toBeGreaterThan(0);
  expect(second.gain).toBeGreaterThan(0);
  expect(first.frequency).toBeGreaterThan(second.frequency); // θ₁ is the larger weight
  await userEvent.keyboard('{PageUp}{PageUp}{PageUp}');
  await settled(figure);
  expect(figure.solution.support).toEqual([true, false]);
  expect(second.gain).toBe(0);
  expect(first.gain).toBeGreaterThan(0);
  await expect.poll(() => first.gain).toBe(0); // the hand rests
  figure.remove();
  expect(sound.closed()).toBe(1);
});

test('the sweep is heard while it plays, and no longer than the page is seen; where no sound can be made nothing fails', async () => {
  const sound = device();
  const figure = await show('<reg-geometry prefer="cpu" lambda="0.2" sonify></reg-geometry>');
  const play = controls(figure.renderRoot).shadowRoot!.querySelector<HTMLElement>('.play')!;
  await userEvent.click(play);
  await expect.poll(() => sound.tones[0]?.gain ?? 0).toBeGreaterThan(0);
  const before = sound.tones[0]!.frequency;
  await expect.poll(() => sound.tones[0]!.frequency).not.toBe(before);
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(sound.tones.map(({ gain }) => gain)).toEqual([0, 0]);
  await settled(figure);
  expect(sound.tones.map(({ gain }) => gain)).toEqual([0, 0]);
  delete (document as { hidden?: boolean }).hidden;

  (globalThis as { AudioContext?: unknown }).AudioContext = undefined;
  const mute = await show('<reg-geometry prefer="cpu" lambda="0.2" sonify></reg-geometry>');
  const slider = controls(mute.renderRoot).shadowRoot!.querySelector('input')!;
  slider.focus();
  await userEvent.keyboard('{ArrowRight}');
  await settled(mute);
  expect((mute.problem as { lambda: number }).lambda).not.toBe(0.2);
});
