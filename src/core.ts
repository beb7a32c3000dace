// The door without DOM. It exports the public API and nothing else; the headings and what they say are those of the API page.

// # Solving
// A problem is plain JSON: a loss, a penalty, a form, and λ or t. A solution is plain values, with its certificate.
export { solve, solveSteps, type Warm } from './api/solve.ts';
export { solveQuadratic, type QuadraticSolution } from './api/quadratic.ts';
export { certify, type Claims } from './api/certify.ts';
export { Complaint } from './problem/complaint.ts';

// # Paths
// All solutions along λ or t, and what corresponds to what.
export { path, pathSteps, type Path, type PathOptions } from './api/path.ts';
export type { Knot } from './api/knots.ts';
/** k-fold cross-validation along a penalty path. */
export type { Validation } from './solver/wide/validate.ts';
export type { BudgetValidation } from './api/validate.ts';
export { budgetMax, budgetOf, lambdaMax, lambdaOf } from './api/correspond.ts';
export type { Correspondence, Pair } from './solver/correspond.ts';

// # The Lagrangian
// Formulas under equalities and inequalities: every candidate, its multipliers and its kind.
export { lagrange, lagrangeSteps } from './solver/lagrange/index.ts';
export type { Constraint as LagrangeConstraint, Question as LagrangeQuestion } from './solver/lagrange/index.ts';
/** All that is known of a question: its candidates, whether they are complete, and the winner. */
export type { Answer as LagrangeAnswer } from './solver/lagrange/index.ts';
export type { Candidate, Check as CandidateCheck, Kind as CandidateKind } from './solver/lagrange/index.ts';
export type { Curve as CandidateCurve, Singular as SingularPoint, Unresolved as UnresolvedBox, Winner as LagrangeWinner } from './solver/lagrange/index.ts';

// # Geometry
// What a penalty does at one point.
export { lossGradient, normalCone, prox } from './api/penalty.ts';
export type { Fan } from './solver/cone.ts';
export type { Proximal } from './solver/prox.ts';

// # Fields
// L and R at every node of a grid, on either engine.
export { crossCheck, evaluate } from './api/field.ts';
export { cpuEngine } from './field/cpu.ts';
export { workerUrl } from './field/worker.ts';
export { gpuEngine } from './field/gpu.ts';
export { NoGpu } from './gpu/device.ts';
export { gpuStopwatch, type GpuPass } from './gpu/stopwatch.ts';
/** How far the fields of two engines lie apart, as a share of what rounding explains. */
export type { CrossCheck } from './field/cross-check.ts';
export type { Deviation } from './field/cross-check.ts';
export type { Engine } from './field/engine.ts';
export type { Watch } from './field/messages.ts';
export type { Field, Grid, Window } from './problem/grid.ts';

// # Pictures
// A figure without a page.
export { renderSvg, type RenderOptions } from './api/render.ts';
export type { PrintLayer } from './print/figure.ts';
export type { Palette } from './print/look.ts';
/** What a heatmap or level sets are of. */
export type { Quantity } from './paint/picture.ts';
export type { ColourMapName } from './paint/colour-maps.ts';

// # Other software
// The same problem as others state it.
export { snippet, translate } from './api/convention.ts';
/** A library whose λ is understood. */
export type { Library } from './problem/conventions.ts';
export type { Translation } from './problem/conventions.ts';
/** What a library's estimator is set to: names and values. */
export type { Settings } from './problem/conventions-pair.ts';
/** The language of a script. */
export type { Language } from './problem/snippet-plan.ts';

// # Data
// From the text of a CSV to the samples of a loss.
export { parseCsv, type Table } from './data/csv.ts';
export { samples } from './api/samples.ts';
export type { Design } from './data/standardise.ts';

// # Losses, penalties, problems
// The values that flow through the library. All are immutable and plain JSON.
/** A problem of the plane in one of its two forms. */
export type { Problem } from './problem/types.ts';
export type { ConstraintProblem, PenaltyProblem } from './problem/types.ts';
/** Every loss L of the plane, by its `kind`. */
export type { Loss } from './problem/types.ts';
export type { HimmelblauLoss, HuberLoss, QuadraticLoss, RosenbrockLoss, SampleLoss, Samples, Typed } from './problem/types.ts';
/** Least squares: the mean of (x·θ + b − y)²/2 over samples. */
export type { SquaredLoss } from './problem/types.ts';
/** Every loss that is a mean over samples. */
export type { DataLoss } from './problem/types.ts';
/** Every penalty R of the plane, by its `kind`. */
export type { Penalty } from './problem/types.ts';
export type { ConcavePenalty, ElasticNetPenalty, GroupPenalty, LpPenalty, NormPenalty, WeightedL1Penalty } from './problem/types.ts';
/** θ* of a problem of the plane, all that goes with it, and the certificate of this very point. */
export type { Solution } from './problem/types.ts';
export type { Certificate } from './problem/types.ts';
/** A point or a vector of the plane. */
export type { Vec2 } from './problem/types.ts';
/** A 2 × 2 matrix by rows. */
export type { Matrix2 } from './problem/types.ts';

// # Problems of p weights
// Rows of any other length than two; the same functions take them.
export type { WideLoss, WidePair, WidePenalty, WideProblem, WideWeightedL1 } from './problem/wide.ts';
/** θ* of a problem of p weights, all that goes with it, and the certificate of this very point. */
export type { WideSolution } from './problem/wide.ts';
