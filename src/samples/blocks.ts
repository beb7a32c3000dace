import { BLOCK } from '../problem/steps.ts';

export { BLOCK, inBlocks } from '../problem/steps.ts';

const scratch = { eta: new Float64Array(BLOCK), slope: new Float64Array(BLOCK), bend: new Float64Array(BLOCK), along: new Float64Array(BLOCK) };

/** Working arrays for one block; they hold nothing between blocks, so every fit shares them. */
export const arrays = (): typeof scratch => scratch;
