import './everything.ts';

/** All that `light.ts` does, for every problem at once. */
export * from './light.ts';
