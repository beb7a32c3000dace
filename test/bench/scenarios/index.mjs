import { bytes } from './bytes.mjs';
import { data } from './data.mjs';
import { drag } from './drag.mjs';
import { first } from './first.mjs';
import { frames } from './frames.mjs';
import { garbage } from './garbage.mjs';
import { many } from './many.mjs';
import { profile } from './profile.mjs';
import { solvers } from './solvers.mjs';
import { sweep } from './sweep.mjs';

/** By name, in the order of the report. */
export const SCENARIOS = { sweep, profile, frames, garbage, data, drag, first, many, bytes, solvers };
