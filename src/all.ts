/** Registers every element at once, where `reg-geometry` loads most of them when their tags are met. */
export { RegLagrangian } from './elements/lagrangian/lagrangian.ts';
export { RegAtlas } from './elements/atlas/atlas.ts';
export { RegCoefficientPath } from './elements/path/coefficient-path.ts';
export { RegControls } from './elements/controls/controls.ts';
export { RegData } from './elements/data/data.ts';
export { RegEllipse } from './elements/layers/ellipse.ts';
export { RegFamily } from './elements/family/family.ts';
export { RegFirstContact } from './elements/layers/first-contact.ts';
export { RegGradients } from './elements/layers/gradients.ts';
export { RegPath } from './elements/layers/path.ts';
export { RegReadout } from './elements/layers/readout.ts';
export { RegTradeoff } from './elements/tradeoff/tradeoff.ts';
export { RegValue } from './elements/controls/value.ts';
import './solver/everything.ts';
export * from './index.ts';
