import { ordered } from '../../formula/fold.ts';
import { interval, type EvaluateInterval, type Interval } from '../../formula/interval.ts';
import type { FunctionName, Tree } from '../../formula/tree.ts';

type Test = (range: Interval) => boolean;
const positive: Test = ({ low }) => low > 0;
const unsigned: Test = ({ low }) => low >= 0;
const nonzero: Test = ({ low, high }) => low > 0 || high < 0;

const CALLS: Partial<Record<FunctionName, Test>> = { sqrt: unsigned, log: positive, sign: nonzero };

function powerTest(exponent: Tree): Test | undefined {
  if (exponent.kind !== 'number') return positive;
  const { value } = exponent;
  if (Number.isInteger(value)) return value >= 0 ? undefined : nonzero;
  return value > 0 ? unsigned : positive;
}

interface Guard { readonly part: Tree; readonly test: Test }

function guardsOf(tree: Tree): Guard[] {
  if (tree.kind === 'binary') {
    if (tree.operator === '/' && tree.right.kind !== 'number') return [{ part: tree.right, test: nonzero }];
    const test = tree.operator === '^' ? powerTest(tree.right) : undefined;
    return test ? [{ part: tree.left, test }] : [];
  }
  const test = tree.kind === 'call' ? CALLS[tree.name] : undefined;
  return test ? [{ part: (tree as Extract<Tree, { kind: 'call' }>).args[0]!, test }] : [];
}

/**
 * Whether formulas are defined and continuous all over a box: no pole, no jump, no border of a domain inside. Without it
 * slopes prove nothing, for a minimum may lie on such a border, and values may fall without end towards a pole.
 */
export function continuous(trees: readonly Tree[], names: readonly string[]): (box: readonly Interval[]) => boolean {
  const list: { value: EvaluateInterval; test: Test }[] = ordered(trees).flatMap(guardsOf).map(({ part, test }) => ({ value: interval(part, names), test }));
  return (box) => list.every(({ value, test }) => test(value(box)));
}
