import { css } from 'lit';

export const atlasStyles = css`
  .plot > canvas { position: absolute; inset: 0; width: 100%; height: 100%; z-index: -1; }
  .plot > .sky { position: absolute; inset: 0; cursor: crosshair; }
  .sentence { position: absolute; inset: 0; display: grid; place-content: center; margin: 0; padding: 1.2em; color: var(--_muted); text-align: center; }
  .probe { position: absolute; width: 0; height: 0; visibility: hidden; color: var(--_ink); transition: color 1ms; }
  .mark .tick { fill: none; } /* the certificate's, which a chart's ticks share a name with */
  .edge { fill: none; stroke: var(--_ink); stroke-opacity: 0.55; stroke-width: 1.2; stroke-linejoin: round; }
  .edge.chosen { stroke-opacity: 1; stroke-width: 2.4; }
  .region { fill: var(--_penalty); fill-opacity: 0.22; fill-rule: evenodd; stroke: none; }
  .outline { fill: none; stroke: var(--_penalty); stroke-width: 2; stroke-linejoin: miter; }
  .corner { fill: var(--_penalty); stroke: var(--_field-low); stroke-width: 1.5; }
  .way { stroke: var(--_ink); stroke-width: 1.6; stroke-dasharray: 1 4; stroke-linecap: round; }
  .hat { fill: var(--_paper); stroke: var(--_loss); stroke-width: 3; }
  .hat.away { stroke-dasharray: 3 2; }
  .star { fill: var(--_ink); stroke: var(--_paper); stroke-width: 3; }
  button.basin {
    width: auto; height: auto; min-width: 24px; min-height: 24px; margin: 0; padding: 0.1em 0.45em; transform: translate(-50%, -50%); border-radius: 4px; cursor: pointer; touch-action: auto;
    background: color-mix(in srgb, var(--_field-low) 82%, transparent); color: var(--_ink); font: 500 0.93em var(--_sans); white-space: nowrap; font-variant-numeric: tabular-nums;
  }
  button.basin:hover, button.basin[aria-pressed='true'] { background: var(--_ink); color: var(--_paper); }
  button.basin:focus-visible { outline: 2px solid var(--_ink); outline-offset: 2px; }
  .knob button { z-index: 1; }
  .shares { display: flex; flex-wrap: wrap; gap: 0.2em 1.2em; margin: 0.5em 0 0; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
  .shares li { display: inline-flex; align-items: center; gap: 0.45em; }
  .shares b { font-weight: 650; }
  .swatch { width: 18px; height: 18px; flex: none; border: 1px solid var(--_muted); border-radius: 3px; box-sizing: border-box; --_hatch: color-mix(in srgb, var(--_ink) 45%, transparent); --_ground: color-mix(in srgb, var(--_ink) 11%, transparent); }
  .swatch.first { background: repeating-linear-gradient(to right, var(--_hatch) 0 1px, var(--_ground) 1px 5px); }
  .swatch.second { background: repeating-linear-gradient(to bottom, var(--_hatch) 0 1px, var(--_ground) 1px 5px); }
  .swatch.both { background: repeating-linear-gradient(to right, var(--_hatch) 0 1px, transparent 1px 5px), repeating-linear-gradient(to bottom, var(--_hatch) 0 1px, var(--_ground) 1px 5px); }
  .swatch.tied { background: repeating-linear-gradient(135deg, var(--_hatch) 0 1px, var(--_ground) 1px 5px); }
  .swatch.inside { background: color-mix(in srgb, var(--_penalty) 26%, transparent); border-color: var(--_penalty); }
  .swatch.free { background: var(--_field-low); }
  .note { margin: 0.3em 0 0; color: var(--_muted); }
  .chart { position: relative; width: 100%; height: 150px; margin-block-start: 0.9em; }
  .chart svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
  .curve { fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linejoin: round; }
  .playhead { stroke: var(--_penalty); stroke-width: 1.5; }
  .now { fill: var(--_penalty); stroke: var(--_paper); stroke-width: 2.5; }
  .chart button { background-color: color-mix(in srgb, var(--_penalty) 18%, transparent); }
  .chart button:hover { background-color: color-mix(in srgb, var(--_penalty) 28%, transparent); }
  .chart button:focus-visible { outline-color: var(--_penalty); }
  .word { fill: var(--_muted); font-size: 0.85em; }
`;
