import { isConvexFormula } from '../certificate/convex.ts';
import { readTyped } from '../certificate/typed.ts';
import type { Families } from '../families.ts';

export const typed: Families['typed'] = { read: readTyped, isConvex: isConvexFormula };
