import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Complaint } from '../../src/problem/complaint.ts';
import { readLoss } from '../../src/problem/read-loss.ts';
import { readPenalty } from '../../src/problem/read-penalty.ts';
import { readProblem } from '../../src/problem/read.ts';
import { solve } from '../../src/solver/solve.ts';

const good = { loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };

test.each([
  [{ lambda: -1 }, 'lambda is -1; allowed is a number from 0 on.'],
  [{ lambda: Number.NaN }, 'lambda is NaN'],
  [{ penalty: { kind: 'l3' } }, 'penalty is “l3”; allowed are l1, l2, l2-norm, linf, elastic-net'],
  [{ penalty: { kind: 'constructor' } }, 'penalty is “constructor”'],
  [{ form: 'bound' }, 'form is “bound”; allowed are penalty and constraint.'],
  [{ form: 'constraint' }, 'budget is nothing'],
  [{ loss: { ...good.loss, curvature: [[1, 2], [2, 1]] } }, 'bends downward'],
  [{ loss: { ...good.loss, curvature: [[1, 2], [3, 9]] } }, 'not symmetric'],
  [{ loss: { ...good.loss, minimizer: [1] } }, 'minimizer is [1]'],
  [{ loss: { kind: 'squared', X: [[1, 2]], y: [] } }, '1 rows X and 0 targets'],
  [{ loss: { kind: 'squared', X: [[1, null]], y: [1] } }, 'Row 1 of X is [1,null]'],
  [{ loss: 'cubic' }, 'loss is “cubic”; allowed are quadratic, squared, logistic'],
  [{ loss: { kind: 'logistic', X: [[1, 2]], y: [0] } }, 'Value 1 of y is 0; allowed for logistic are the labels −1 and 1'],
  [{ loss: { kind: 'poisson', X: [[1, 2]], y: [-1] } }, 'Value 1 of y is -1; allowed for poisson is a count from 0 on.'],
  [{ loss: { kind: 'hinge', X: [[1, 2], [2, 1]], y: [1, 1], intercept: true } }, 'All labels are 1; with an intercept'],
  [{ loss: { kind: 'huber', X: [[1, 2]], y: [1], delta: 0 } }, 'the delta 0; allowed is a number above 0'],
  [{ loss: { kind: 'squared', X: [[1, 2]], y: [1], weights: [0] } }, 'The sample weights are [0]; allowed are 1 numbers from 0 on, not all 0.'],
  [{ loss: 'formula: x +' }, 'The formula “x +” has the end'],
  [{ loss: 'formula: x + q' }, 'The name “q” is not known'],
  [{ loss: 'formula: a*x^2 + y^2 where a = two' }, '“a = two” after “where”'],
  [{ penalty: 'lp 0' }, 'penalty lp has 0; allowed is a p from 0.01'],
  [{ penalty: 'lp half' }, '“half” is no number'],
  [{ penalty: 'elastic-net 1.5' }, 'penalty elastic-net has 1.5; allowed is a ratio from 0 to 1.'],
  [{ penalty: 'weighted-l1 0 0' }, 'are two weights from 0 on, not both 0'],
  [{ penalty: 'scad 2' }, 'is a shape above 2, such as 3.7'],
  [{ penalty: { kind: 'group', groups: [[0, 0]] } }, 'are the groups [[0, 1]] or [[0], [1]]'],
])('%j is refused: %s', (change, message) => expect(() => readProblem({ ...good, ...change })).toThrow(message));

test.each([
  ['lp 0.5', { kind: 'lp', p: 0.5 }], ['elastic-net', { kind: 'elastic-net', ratio: 0.5 }], ['weighted-l1 1 2', { kind: 'weighted-l1', weights: [1, 2] }],
  ['scad', { kind: 'scad', shape: 3.7 }], ['mcp 2 0.5', { kind: 'mcp', shape: 2, lambda: 0.5 }], ['group', { kind: 'group', groups: [[0, 1]] }],
  ['formula: abs(theta1) + a*y^2 where a = 2', { kind: 'formula', formula: 'abs(theta1) + a*y^2', parameters: { a: 2 } }],
])('the short form %j', (text, penalty) => expect(readPenalty(text)).toEqual(penalty));

test.each([
  ['rosenbrock 10', { kind: 'rosenbrock', steepness: 10 }], ['himmelblau', { kind: 'himmelblau' }], ['formula: x^2 + y^2', { kind: 'formula', formula: 'x^2 + y^2' }],
])('the short form %j', (text, loss) => expect(readLoss(text)).toEqual(loss));

test('anything at all is a problem that solves, or a complaint', () => {
  const number = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.double({ min: -5, max: 5, noNaN: true }));
  const pair = fc.array(number, { minLength: 2, maxLength: 2 });
  const samples = fc.integer({ min: 1, max: 6 }).chain((n) => fc.record({
    kind: fc.constantFrom('squared', 'logistic', 'huber', 'hinge', 'squared-hinge', 'poisson'), X: fc.array(pair, { minLength: n, maxLength: n }),
    y: fc.array(fc.oneof(fc.constantFrom(-1, 1, 0, 2), number), { minLength: n, maxLength: n }), intercept: fc.boolean(), delta: fc.constantFrom(1, 0.3),
  }));
  const any = fc.oneof(fc.anything(), fc.record({
    loss: fc.oneof(samples, fc.record({ kind: fc.constant('quadratic'), minimizer: fc.array(number, { maxLength: 3 }), curvature: fc.array(pair, { minLength: 2, maxLength: 2 }) })),
    penalty: fc.oneof(fc.constantFrom('l1', 'l2', 'l2-norm', 'linf', 'elastic-net 0.3', 'weighted-l1 0 1', 'lp 0.5', 'lp 1.5', 'group', 'scad', 'mcp', '__proto__'), fc.record({ kind: fc.constantFrom('lp', 'scad', 'elastic-net'), p: number, shape: number, ratio: number })),
    form: fc.constantFrom('penalty', 'constraint'), lambda: number, budget: number,
  }));
  fc.assert(fc.property(any, (value) => {
    try {
      expect(Array.isArray(solve(readProblem(value)).theta)).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(Complaint);
      expect((error as Complaint).message).toMatch(/^[^\n]+\.$/);
    }
  }), { numRuns: 2000 });
});
