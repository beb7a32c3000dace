/** One option of the command line: `--name value`, or `--name` alone where it takes no value. */
export interface Option {
  readonly name: string;
  /** What the value is, in a word; an option without is a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly says: string;
}

// They are named as the attributes of <reg-geometry>, and read by the same doors.

export const PROBLEM: readonly Option[] = [
  { name: 'loss', value: 'loss', says: 'quadratic (the default), rosenbrock, himmelblau, "formula: (x-1)^2 + x*y^2", or with --data: squared (the default then), logistic, "huber 1.345", hinge, squared-hinge, poisson' },
  { name: 'penalty', value: 'penalty', says: 'l1 (the default), l2 (the sum of squares), l2-norm, linf, "elastic-net 0.5", "weighted-l1 1 2", "lp 0.5", group, "scad 3.7", "mcp 3", or "formula: abs(x) + y^2"' },
  { name: 'lambda', value: 'number', says: 'penalty form, min L + lambda R; 0.6 when neither lambda nor budget is given' },
  { name: 'budget', value: 'number', says: 'constraint form, min L subject to R <= budget' },
  { name: 'minimizer', value: 'p,q', says: 'where a quadratic loss is least; 1.5,0.3 when not given' },
  { name: 'curvature', value: 'a,b,c', says: 'the matrix [[a, b], [b, c]] of a quadratic loss; 1,0.3,1 when not given' },
  { name: 'problem', value: 'file', says: 'a whole problem as JSON instead of the options above, as `solve` of reg-geometry/core takes it; - reads it from the input' },
];

export const DATA: readonly Option[] = [
  { name: 'data', value: 'file', says: 'a CSV with a header line; - reads it from the input' },
  { name: 'features', value: 'a,b', says: 'the columns that the weights belong to: two for a figure, any number for solve' },
  { name: 'target', value: 'column', says: 'the column that is predicted; y when not given' },
  { name: 'weights', value: 'column', says: 'a column of sample weights' },
  { name: 'scaling', value: 'standard|none', says: 'standard (the default): features centred and divided by their population standard deviation; none: only centred' },
  { name: 'intercept', says: 'with an intercept, which is never penalised' },
];

export const DRAWING: readonly Option[] = [
  { name: 'output', short: 'o', value: 'file', says: 'figure.svg or figure.png; SVG goes to the output when not given' },
  { name: 'width', value: 'pixels', says: 'from 120 to 4000; 480 when not given' },
  { name: 'height', value: 'pixels', says: 'of picture and caption together; a square picture when not given' },
  { name: 'scale', value: 'factor', says: 'pixels of a PNG for one of the figure, from 0.5 to 8; 2 when not given' },
  { name: 'theme', value: 'light|dark', says: 'light when not given' },
  { name: 'layers', value: 'a,b', says: 'in paint order, of: heatmap, level-sets, constraint-region, axes, argmin, gradients; all but the last when not given' },
  { name: 'window', value: 'a,b,c,d', says: 'what is shown: x from a to b, y from c to d; fitted to the loss when not given' },
  { name: 'digits', value: 'number', says: 'significant digits of the numbers; 4 when not given' },
  { name: 'title', value: 'text', says: 'the accessible name; a sentence with the solution when not given' },
  { name: 'no-caption', says: 'the picture alone' },
];

export const HELP: Option = { name: 'help', short: 'h', says: 'this text' };
