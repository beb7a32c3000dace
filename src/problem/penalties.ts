import type { Stated } from './stated.ts';
import type { Penalty, PenaltyKind, Problem } from './types.ts';

// Kinds that share a type are one member of the union, which Extract would drop.
type Of<Kind extends PenaltyKind, P = Penalty> = P extends Penalty ? (Kind extends P['kind'] ? P : never) : never;
type Entry<Kind extends PenaltyKind> = (penalty: Of<Kind>, lambda: number) => Stated;

const plain = (formula: string): (() => Stated) => () => ({ formula, names: [], values: [] });

const bothGroups = ({ groups, weights }: Extract<Penalty, { kind: 'group' }>): readonly number[] =>
  weights ?? groups.map((group) => Math.sqrt(group.length));

/**
 * Every penalty, stated once as a formula of θ = (x, y). A new one is an entry here, its kind in types.ts, and its twin in
 * test/oracles.ts. The second argument is λ, for those that have it inside.
 */
export const PENALTIES: { readonly [Kind in PenaltyKind]: Entry<Kind> } = {
  l1: plain('abs(x) + abs(y)'),
  l2: plain('x^2 + y^2'),
  'l2-norm': plain('sqrt(x^2 + y^2)'),
  linf: plain('max(abs(x), abs(y))'),
  'elastic-net': ({ ratio }) => ({ formula: 'r*(abs(x) + abs(y)) + (1 - r)/2*(x^2 + y^2)', names: ['r'], values: [ratio] }),
  'weighted-l1': ({ weights }) => ({ formula: 'u*abs(x) + v*abs(y)', names: ['u', 'v'], values: weights }),
  lp: ({ p }) => ({ formula: 'abs(x)^p + abs(y)^p', names: ['p'], values: [p] }),
  group: (penalty) => {
    const weights = bothGroups(penalty);
    if (penalty.groups.length === 1) return { formula: 'w*sqrt(x^2 + y^2)', names: ['w'], values: weights };
    const first = penalty.groups[0]![0]!;
    return { formula: 'u*abs(x) + v*abs(y)', names: ['u', 'v'], values: [weights[first]!, weights[1 - first]!] };
  },
  // λ|θ| up to λ, then bending until γλ, then flat: with s the part of |θ| beyond λ, at most (γ − 1)λ.
  scad: ({ shape, lambda }, outer) => ({
    formula: 'l*min(abs(x), l) + l*min(abs(y), l) + (m(x)*(2*(g - 1)*l - m(x)) + m(y)*(2*(g - 1)*l - m(y)))/(2*(g - 1))'
      .replaceAll(/m\((.)\)/g, 'max(0, min(abs($1), g*l) - l)'),
    names: ['l', 'g'], values: [lambda ?? outer, shape],
  }),
  // λ|θ| − θ²/(2γ) up to γλ, then flat.
  mcp: ({ shape, lambda }, outer) => ({
    formula: 'm(x)*(l - m(x)/(2*g)) + m(y)*(l - m(y)/(2*g))'.replaceAll(/m\((.)\)/g, 'min(abs($1), g*l)'),
    names: ['l', 'g'], values: [lambda ?? outer, shape],
  }),
  formula: ({ formula, parameters = {} }) => ({ formula, names: Object.keys(parameters), values: Object.values(parameters) }),
};

/** Whether λ stands inside R, so that the objective of the penalty form is L + R itself. */
export const lambdaInside = ({ kind }: Penalty): boolean => kind === 'scad' || kind === 'mcp';

/** R of a penalty. `lambda` is used by those that have λ inside: the problem's own in penalty form. */
export const statePenalty = (penalty: Penalty, lambda: number): Stated =>
  (PENALTIES[penalty.kind] as Entry<PenaltyKind>)(penalty, lambda);

/**
 * R of a problem and its multiplier in the penalty form's objective L + weight · R: λ, or 1 where λ stands inside R. In
 * constraint form R is fixed and the weight is the multiplier, which only a solution knows.
 */
export function penaltyOf({ penalty, ...rest }: Problem): { readonly stated: Stated; readonly weight: number | undefined } {
  if (rest.form === 'constraint') return { stated: statePenalty(penalty, 1), weight: undefined };
  if (!lambdaInside(penalty)) return { stated: statePenalty(penalty, rest.lambda), weight: rest.lambda };
  const { lambda: _own, ...free } = penalty as Extract<Penalty, { kind: 'scad' | 'mcp' }>;
  return { stated: statePenalty(free, rest.lambda), weight: 1 };
}
