import { dataStyles } from './data.ts';
import { toolStyles } from './tools.ts';

// What a figure has once its picture stands: what a reader's hand takes hold of, what is read out, and how the figure is printed.
export { Data, instructions } from './data.ts';
export { elementOf, onPaper, pngOf, shownNode, written } from './export.ts';
export { Switch } from './forms.ts';
export { Roam } from './roam.ts';
export { historyKey } from './history-key.ts';
export { isCornered, tools } from './tools.ts';
export { Voice } from './voice.ts';

/** Of all of these. */
export const laterStyles = [toolStyles, dataStyles];
