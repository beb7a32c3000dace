import { css } from 'lit';

export const dataStyles = css`
  .plot { aspect-ratio: var(--reg-aspect, 1); background: none; overflow: visible; }
  .dots { fill: var(--_loss); fill-opacity: 0.6; stroke: none; }
  .dots.minus { fill: none; stroke: var(--_loss); stroke-width: 1.6; stroke-opacity: 0.8; }
  .model { fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linecap: round; }
  .residual { stroke: var(--_ink); stroke-width: 1.2; stroke-dasharray: 3 3; }
  .chosen { fill: none; stroke: var(--_ink); stroke-width: 2; }
  .mark { font-size: 0.93em; fill: var(--_muted); }
  .why { position: absolute; inset: 0; margin: 0; padding: 1em; display: grid; place-content: center; text-align: center; color: var(--_muted); }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2em 1em; margin: 0.3em 0 0; color: var(--_muted); font-variant-numeric: tabular-nums; min-height: 28px; }
  .row button { position: static; margin: 0; width: auto; height: 28px; padding: 0 0.8em; border: 1px solid var(--_rule); border-radius: 14px; background: none; color: var(--_ink); font: inherit; cursor: pointer; touch-action: manipulation; }
  .row button:hover { background: color-mix(in srgb, var(--_ink) 8%, transparent); }
  .row button:focus-visible { outline: 2px solid var(--_loss); outline-offset: 2px; }
`;
