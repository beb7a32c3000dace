import { measure } from './measure.ts';

/** Called by the solvers' scenario. */
Object.assign(globalThis, { measure });
