/**
 * Registers `<reg-geometry>` with its layers, and loads every other element when the page first has its tag. All at once registers
 * `reg-geometry/all`, and one alone `reg-geometry/reg-atlas` and the like. The solver and everything else without DOM is in `reg-geometry/core`.
 */
import { discover } from './elements/discover.ts';

export { discover };
export { RegGeometry } from './elements/figure/figure.ts';
export { RegLayer } from './elements/layers/layer.ts';
export { RegArgmin } from './elements/layers/argmin.ts';
export { RegAxes } from './elements/layers/axes.ts';
export { RegConstraintRegion } from './elements/layers/constraint-region.ts';
export { RegHeatmap, RegLevelSets } from './elements/layers/field-layers.ts';
export { workerUrl } from './field/worker.ts';
export type { RegAtlas, RegCoefficientPath, RegControls, RegData, RegEllipse, RegFamily, RegFirstContact, RegGradients, RegLagrangian, RegPath, RegReadout, RegTradeoff, RegValue };
export type { CandidatesDetail } from './elements/lagrangian/lagrangian.ts';
export type { Change, View } from './elements/views/view.ts';
export type { ChangeDetail, EngineDetail, ErrorDetail, Scene, SolutionDetail } from './elements/layers/scene.ts';
import type { RegArgmin } from './elements/layers/argmin.ts';
import type { RegAtlas } from './elements/atlas/atlas.ts';
import type { RegAxes } from './elements/layers/axes.ts';
import type { RegCoefficientPath } from './elements/path/coefficient-path.ts';
import type { RegConstraintRegion } from './elements/layers/constraint-region.ts';
import type { RegControls } from './elements/controls/controls.ts';
import type { RegData } from './elements/data/data.ts';
import type { RegEllipse } from './elements/layers/ellipse.ts';
import type { RegHeatmap, RegLevelSets } from './elements/layers/field-layers.ts';
import type { RegGeometry } from './elements/figure/figure.ts';
import type { RegFamily } from './elements/family/family.ts';
import type { RegFirstContact } from './elements/layers/first-contact.ts';
import type { RegGradients } from './elements/layers/gradients.ts';
import type { RegTradeoff } from './elements/tradeoff/tradeoff.ts';
import type { RegLagrangian } from './elements/lagrangian/lagrangian.ts';
import type { RegPath } from './elements/layers/path.ts';
import type { RegReadout } from './elements/layers/readout.ts';
import type { RegValue } from './elements/controls/value.ts';

declare global {
  interface HTMLElementTagNameMap {
    'reg-argmin': RegArgmin;
    'reg-atlas': RegAtlas;
    'reg-axes': RegAxes;
    'reg-coefficient-path': RegCoefficientPath;
    'reg-constraint-region': RegConstraintRegion;
    'reg-controls': RegControls;
    'reg-data': RegData;
    'reg-ellipse': RegEllipse;
    'reg-family': RegFamily;
    'reg-first-contact': RegFirstContact;
    'reg-geometry': RegGeometry;
    'reg-gradients': RegGradients;
    'reg-lagrangian': RegLagrangian;
    'reg-heatmap': RegHeatmap;
    'reg-level-sets': RegLevelSets;
    'reg-tradeoff': RegTradeoff;
    'reg-path': RegPath;
    'reg-readout': RegReadout;
    'reg-value': RegValue;
  }
}

if (globalThis.document) void discover(document);
