import { property } from 'lit/decorators.js';
import { RegElement } from '../element.ts';
import type { Attributes } from './given.ts';

/** What an author may write on a view, with what it is when nothing is written; `given.ts` reads and checks it. */
export class Authored extends RegElement implements Attributes {
  /**
   * quadratic when not given, or squared with a `src`. Of: `quadratic`, `squared`, `logistic`, `huber 1.345`, `hinge`, `squared-hinge`, `poisson`, `rosenbrock`, `himmelblau`, `formula: …`.
   * @type {'quadratic' | 'squared' | 'logistic' | 'huber 1.345' | 'hinge' | 'squared-hinge' | 'poisson' | 'rosenbrock' | 'himmelblau' | string | Loss}
   */
  @property() loss: unknown;
  /**
   * `l1`, `l2`, `l2-norm`, `linf`, `elastic-net 0.5`, `weighted-l1 1 2`, `lp 0.5`, `group`, `scad 3.7`, `mcp 3`, `formula: …`.
   * @type {'l1' | 'l2' | 'l2-norm' | 'linf' | 'elastic-net 0.5' | 'weighted-l1 1 2' | 'lp 0.5' | 'group' | 'scad 3.7' | 'mcp 3' | string | Penalty}
   */
  @property() penalty: unknown = 'l1';
  /** penalty: min L + λR; constraint: min L subject to R ≤ t. @type {'penalty' | 'constraint'} */
  @property() form = 'penalty';
  /** λ ≥ 0 of the penalty form. */
  @property() lambda: string | number = 0.6;
  /** t ≥ 0 of the constraint form. */
  @property() budget: string | number = 1;
  /** θ̂ of a quadratic loss: `p q`. */
  @property() minimizer: string | readonly number[] = '1.5 0.3';
  /** The matrix of a quadratic loss: `a b c` for [[a, b], [b, c]]. */
  @property() curvature: string | readonly (readonly number[])[] = '1 0.3 1';
  /** The address of a CSV with a header line, for a loss from data. */
  @property() src: string | null | undefined;
  /** The two columns of the CSV that the weights belong to: `bmi s5`. */
  @property() features = '';
  /** The column of the CSV that is predicted. */
  @property() target = 'y';
  /** A column of sample weights. */
  @property() weights: string | null | undefined;
  /** standard: features centred and divided by their population standard deviation; none: only centred. @type {'standard' | 'none'} */
  @property() scaling = 'standard';
  /** Whether a loss from data has an intercept, which is never penalised. */
  @property({ type: Boolean }) intercept = false;
  /** x-low x-high y-low y-high; fitted to the loss when not given. */
  @property() window: string | null | undefined;
  /** The values of the loss at which level lines are drawn, 1 to 64 of them: `1, 2, 4`; evenly spaced for a quadratic when not given. */
  @property() levels: string | readonly number[] | null = null;
  /**
   * The colours of the heatmap: quiet when not given, from `--reg-field-low` to `--reg-field-high`; grey, water, meadow, sand and dusk are sequential too,
   * and balance has two sides.
   * @type {'quiet' | 'grey' | 'water' | 'meadow' | 'sand' | 'dusk' | 'balance'}
   */
  @property() colormap: string | null = null;
  /** gpu: even a software adapter; cpu: never the GPU; nothing: what is faster here. @type {'gpu' | 'cpu' | null} */
  @property() prefer: string | null = null;
}

/** The attributes that make the problem and its window. */
export const GIVEN: ReadonlySet<PropertyKey> = new Set([
  'loss', 'penalty', 'form', 'lambda', 'budget', 'minimizer', 'curvature', 'src', 'features', 'target', 'weights', 'scaling', 'intercept', 'window',
]);
