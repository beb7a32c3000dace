import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stateLoss } from '../../src/problem/losses.ts';
import { statePenalty } from '../../src/problem/penalties.ts';
import { rowsOf } from '../../src/problem/rows.ts';
import { slopeOf, valueOf, type Stated } from '../../src/problem/stated.ts';
import type { Loss, Penalty } from '../../src/problem/types.ts';

// A row is what the closure gives at each of its places, to the last bit: pictures and fields may be read by either.

const LOSSES: readonly Loss[] = [{ kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, { kind: 'rosenbrock' }, { kind: 'himmelblau' }];
const PENALTIES: readonly Penalty[] = [
  { kind: 'l1' }, { kind: 'l2' }, { kind: 'l2-norm' }, { kind: 'linf' }, { kind: 'elastic-net', ratio: 0.3 }, { kind: 'weighted-l1', weights: [1, 2] }, { kind: 'lp', p: 0.5 },
  { kind: 'lp', p: 3 }, { kind: 'scad', shape: 3.7 }, { kind: 'mcp', shape: 3 },
];
const typed = (formula: string): Stated => ({ formula, names: ['a'], values: [0.7] });
const STATED: readonly Stated[] = [
  ...LOSSES.map((loss) => stateLoss(loss)!), ...PENALTIES.map((penalty) => statePenalty(penalty, 0.7)),
  ...['7', 'a', 'x', 'y', 'x^5 + a', 'y^-3', 'x/y - y/x', 'x^y', '(x + y)^4*(x - y)^3', 'exp(sin(x)*cos(a*y)) + log(abs(x) + 1)', 'max(x, y) + min(x, a) + sign(x*y) + sqrt(x)'].map(typed),
];

test.each(STATED)('$formula', (stated) => {
  fc.assert(fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 9 }), fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }), (xs, ...ys) => {
    for (const by of [undefined, 'x', 'y'] as const) {
      const row = rowsOf(stated, Float64Array.from(xs), by), at = by ? slopeOf(stated, by) : valueOf(stated);
      for (const y of ys) expect([...row(y)]).toEqual(xs.map((x) => at(x, y)));
    }
  }), { numRuns: 30 });
});
