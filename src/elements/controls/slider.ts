import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Problem } from '../../problem/types.ts';
import type { Dial } from './dial.ts';

/** What a slider tells the controls around it, with the position from 0 to 1. */
export interface SliderEvents {
  input(event: Event): void;
  pointer(event: PointerEvent): void;
  mark(position: number): void;
  play(): void;
}

/** How a dial is played here: not at all, or by a button that plays, pauses or steps. */
export type Playing = 'never' | 'ready' | 'playing' | 'stepping';

const ICONS = { ready: 'M3,1l8,5l-8,5z', playing: 'M2.5,1.5h2.6v9h-2.6zM6.9,1.5h2.6v9h-2.6z', stepping: 'M1.5,1l6,5l-6,5zM8.4,1.5h2v9h-2z' } as const;
const LABELS = { ready: 'Play the sweep of', playing: 'Pause the sweep of', stepping: 'Take a step of the sweep of' } as const;

const player = (playing: Playing, { symbol }: Dial, play: () => void) => (playing === 'never' ? nothing : html`<button class="play" part="play" type="button"
  aria-label=${`${LABELS[playing]} ${symbol}`} @click=${play}><svg viewBox="0 0 12 12" aria-hidden="true"><path d=${ICONS[playing]} /></svg></button>`);

/** A range input over a dial's steps, with its marks as buttons below it: a finger hits them where it would miss one step. */
export function slider(dial: Dial, problem: Problem, playing: Playing, also: string, on: SliderEvents): TemplateResult {
  const { symbol, words, steps, marks } = dial;
  const text = dial.text(problem), place = Math.round(steps * dial.position(problem));
  const mark = dial.value(problem) === undefined ? undefined : marks.find(({ position }) => Math.abs(position - place / steps) < 1e-9);
  return html`<div class="slider" part="slider">
    ${player(playing, dial, on.play)}
    <span class="symbol"><i>${symbol}</i></span>
    <span class="track">
      <input type="range" min="0" max=${steps} step="1" .value=${live(String(place))} aria-label=${words} aria-valuetext=${`${mark?.words ?? `${symbol} = ${text}`}${also}`}
        @input=${on.input} @pointerdown=${on.pointer} @pointerup=${on.pointer} @pointercancel=${on.pointer}>
      ${marks.length > 0 ? html`<span class="marks">${marks.map((each) => html`<button type="button" tabindex="-1" .value=${String(each.position)} aria-label=${each.words}
        ?data-here=${each === mark} @click=${() => on.mark(each.position)}>${each.text}</button>`)}</span>` : nothing}
    </span>
    <output aria-live="off">${text}</output>
  </div>`;
}

/** Puts thumb, fill and marks where they belong: through the CSSOM, since a style attribute would need a laxer security policy. */
export function placeSliders(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>('input[type=range]')) {
    input.style.setProperty('--_place', `${(100 * Number(input.value)) / Number(input.max)}%`);
  }
  for (const mark of root.querySelectorAll<HTMLElement>('.marks button')) mark.style.setProperty('--_at', (mark as HTMLButtonElement).value);
}
