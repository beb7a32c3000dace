import { css } from 'lit';

export const figureStyles = css`
  :host { display: block; color: var(--_ink); font: var(--reg-font-size, 14px)/1.45 var(--_sans); container-type: inline-size; position: relative; }
  :host([hidden]) { display: none; }
  .plane { forced-color-adjust: none; position: relative; aspect-ratio: var(--reg-aspect, 1); contain: strict; width: 100%; border-radius: 3px; overflow: hidden; background: var(--_field-low); }
  canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
  .plane ::slotted(*) { forced-color-adjust: none; }
  /* The picture that stood here before the script: over the plane, cut to it, until the live one stands. */
  ::slotted([slot="static"]) { position: absolute; inset: 0 0 auto; display: block; width: 100%; height: auto; pointer-events: none; }
  slot[hidden] { display: none; }
  .paper { display: none; }
  .paper svg { display: block; max-width: 100%; height: auto; }
  @media print { .paper:not(:empty) { display: block; break-inside: avoid; } .paper:not(:empty) ~ * { display: none; } }
  /* The room of the controls, which come after the first picture: else what follows would move when they do. */
  reg-controls:not(:defined), reg-controls.coming { display: block; min-block-size: 4.7em; }
  @container (max-width: 23rem) { reg-controls:not(:defined), reg-controls.coming { min-block-size: 7em; } }
  .waiting { position: absolute; inset: 0; display: grid; place-content: center; color: var(--_muted); }
  .complaint { margin: 0.4em 0 0; padding-inline-start: 0.7em; border-inline-start: 3px solid var(--_penalty); }
  .speech { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  /* Not displayed, its colours could not be seen to change: a transition tells of a new theme, whatever caused it. */
  .probe { forced-color-adjust: none; position: absolute; width: 0; height: 0; visibility: hidden; color: var(--_field-low); background-color: var(--_field-high); border-top: 0 solid var(--_loss); transition: color 1ms, background-color 1ms, border-color 1ms; }
`;
