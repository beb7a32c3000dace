import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormulaError } from '../../src/formula/parse.ts';
import { Complaint } from '../../src/problem/complaint.ts';
import { snippet } from '../../src/problem/snippet.ts';
import type { DataLoss, Penalty, Problem, Vec2 } from '../../src/problem/types.ts';
import { solve } from '../../src/solver/solve.ts';
import { problems } from '../problems.ts';

const golden = JSON.parse(readFileSync(new URL('../references/conventions.json', import.meta.url), 'utf8'));
interface Case {
  readonly library: string; readonly loss: string; readonly penalty: Penalty; readonly intercept: boolean; readonly weighted: boolean; readonly lambda: number;
  readonly estimator: string; readonly settings: Readonly<Record<string, number | string | boolean>>;
}
const quadratic = { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] } as const;
const rows = (kind: DataLoss['kind'], more: object = {}): DataLoss => ({ kind, X: [[1, 2], [3, -1], [0, 1], [-2, 0.5]], y: [1, -1, 1, -1], ...more }) as DataLoss;

describe('a library’s estimator', () => {
  test('the default problem, Python', () => {
    const problem: Problem = { loss: quadratic, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 };
    expect(snippet(problem, 'python', solve(problem))).toMatchInlineSnapshot(`
      "# Minimise L + 0.6 R, where L is a quadratic and R is Σ|θᵢ|.
      # Lasso minimises the same weighted mean of r²/2 plus alpha Σ|θᵢ|.
      # The rows below are the equivalent least squares: XᵀX/n is the curvature and Xθ̂ = y.
      # The figure shows θ = (0.9900000000000001, 0).
      import numpy as np
      from sklearn.linear_model import Lasso

      X = np.array([
          [1.4142135623730951, 0.42426406871192845],
          [0, 1.3490737563232043],
      ], dtype=float)
      y = np.array([2.2485995641732215, 0.40472212689696124], dtype=float)

      model = Lasso(alpha=0.6, fit_intercept=False, tol=1e-15, max_iter=1000000)
      model.fit(X, y)
      theta = model.coef_.ravel()
      print('theta:', *(float(v) for v in theta))
      "
    `);
  });
  test('the default problem in constraint form, R', () => {
    const problem: Problem = { loss: quadratic, penalty: { kind: 'l1' }, form: 'constraint', budget: 0.99 };
    expect(snippet(problem, 'r', solve(problem))).toMatchInlineSnapshot(`
      "# Minimise L subject to R ≤ 0.99, where L is a quadratic and R is Σ|θᵢ|.
      # R ≤ 0.99 is reached by L + λR at the multiplier of the solution, λ = 0.6.
      # glmnet minimises the same weighted mean plus lambda (alpha Σ|θᵢ| + (1 − alpha)/2 Σθᵢ²).
      # The rows below are the equivalent least squares: XᵀX/n is the curvature and Xθ̂ = y.
      # The mirror image of every row changes nothing, and keeps columns from being constant and y from having a mean.
      # The figure shows θ = (0.99, 0).
      library(glmnet)

      X <- matrix(c(
        1.4142135623730951, 0.42426406871192845,
        0, 1.3490737563232043
      ), ncol = 2, byrow = TRUE)
      y <- c(2.2485995641732215, 0.40472212689696124)
      X <- rbind(X, -X)
      y <- c(y, -y)

      fit <- glmnet(X, y, lambda = 0.6, family = "gaussian", alpha = 1, standardize = FALSE, intercept = FALSE, thresh = 1e-22, maxit = 1e7)
      theta <- as.numeric(fit$beta)
      cat("theta:", format(theta, digits = 15), "\\n")
      "
    `);
  });
  test('classes with weights and an intercept, Python', () => {
    const problem: Problem = { loss: rows('logistic', { weights: [1, 2, 0, 1], intercept: true }), penalty: { kind: 'elastic-net', ratio: 0.5 }, form: 'penalty', lambda: 0.1 };
    expect(snippet(problem, 'python')).toMatchInlineSnapshot(`
      "# Minimise L + 0.1 R, where L is the logistic loss and R is the elastic net.
      # LogisticRegression minimises C Σ wℓ plus l1_ratio Σ|θᵢ| + (1 − l1_ratio)/2 Σθᵢ²: C = 1/(λ Σw).
      import numpy as np
      from sklearn.linear_model import LogisticRegression

      X = np.array([
          [1, 2],
          [3, -1],
          [0, 1],
          [-2, 0.5],
      ], dtype=float)
      y = np.array([1, -1, 1, -1], dtype=float)
      weights = np.array([1, 2, 0, 1], dtype=float)

      model = LogisticRegression(C=2.5, penalty='elasticnet', l1_ratio=0.5, fit_intercept=True, solver='saga', tol=1e-12, max_iter=1000000, random_state=0)
      model.fit(X, y, sample_weight=weights)
      theta = model.coef_.ravel()
      print('theta:', *(float(v) for v in theta))
      "
    `);
  });

  // The numbers in the text are those of the references.
  const cases: readonly Case[] = golden.cases;
  test.each(cases.filter(({ library }) => library !== 'statsmodels').map((one) => [`${one.library} ${one.loss}${one.intercept ? ' + b' : ''}${one.weighted ? ', weights' : ''}, ${one.penalty.kind}, λ = ${one.lambda}`, one] as const))('%s', (_, one) => {
    const loss = { kind: one.loss, X: golden.X, y: golden.targets[one.loss.endsWith('hinge') ? 'logistic' : one.loss], ...(one.weighted ? { weights: golden.weights } : {}), ...(one.intercept ? { intercept: true } : {}) } as DataLoss;
    const { estimator, settings } = one;
    const text = snippet({ loss, penalty: one.penalty, form: 'penalty', lambda: one.lambda }, one.library === 'glmnet' ? 'r' : 'python');
    const line = text.split('\n').find((candidate) => candidate.startsWith(one.library === 'glmnet' ? 'fit <- glmnet(' : `model = ${estimator}(`))!;
    for (const [key, value] of Object.entries(settings)) {
      const found = new RegExp(`[(, ]${key.replace('.', '\\.')} ?= ?("[^"]*"|'[^']*'|c\\([^)]*\\)|[^,)]+)`).exec(line)?.[1];
      if (typeof value === 'number') expect(Math.abs(Number(found) / (value || 1) - (value ? 1 : 0))).toBeLessThanOrEqual(1e-12);
      else expect(found?.replaceAll(/["']/g, '')).toBe(typeof value === 'string' ? value : one.library === 'glmnet' ? String(value).toUpperCase() : value ? 'True' : 'False');
    }
    expect(line.includes('weights') || text.includes('sample_weight=weights')).toBe(one.weighted);
  });

  test('more than 50 rows are read from a file', () => {
    const loss = { kind: 'squared', X: Array.from({ length: 51 }, (_, i): Vec2 => [i, 1 / (i + 1)]), y: Array.from({ length: 51 }, (_, i) => i % 7), weights: Array.from({ length: 51 }, () => 2) } as const;
    const problem: Problem = { loss, penalty: { kind: 'l2' }, form: 'penalty', lambda: 1 };
    expect(snippet(problem, 'python')).toMatch(/# The 51 rows of data: a file with the columns x1, x2, y, weight .*\ndata = np.loadtxt\('data.csv'/);
    expect(snippet(problem, 'r')).toContain('data <- read.csv("data.csv")');
    expect(snippet({ ...problem, loss: { ...loss, X: loss.X.slice(1), y: loss.y.slice(1), weights: loss.weights.slice(1) } }, 'python')).not.toContain('data.csv');
  });

  test('the constraint form takes the multiplier where it decides the point, and says so', () => {
    const problem: Problem = { loss: quadratic, penalty: { kind: 'l2' }, form: 'constraint', budget: 0.5 };
    const text = snippet(problem, 'python', solve(problem));
    expect(text).toContain('is reached by L + λR at the multiplier of the solution');
    expect(text).toContain('Ridge(');
    expect(snippet(problem, 'python')).toContain('no multiplier is given');
    const flat = snippet({ loss: rows('squared-hinge'), penalty: { kind: 'l1' }, form: 'constraint', budget: 0.5 }, 'python', { theta: [0.3, 0.2], lambda: 0.4 });
    expect(flat).toContain('one multiplier may belong to many budgets');
    expect(flat).toContain('scipy.optimize');
  });
});

describe('a search of the objective', () => {
  test('linf, Python', () => {
    expect(snippet({ loss: quadratic, penalty: { kind: 'linf' }, form: 'penalty', lambda: 0.6 }, 'python')).toMatchInlineSnapshot(`
      "# Minimise L + 0.6 R, where L is a quadratic and R is max|θᵢ|.
      # None of these libraries has the penalty max|θᵢ|.
      import math
      import numpy as np
      from scipy.optimize import minimize, minimize_scalar

      def loss(x, y):
          return (1*(x - 1.5)**2 + 2*0.3*(x - 1.5)*(y - 0.3) + 1*(y - 0.3)**2)/2 + 0

      def penalty(x, y):
          return max(abs(x), abs(y))

      def between(f, low, high):
          found = minimize_scalar(f, bounds=(low, high), method='bounded', options={'xatol': 1e-13*max(1, abs(low), abs(high))})
          return found.fun, found.x

      def finite(f, theta):
          try:
              found = f(float(theta[0]), float(theta[1]))
          except (ArithmeticError, ValueError):
              return math.inf
          return math.inf if isinstance(found, complex) or math.isnan(found) else float(found)

      def descend(f, theta):
          for _ in range(8): # a new simplex frees a search that has stuck at a bend
              found = minimize(f, theta, method='Nelder-Mead', options={'xatol': 1e-12, 'fatol': 1e-16, 'maxiter': 4000}).x
              if f(found) >= f(theta):
                  break
              theta = found
          return theta

      def candidates(f):
          grid = np.linspace(-3, 3, 41)
          values = np.array([[f((x, y)) for y in grid] for x in grid])
          low = [(values[i, j], grid[i], grid[j]) for i in range(41) for j in range(41)
                 if math.isfinite(values[i, j]) and values[i, j] <= values[max(i - 1, 0):i + 2, max(j - 1, 0):j + 2].min()]
          yield (0.0, 0.0)
          for u in [(1, 0), (0, 1), (1, 1), (1, -1)]: # the lines on which R bends
              line = [f((u[0]*s, u[1]*s)) for s in grid]
              for i in range(1, 40):
                  if line[i] <= min(line[i - 1], line[i + 1]):
                      s = between(lambda s: f((u[0]*s, u[1]*s)), grid[i - 1], grid[i + 1])[1]
                      yield (u[0]*s, u[1]*s)
          for _, x, y in sorted(low)[:8]:
              yield tuple(descend(f, (x, y)))

      def objective(theta):
          return finite(lambda x, y: loss(x, y) + 0.6*penalty(x, y), theta)

      theta = min(candidates(objective), key=objective)
      print('theta:', *(float(v) for v in theta))
      "
    `);
  });
  test('the hinge loss in constraint form, R', () => {
    expect(snippet({ loss: rows('hinge', { intercept: true }), penalty: { kind: 'l1' }, form: 'constraint', budget: 0.5 }, 'r')).toMatchInlineSnapshot(`
      "# Minimise L subject to R ≤ 0.5, where L is the hinge loss and R is Σ|θᵢ|.
      # The constraint form is solved as it is: no multiplier is given.
      X <- matrix(c(
        1, 2,
        3, -1,
        0, 1,
        -2, 0.5
      ), ncol = 2, byrow = TRUE)
      y <- c(1, -1, 1, -1)
      weights <- rep(1, length(y))

      sample_loss <- function(eta, target) {
        pmax(0, 1 - target*eta)
      }

      mean_of <- function(eta) sum((weights*sample_loss(eta, y))[weights > 0])/sum(weights)

      loss <- function(x1, x2) {
        eta <- as.numeric(X %*% c(x1, x2)) # and an intercept, not penalised
        min(sapply(y - eta, function(b) mean_of(eta + b)))
      }

      penalty <- function(x, y) {
        abs(x) + abs(y)
      }

      between <- function(f, low, high) optimize(f, c(low, high), tol = 1e-13*max(1, abs(low), abs(high)))

      finite <- function(f, theta) {
        found <- suppressWarnings(f(theta[1], theta[2]))
        if (is.finite(found)) found else 1e300
      }

      best <- function(points, f) points[[which.min(sapply(points, f))]]

      descend <- function(f, theta) {
        for (i in 1:8) { # a new simplex frees a search that has stuck at a bend
          found <- optim(theta, f, control = list(reltol = 1e-17, abstol = -Inf, maxit = 4000))$par
          if (f(found) >= f(theta)) break
          theta <- found
        }
        theta
      }

      candidates <- function(f) {
        grid <- seq(-8, 8, length.out = 41)
        values <- outer(1:41, 1:41, Vectorize(function(i, j) f(c(grid[i], grid[j]))))
        found <- list(c(0, 0))
        for (u in list(c(1, 0), c(0, 1))) { # the lines on which R bends
          line <- sapply(grid, function(s) f(u*s))
          for (i in 2:40) if (line[i] <= min(line[i - 1], line[i + 1])) {
            found <- c(found, list(u*between(function(s) f(u*s), grid[i - 1], grid[i + 1])$minimum))
          }
        }
        low <- which(outer(1:41, 1:41, Vectorize(function(i, j) values[i, j] < 1e300 &&
          values[i, j] <= min(values[max(i - 1, 1):min(i + 1, 41), max(j - 1, 1):min(j + 1, 41)]))), arr.ind = TRUE)
        low <- low[order(values[low]), , drop = FALSE]
        for (k in seq_len(min(8, nrow(low)))) found <- c(found, list(descend(f, grid[low[k, ]])))
        found
      }

      t <- 0.5
      centre <- c(0, 0)

      edge <- function(angle) { # where the ray at this angle leaves the region
        at <- function(r) centre + r*c(cos(angle), sin(angle))
        far <- 1
        while (finite(penalty, at(far)) <= t && far < 1e6) far <- 2*far
        over <- function(r) finite(penalty, at(r)) - t
        if (over(far) <= 0) return(at(far))
        if (over(0) >= 0) return(at(0))
        at(uniroot(over, c(0, far), tol = 1e-15, maxiter = 10000)$root)
      }

      boundary <- function() {
        angles <- 0:719*pi/360
        along <- function(angle) finite(loss, edge(angle))
        values <- sapply(angles, along)
        found <- list()
        for (i in 1:720) if (values[i] <= min(values[(i - 2) %% 720 + 1], values[i %% 720 + 1])) {
          found <- c(found, list(edge(angles[i]), edge(between(along, angles[i] - pi/360, angles[i] + pi/360)$minimum)))
        }
        found
      }

      inside <- Filter(function(p) finite(penalty, p) <= t, candidates(function(p) finite(loss, p)))
      theta <- best(c(inside, boundary()), function(p) finite(loss, p))
      cat("theta:", format(theta, digits = 15), "\\n")
      "
    `);
  });

  test('what a reader typed stands there from its tree alone', () => {
    const problem: Problem = {
      loss: { kind: 'formula', formula: 'os*(x -\n1)^2 +\t y^2 + import_ * lambda', parameters: { os: -2, lambda: 3, import_: 1 } }, penalty: { kind: 'formula', formula: 'abs( x )+abs(theta2)' }, form: 'penalty', lambda: 1,
    };
    expect(snippet(problem, 'python')).toContain('def loss(x, y):\n    return (-2)*(x - 1)**2 + y**2 + 1*3\n\ndef penalty(x, y):\n    return abs(x) + abs(y)\n');
    expect(snippet(problem, 'r')).toContain('loss <- function(x, y) {\n  (-2)*(x - 1)^2 + y^2 + 1*3\n}\n\npenalty <- function(x, y) {\n  abs(x) + abs(y)\n}\n');
    const attack = { ...problem, loss: { kind: 'formula', formula: 'x^2\nimport os' } } as Problem;
    expect(() => snippet(attack, 'python')).toThrow(FormulaError);
    expect(() => snippet({ ...problem, loss: { kind: 'formula', formula: 'a*x^2', parameters: { a: '1); import os' as unknown as number } } } as Problem, 'python')).toThrow(Complaint);
    expect(() => snippet({ loss: { ...rows('squared'), y: ['1], os' as unknown as number, 1, 1, 1] } as DataLoss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 }, 'python')).toThrow(Complaint);
  });

  test('λ of a folded concave penalty stands inside it', () => {
    const text = snippet({ loss: quadratic, penalty: { kind: 'mcp', shape: 3, lambda: 9 }, form: 'penalty', lambda: 0.7 }, 'python');
    expect(text).toContain('Minimise L + R, where L is a quadratic and R is MCP with λ = 0.7 inside.');
    expect(text).toContain('min(abs(x), 3*0.7)*(0.7 - min(abs(x), 3*0.7)/(2*3))');
    expect(text).toContain('loss(x, y) + 1*penalty(x, y)');
  });
});

test('every problem has its scripts: plain lines, no number that is none, and the point named', () => {
  for (const [, problem] of problems()) for (const language of ['python', 'r'] as const) {
    const text = snippet(problem, language, { theta: [0.25, -0.5], lambda: 0.1, unique: false });
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|null/);
    expect(text).toContain('# The figure shows θ = (0.25, -0.5), which is not the only solution.');
    expect(text.endsWith(language === 'python' ? "print('theta:', *(float(v) for v in theta))\n" : 'cat("theta:", format(theta, digits = 15), "\\n")\n')).toBe(true);
  }
});

test('another language is refused', () => {
  expect(() => snippet({ loss: quadratic, penalty: { kind: 'l1' }, form: 'penalty', lambda: 1 }, 'julia' as 'r')).toThrow(Complaint);
});
