/** Registers every element. The solver and everything else without DOM is in `reg-geometry/core`. */
export { RegGeometry } from './elements/figure.ts';
export { RegLayer } from './elements/layer.ts';
export { RegArgmin } from './elements/argmin.ts';
export { RegAxes } from './elements/axes.ts';
export { RegConstraintRegion } from './elements/constraint-region.ts';
export { RegControls } from './elements/controls.ts';
export { RegFirstContact } from './elements/first-contact.ts';
export { RegGradients } from './elements/gradients.ts';
export { RegHeatmap, RegLevelSets } from './elements/field-layers.ts';
export type { Change, View } from './elements/view.ts';
export type { ChangeDetail, ErrorDetail, Scene, SolutionDetail } from './elements/scene.ts';
import type { RegArgmin } from './elements/argmin.ts';
import type { RegAxes } from './elements/axes.ts';
import type { RegConstraintRegion } from './elements/constraint-region.ts';
import type { RegControls } from './elements/controls.ts';
import type { RegHeatmap, RegLevelSets } from './elements/field-layers.ts';
import type { RegGeometry } from './elements/figure.ts';
import type { RegFirstContact } from './elements/first-contact.ts';
import type { RegGradients } from './elements/gradients.ts';

declare global {
  interface HTMLElementTagNameMap {
    'reg-argmin': RegArgmin;
    'reg-axes': RegAxes;
    'reg-constraint-region': RegConstraintRegion;
    'reg-controls': RegControls;
    'reg-first-contact': RegFirstContact;
    'reg-geometry': RegGeometry;
    'reg-gradients': RegGradients;
    'reg-heatmap': RegHeatmap;
    'reg-level-sets': RegLevelSets;
  }
}
