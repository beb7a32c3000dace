/** Registers every element. The solver and everything else without DOM is in `reg-geometry/core`. */
export { RegGeometry } from './elements/figure.ts';
export { RegLayer } from './elements/layer.ts';
export { RegLagrangian } from './elements/lagrangian.ts';
export type { CandidatesDetail } from './elements/lagrangian.ts';
export { RegArgmin } from './elements/argmin.ts';
export { RegAtlas } from './elements/atlas.ts';
export { RegAxes } from './elements/axes.ts';
export { RegCoefficientPath } from './elements/coefficient-path.ts';
export { RegConstraintRegion } from './elements/constraint-region.ts';
export { RegControls } from './elements/controls.ts';
export { RegFamily } from './elements/family.ts';
export { RegFirstContact } from './elements/first-contact.ts';
export { RegGradients } from './elements/gradients.ts';
export { RegPath } from './elements/path.ts';
export { RegHeatmap, RegLevelSets } from './elements/field-layers.ts';
export { RegTradeoff } from './elements/tradeoff.ts';
export { RegValue } from './elements/value.ts';
export { workerUrl } from './field/worker.ts';
export type { Change, View } from './elements/view.ts';
export type { ChangeDetail, EngineDetail, ErrorDetail, Scene, SolutionDetail } from './elements/scene.ts';
import type { RegArgmin } from './elements/argmin.ts';
import type { RegAtlas } from './elements/atlas.ts';
import type { RegAxes } from './elements/axes.ts';
import type { RegCoefficientPath } from './elements/coefficient-path.ts';
import type { RegConstraintRegion } from './elements/constraint-region.ts';
import type { RegControls } from './elements/controls.ts';
import type { RegHeatmap, RegLevelSets } from './elements/field-layers.ts';
import type { RegGeometry } from './elements/figure.ts';
import type { RegFamily } from './elements/family.ts';
import type { RegFirstContact } from './elements/first-contact.ts';
import type { RegGradients } from './elements/gradients.ts';
import type { RegTradeoff } from './elements/tradeoff.ts';
import type { RegLagrangian } from './elements/lagrangian.ts';
import type { RegPath } from './elements/path.ts';
import type { RegValue } from './elements/value.ts';

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
