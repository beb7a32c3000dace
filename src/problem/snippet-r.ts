import { r } from '../formula/r.ts';
import { MAX_ROWS, numbersOf, type Plan, plain } from './snippet-plan.ts';
import { SAMPLE, type Stated, treeOf } from './stated.ts';
import type { DataLoss } from './types.ts';

const list = (values: readonly number[]) => `c(${values.map(plain).join(', ')})`;

function rows({ X, y, weights }: DataLoss, most = MAX_ROWS): string[] {
  if (y.length > most) {
    return [
      `# The ${y.length} rows of data: a file with the columns x1, x2, y${weights ? ', weight' : ''} under one line of names.`,
      'data <- read.csv("data.csv")', 'X <- as.matrix(data[, 1:2])', 'y <- data[, 3]', ...(weights ? ['weights <- data[, 4]'] : []),
    ];
  }
  return [
    'X <- matrix(c(', X.map(([a, b]) => `  ${plain(a)}, ${plain(b)}`).join(',\n'), '), ncol = 2, byrow = TRUE)', `y <- ${list(y)}`, ...(weights ? [`weights <- ${list(weights)}`] : []),
  ];
}

/** The plain rows of mirrored ones, and the lines that mirror them. */
function mirror(data: DataLoss): string[] {
  if (data.kind !== 'squared' || data.intercept) return rows(data);
  const half = data.y.length / 2;
  const plainRows: DataLoss = { ...data, X: data.X.slice(0, half), y: data.y.slice(0, half), ...(data.weights ? { weights: data.weights.slice(0, half) } : {}) };
  return [...rows(plainRows), 'X <- rbind(X, -X)', 'y <- c(y, -y)', ...(data.weights ? ['weights <- c(weights, weights)'] : [])];
}

function estimator({ library, data }: Plan): string[] {
  const setting = ([key, value]: [string, number | string | boolean]) =>
    `${key} = ${typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : typeof value === 'number' ? plain(value) : key === 'family' ? `"${value}"` : value}`;
  const target = data!.kind === 'logistic' ? 'factor(y)' : 'y';
  return [
    'library(glmnet)', '', ...mirror(data!), '',
    `fit <- glmnet(X, ${target}, ${data!.weights ? 'weights = weights, ' : ''}${Object.entries(library!.settings).map(setting).join(', ')}, thresh = 1e-22, maxit = 1e7)`,
    'theta <- as.numeric(fit$beta)',
  ];
}

/** L with the intercept b minimised away: at its closed form, at the best kink, or by a search between bounds that hold it. */
const INTERCEPT: Readonly<Record<DataLoss['kind'], readonly string[]>> = {
  squared: [],
  poisson: ['  mean_of(eta + log(sum(weights*y)/sum(weights*exp(eta))))'],
  hinge: ['  min(sapply(y - eta, function(b) mean_of(eta + b)))'],
  'squared-hinge': ['  between(function(b) mean_of(eta + b), min(y - eta) - 1, max(y - eta) + 1)$objective'],
  huber: ['  between(function(b) mean_of(eta + b), min(y - eta) - 1, max(y - eta) + 1)$objective'],
  logistic: ['  odds <- log(sum(weights[y > 0])/sum(weights[y < 0]))', '  between(function(b) mean_of(eta + b), odds - max(eta) - 1, odds - min(eta) + 1)$objective'],
};

const formula = (stated: Stated, variables?: readonly string[]) => r(treeOf(stated, variables), numbersOf(stated));

function loss({ loss: stated, sample, data }: Plan): string[] {
  if (stated) return ['loss <- function(x, y) {', `  ${formula(stated)}`, '}'];
  return [
    ...rows(data!), ...(data!.weights ? [] : ['weights <- rep(1, length(y))']), '', 'sample_loss <- function(eta, target) {', `  ${formula(sample!, SAMPLE)}`, '}', '',
    'mean_of <- function(eta) sum((weights*sample_loss(eta, y))[weights > 0])/sum(weights)', '',
    'loss <- function(x1, x2) {', `  eta <- as.numeric(X %*% c(x1, x2))${data!.intercept ? ' # and an intercept, not penalised' : ''}`, ...(data!.intercept ? INTERCEPT[data!.kind] : ['  mean_of(eta)']), '}',
  ];
}

// A search of the plane, and of the lines on which R bends, from the lowest nodes of a grid.
const SEARCH = [
  'between <- function(f, low, high) optimize(f, c(low, high), tol = 1e-13*max(1, abs(low), abs(high)))', '',
  'finite <- function(f, theta) {', '  found <- suppressWarnings(f(theta[1], theta[2]))', '  if (is.finite(found)) found else 1e300', '}', '',
  'best <- function(points, f) points[[which.min(sapply(points, f))]]', '',
];
const DESCENT = (size: number, diagonals: boolean) => [
  'descend <- function(f, theta) {', '  for (i in 1:8) { # a new simplex frees a search that has stuck at a bend', '    found <- optim(theta, f, control = list(reltol = 1e-17, abstol = -Inf, maxit = 4000))$par',
  '    if (f(found) >= f(theta)) break', '    theta <- found', '  }', '  theta', '}', '',
  'candidates <- function(f) {', `  grid <- seq(-${plain(size)}, ${plain(size)}, length.out = 41)`, '  values <- outer(1:41, 1:41, Vectorize(function(i, j) f(c(grid[i], grid[j]))))', '  found <- list(c(0, 0))',
  `  for (u in list(c(1, 0), c(0, 1)${diagonals ? ', c(1, 1), c(1, -1)' : ''})) { # the lines on which R bends`, '    line <- sapply(grid, function(s) f(u*s))', '    for (i in 2:40) if (line[i] <= min(line[i - 1], line[i + 1])) {',
  '      found <- c(found, list(u*between(function(s) f(u*s), grid[i - 1], grid[i + 1])$minimum))', '    }', '  }',
  '  low <- which(outer(1:41, 1:41, Vectorize(function(i, j) values[i, j] < 1e300 &&', '    values[i, j] <= min(values[max(i - 1, 1):min(i + 1, 41), max(j - 1, 1):min(j + 1, 41)]))), arr.ind = TRUE)',
  '  low <- low[order(values[low]), , drop = FALSE]', '  for (k in seq_len(min(8, nrow(low)))) found <- c(found, list(descend(f, grid[low[k, ]])))', '  found', '}', '',
];
// On each ray from a centre of the region the last feasible point; the region is star-shaped about it.
const EDGE = [
  'edge <- function(angle) { # where the ray at this angle leaves the region', '  at <- function(r) centre + r*c(cos(angle), sin(angle))', '  far <- 1',
  '  while (finite(penalty, at(far)) <= t && far < 1e6) far <- 2*far', '  over <- function(r) finite(penalty, at(r)) - t', '  if (over(far) <= 0) return(at(far))', '  if (over(0) >= 0) return(at(0))',
  '  at(uniroot(over, c(0, far), tol = 1e-15, maxiter = 10000)$root)', '}', '',
  'boundary <- function() {', '  angles <- 0:719*pi/360', '  along <- function(angle) finite(loss, edge(angle))', '  values <- sapply(angles, along)', '  found <- list()',
  '  for (i in 1:720) if (values[i] <= min(values[(i - 2) %% 720 + 1], values[i %% 720 + 1])) {',
  '    found <- c(found, list(edge(angles[i]), edge(between(along, angles[i] - pi/360, angles[i] + pi/360)$minimum)))', '  }', '  found', '}', '',
];

function search(plan: Plan): string[] {
  const { penalty, amount, size, diagonals, star } = plan;
  const head = [...loss(plan), '', 'penalty <- function(x, y) {', `  ${formula(penalty)}`, '}', '', ...SEARCH, ...DESCENT(size, diagonals)];
  if ('weight' in amount) {
    return [...head, 'objective <- function(theta) {', `  finite(function(x, y) loss(x, y) + ${plain(amount.weight)}*penalty(x, y), theta)`, '}', '', 'theta <- best(candidates(objective), objective)'];
  }
  return [
    ...head, `t <- ${plain(amount.budget)}`, ...(star ? ['centre <- c(0, 0)'] : ['centre <- best(candidates(function(p) finite(penalty, p)), function(p) finite(penalty, p)) # the region has to be star-shaped about it']), '',
    ...EDGE, 'inside <- Filter(function(p) finite(penalty, p) <= t, candidates(function(p) finite(loss, p)))', 'theta <- best(c(inside, boundary()), function(p) finite(loss, p))',
  ];
}

/** The script of a plan in R: glmnet, or base R alone. */
export function rScript(plan: Plan): string {
  return [...plan.notes.map((note) => `# ${note}`), ...(plan.library ? estimator(plan) : search(plan)), 'cat("theta:", format(theta, digits = 15), "\\n")', ''].join('\n');
}
