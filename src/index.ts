/** Registers every element. The solver and everything else without DOM is in `reg-geometry/core`. */
export { RegGeometry } from './elements/figure.ts';
export { RegLayer } from './elements/layer.ts';
export { RegArgmin } from './elements/argmin.ts';
export { RegAxes } from './elements/axes.ts';
export { RegConstraintRegion } from './elements/constraint-region.ts';
export { RegControls } from './elements/controls.ts';
export { RegHeatmap, RegLevelSets } from './elements/field-layers.ts';
export type { Change, View } from './elements/view.ts';
export type { ChangeDetail, ErrorDetail, Scene, SolutionDetail } from './elements/scene.ts';
