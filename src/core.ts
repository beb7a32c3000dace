/** Everything without DOM: problems, solver, certificates, fields on either engine. Importing it in Node never throws. */
export { budgetMax, budgetOf, lambdaMax, lambdaOf, lossGradient, solve, type Correspondence } from './solver/solve.ts';
export { certify } from './solver/certificate.ts';
export { readProblem } from './problem/read.ts';
export { Complaint } from './problem/complaint.ts';
export { LOSSES, PENALTIES } from './problem/catalogue.ts';
export { parseCsv, type Table } from './data/csv.ts';
export { squaredLoss } from './data/standardise.ts';
export { evaluateField, cpuEngine } from './field/cpu.ts';
export { gpuEngine } from './field/gpu.ts';
export { NoGpu } from './gpu/device.ts';
export type { Engine } from './field/engine.ts';
export type { Field, Grid, Window } from './problem/grid.ts';
export type { Certificate, ConstraintProblem, Loss, Matrix2, Penalty, PenaltyKind, PenaltyProblem, Problem, QuadraticLoss, Solution, SquaredLoss, Vec2 } from './problem/types.ts';
