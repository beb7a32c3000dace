import { property } from 'lit/decorators.js';
import { RegElement } from '../element.ts';
import type { Posed } from './question.ts';

/** What an author may write on a Lagrangian explorer; `lagrangian-question.ts` reads and checks it. */
export class LagrangianAttributes extends RegElement implements Posed {
  /** J, a formula of x and y (or theta1, theta2): + − * / ^, abs, sqrt, exp, log, sin, cos, max, min. It may end in “where a = 2”. */
  @property() objective = 'x*y';
  /** g, a formula as J. */
  @property() constraint = 'x^2 + y^2';
  /** k of g = k or g ≤ k. */
  @property() level: string | number = 1;
  /** How g stands to its level. @type {'=' | '<='} */
  @property() relation = '=';
  /** What is sought of J. @type {'maximise' | 'minimise'} */
  @property() sense = 'maximise';
  /** x-low x-high y-low y-high; when not given the square around the origin that holds the curve. */
  @property() window: string | null | undefined;
  /** Numbers of other names in both formulas, as “a = 2, b = 1”. */
  @property() parameters = '';
  /** gpu: even a software adapter; cpu: never the GPU; nothing: what is faster here. @type {'gpu' | 'cpu' | null} */
  @property() prefer: string | null = null;
  /** What the plane shows: `J`, or `lagrangian`, 𝓛 at the probe's λ with the lines where its two slopes vanish. @type {'J' | 'lagrangian'} */
  @property() field = 'J';
  /** own, or none for a picture without fields to type in. @type {'own' | 'none'} */
  @property() controls = 'own';
  /** Where the probe stands, as a share of the curve's length, from 0 to 1; it follows the reader's hand. */
  @property({ type: Number }) probe = 0.06;
}

/** The attributes that make the question. */
export const POSED: ReadonlySet<PropertyKey> = new Set(['objective', 'constraint', 'level', 'relation', 'sense', 'window', 'parameters']);
