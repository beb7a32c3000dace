import type { Vec2 } from '../../problem/types.ts';

const LOW_HZ = 220, OCTAVES = 2; // from a weight that has nearly vanished to one as large as the picture is wide
const LOUD = 0.12;
const GLIDE_S = 0.03, FADE_S = 0.08;
const REST_MS = 350; // after the last change

interface Tone { readonly source: OscillatorNode; readonly gain: GainNode }

/**
 * θ* as two tones, θ₁ at the left ear and θ₂ at the right: the larger a weight the higher its tone, and a weight that is exactly zero is
 * silent, so that one hears it vanish. Heard only while something moves and the page is seen, and first by a gesture of the reader's;
 * where a browser makes no sound nothing happens.
 */
export class Sound {
  #context: AudioContext | undefined;
  #tones: readonly Tone[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param reach the size of a weight that is as high as tones go */
  tell(theta: Vec2, reach: number): void {
    if (document.hidden || navigator.userActivation?.hasBeenActive === false || !this.#open()) return;
    const { currentTime } = this.#context!;
    for (const [i, { source, gain }] of this.#tones.entries()) {
      const size = Math.min(1, Math.abs(theta[i as 0 | 1]) / reach);
      source.frequency.setTargetAtTime(LOW_HZ * 2 ** (OCTAVES * size), currentTime, GLIDE_S);
      gain.gain.setTargetAtTime(theta[i as 0 | 1] === 0 ? 0 : LOUD, currentTime, GLIDE_S);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hush(), REST_MS);
  }

  /** Silence, until something is told again. */
  readonly hush = (): void => {
    clearTimeout(this.#timer);
    for (const { gain } of this.#tones) gain.gain.setTargetAtTime(0, this.#context!.currentTime, FADE_S);
  };

  /** Gives the device for sound back. */
  close(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.hush);
    void this.#context?.close().catch(() => {});
    this.#context = undefined;
    this.#tones = [];
  }

  #open(): boolean {
    if (this.#context) {
      if (this.#context.state === 'suspended') void this.#context.resume().catch(() => {});
      return true;
    }
    if (typeof AudioContext === 'undefined') return false;
    try {
      const context = (this.#context = new AudioContext());
      this.#tones = [-1, 1].map((side) => {
        const source = context.createOscillator(), gain = context.createGain(), ear = context.createStereoPanner();
        gain.gain.value = 0;
        ear.pan.value = 0.8 * side;
        source.connect(gain).connect(ear).connect(context.destination);
        source.start();
        return { source, gain };
      });
      document.addEventListener('visibilitychange', this.hush);
      return true;
    } catch { // no device, or too many open
      this.close();
      return false;
    }
  }
}
