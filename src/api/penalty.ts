import { readLoss } from '../problem/read-loss.ts';
import { readPenalty } from '../problem/read-penalty.ts';
import type { Loss, Penalty, Problem, Vec2 } from '../problem/types.ts';
import { normalCone as coneAt, type Fan } from '../solver/cone.ts';
import { prox as proximal, type Proximal } from '../solver/prox.ts';
import { lossGradient as gradientOf } from '../solver/solve.ts';
import { readPlane, readPoint } from './read.ts';

const readVec2 = (value: unknown) => readPoint(value, 2) as unknown as Vec2;

/**
 * The proximal map in the plane: all global minimisers of ½‖θ − v‖² + step·R(θ), in closed form or, for lp, to rounding.
 * @param penalty plain JSON or the short form (`'lp 0.5'`); every named one
 * @param v two finite numbers
 * @param step ≥ 0
 * @param lambda λ of SCAD and MCP where the penalty has none of its own; 1 when neither is given
 * @throws Complaint for what cannot be read, and for a typed formula, which has no closed form. Source: Parikh and Boyd (2014),
 * "Proximal Algorithms"
 */
export const prox = (penalty: Penalty, v: Vec2, step: number, lambda?: number): Proximal => proximal(readPenalty(penalty), readVec2(v), step, lambda);

/**
 * The forces that R can hold at θ: λ∂R in penalty form, the normal cone of {R ≤ t} in constraint form. −∇L lies in it just
 * where θ is stationary.
 * @param problem of the plane, plain JSON, as for `solve`; its loss does not matter
 * @param theta two finite numbers; zeros and ties count only where they are exact
 * @throws Complaint for what cannot be read. Source: Rockafellar and Wets, "Variational Analysis", 6, 8 and 10
 */
export const normalCone = (problem: Problem, theta: Vec2): Fan => coneAt(readPlane(problem, 'a cone'), readVec2(theta));

/**
 * ∇L at θ, for a loss of the plane; at a kink one of the one-sided gradients, and with an intercept that of min over b.
 * @param loss plain JSON or the short form of one without data
 * @param theta two finite numbers
 * @throws Complaint for what cannot be read
 */
export const lossGradient = (loss: Loss, theta: Vec2): Vec2 => gradientOf(readLoss(loss), readVec2(theta));
