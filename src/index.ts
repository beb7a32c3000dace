/** Registers every element. The solver and everything else without DOM is in `reg-geometry/core`. */
export { RegGeometry } from './elements/figure/figure.ts';
export { RegLayer } from './elements/layers/layer.ts';
export { RegLagrangian } from './elements/lagrangian/lagrangian.ts';
export type { CandidatesDetail } from './elements/lagrangian/lagrangian.ts';
export { RegArgmin } from './elements/layers/argmin.ts';
export { RegAtlas } from './elements/atlas/atlas.ts';
export { RegAxes } from './elements/layers/axes.ts';
export { RegCoefficientPath } from './elements/path/coefficient-path.ts';
export { RegConstraintRegion } from './elements/layers/constraint-region.ts';
export { RegControls } from './elements/controls/controls.ts';
export { RegFamily } from './elements/family/family.ts';
export { RegFirstContact } from './elements/layers/first-contact.ts';
export { RegGradients } from './elements/layers/gradients.ts';
export { RegPath } from './elements/layers/path.ts';
export { RegHeatmap, RegLevelSets } from './elements/layers/field-layers.ts';
export { RegTradeoff } from './elements/tradeoff/tradeoff.ts';
export { RegValue } from './elements/controls/value.ts';
export { workerUrl } from './field/worker.ts';
export type { Change, View } from './elements/views/view.ts';
export type { ChangeDetail, EngineDetail, ErrorDetail, Scene, SolutionDetail } from './elements/layers/scene.ts';
import type { RegArgmin } from './elements/layers/argmin.ts';
import type { RegAtlas } from './elements/atlas/atlas.ts';
import type { RegAxes } from './elements/layers/axes.ts';
import type { RegCoefficientPath } from './elements/path/coefficient-path.ts';
import type { RegConstraintRegion } from './elements/layers/constraint-region.ts';
import type { RegControls } from './elements/controls/controls.ts';
import type { RegHeatmap, RegLevelSets } from './elements/layers/field-layers.ts';
import type { RegGeometry } from './elements/figure/figure.ts';
import type { RegFamily } from './elements/family/family.ts';
import type { RegFirstContact } from './elements/layers/first-contact.ts';
import type { RegGradients } from './elements/layers/gradients.ts';
import type { RegTradeoff } from './elements/tradeoff/tradeoff.ts';
import type { RegLagrangian } from './elements/lagrangian/lagrangian.ts';
import type { RegPath } from './elements/layers/path.ts';
import type { RegValue } from './elements/controls/value.ts';

declare global {
  interface HTMLElementTagNameMap {
    'reg-argmin': RegArgmin;
    'reg-atlas': RegAtlas;
    'reg-axes': RegAxes;
    'reg-coefficient-path': RegCoefficientPath;
    'reg-constraint-region': RegConstraintRegion;
    'reg-controls': RegControls;
    'reg-family': RegFamily;
    'reg-first-contact': RegFirstContact;
    'reg-geometry': RegGeometry;
    'reg-gradients': RegGradients;
    'reg-lagrangian': RegLagrangian;
    'reg-heatmap': RegHeatmap;
    'reg-level-sets': RegLevelSets;
    'reg-tradeoff': RegTradeoff;
    'reg-path': RegPath;
    'reg-value': RegValue;
  }
}
