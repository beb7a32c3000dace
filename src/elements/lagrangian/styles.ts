import { css, type CSSResultGroup } from 'lit';
import { captionStyles } from '../caption.ts';
import { chartStyles } from '../views/chart-axes.ts';
import { controlStyles } from '../controls/styles.ts';
import { figureStyles } from '../figure/styles.ts';
import { candidateStyles } from './candidates.ts';
import { inputStyles } from './inputs.ts';
import { markStyles } from './marks.ts';
import { planeStyles } from './plane.ts';
import { profileStyles } from './profile.ts';
import { slideStyles } from './slide.ts';
import { workingStyles } from './working.ts';
import { symbolStyles } from './symbols.ts';
import { roles } from '../theme.ts';

export const explorerStyles: CSSResultGroup[] = [roles, ...captionStyles, figureStyles, controlStyles, chartStyles, markStyles, planeStyles, profileStyles, slideStyles, candidateStyles, workingStyles, inputStyles, symbolStyles, css`
  .pictures { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.2em 2em; }
  @container (min-width: 42rem) { .pictures { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
  .plane { aspect-ratio: var(--reg-aspect, var(--_aspect, 1)); }
  .profile { position: relative; aspect-ratio: 1.45; contain: strict; width: 100%; border-radius: 3px; overflow: hidden; background: var(--_field-low); forced-color-adjust: none; }
  .plane > svg, .profile > svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; pointer-events: none; }
  .plane text, .profile text { font: var(--reg-font-size, 14px) var(--_sans); fill: var(--_ink); }
  .plane text.math, .profile text.math, tspan.math { font-family: var(--_math); font-style: italic; }
  .plane text.number, .profile text.number { font-weight: 650; font-size: 0.93em; }
  .plane text.blue { fill: var(--_loss); }
  .plane text.amber { fill: var(--_penalty); }
  .profile text.tick { font-size: 0.86em; fill: var(--_muted); }
  .halo { paint-order: stroke; stroke: var(--_field-low); stroke-width: 4px; stroke-linejoin: round; }
  .reading { margin: 0.5em 0 0; display: flex; flex-wrap: wrap; gap: 0 1.2em; font-variant-numeric: tabular-nums; }
  .caption .form { min-width: 0; overflow: auto hidden; }
  .verdict { margin: 0.8em 0 0; font-weight: 650; max-width: 46rem; }
  .remark { margin: 0.3em 0 0; color: var(--_muted); max-width: 46rem; }
`];
