import { css } from 'lit';

/** Slider and switches in the figure's own hues; the browser's own look where the user's forced colours ask for it. */
export const controlStyles = css`
  .controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.35em 1.4em; margin-block: 0.5em 0; }
  .slider { display: flex; align-items: center; gap: 0.7em; flex: 1 1 100%; color: var(--_penalty); }
  .symbol { font-size: 1.2em; min-width: 0.8em; text-align: center; }
  .track { flex: 1; min-width: 4em; display: flex; flex-direction: column; }
  .track input[type='range'] { flex: none; width: 100%; }
  .slider:has(.marks) { align-items: flex-start; line-height: 28px; }
  .play { flex: none; width: 28px; height: 28px; padding: 7px; border: 0; border-radius: 50%; background: color-mix(in srgb, var(--_penalty) 16%, var(--_paper)); cursor: pointer; }
  .play:hover { background: color-mix(in srgb, var(--_penalty) 28%, var(--_paper)); }
  .play svg { display: block; fill: var(--_penalty); }
  .play:focus-visible, .marks button:focus-visible { outline: 2px solid var(--_penalty); outline-offset: 2px; }
  /* Under the centre of a thumb of 20 px, whose way is shorter than the track by its width. */
  .marks { position: relative; height: 24px; }
  .marks button { position: absolute; left: calc(10px + (100% - 20px) * var(--_at, 0)); translate: -50% 0; min-width: 24px; height: 24px; padding: 5px 4px 0; border: 0; border-radius: 3px;
    background: none; color: var(--_muted); font: inherit; font-size: 0.93em; line-height: 1; cursor: pointer; }
  .marks button::before { content: ''; position: absolute; left: 50%; top: -5px; height: 7px; border-inline-start: 1px solid var(--_rule); }
  .marks button:hover, .marks button[data-here] { color: var(--_ink); }
  .marks button[data-here] { font-weight: 650; }
  output { min-width: 3.6em; text-align: end; font-variant-numeric: tabular-nums; }
  input[type='range'] { flex: 1; min-width: 4em; height: 28px; margin: 0; background: none; cursor: pointer; touch-action: pan-y; appearance: none; -webkit-appearance: none; }
  input::-webkit-slider-runnable-track { height: 4px; border-radius: 2px; background: linear-gradient(to right, var(--_penalty) var(--_place, 0%), var(--_rule) var(--_place, 0%)); }
  input::-webkit-slider-thumb { -webkit-appearance: none; box-sizing: border-box; width: 20px; height: 20px; margin-top: -8px; border-radius: 50%; background: var(--_penalty); border: 3px solid var(--_paper); box-shadow: 0 0 0 1px var(--_penalty); }
  input::-moz-range-track { height: 4px; border-radius: 2px; background: var(--_rule); }
  input::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--_penalty); }
  input::-moz-range-thumb { box-sizing: border-box; width: 20px; height: 20px; border-radius: 50%; background: var(--_penalty); border: 3px solid var(--_paper); box-shadow: 0 0 0 1px var(--_penalty); }
  input[type='range']:focus-visible { outline: 2px solid var(--_penalty); outline-offset: 2px; border-radius: 4px; }
  fieldset { display: flex; flex-wrap: wrap; min-width: 0; border: 0; margin: 0; padding: 0; gap: 0.1em; }
  legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  fieldset label { position: relative; display: inline-flex; min-width: 24px; }
  fieldset input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
  fieldset span { flex: 1; text-align: center; padding: 0.15em 0.6em; border-radius: 3px; color: var(--_muted); border-bottom: 2px solid transparent; }
  fieldset input:hover + span { color: var(--_ink); }
  fieldset input:checked + span { color: var(--_ink); border-bottom-color: var(--_penalty); border-radius: 3px 3px 0 0; font-weight: 650; }
  fieldset input:focus-visible + span { outline: 2px solid var(--_penalty); outline-offset: -1px; }
  .missing { margin: 0.4em 0 0; padding-inline-start: 0.7em; border-inline-start: 3px solid var(--_penalty); }
  fieldset label:first-of-type span { padding-inline-start: 0; text-align: start; }
  @container (max-width: 17rem) {
    .slider { gap: 0.35em; }
    output { min-width: 2.6em; }
  }
  @media (forced-colors: active) {
    input[type='range'] { appearance: auto; -webkit-appearance: auto; }
    fieldset input { position: static; opacity: 1; }
    fieldset input:not(:checked) + span { border-bottom-color: Canvas; }
    .play svg { fill: ButtonText; }
  }
`;
