import { python } from '../formula/python.ts';
import { MAX_ROWS, numbersOf, type Plan, plain } from './snippet-plan.ts';
import { SAMPLE, type Stated, treeOf } from './stated.ts';
import type { DataLoss } from './types.ts';

// How each estimator, or its solver, is brought to the last digits.
const EXACT: Readonly<Record<string, readonly string[]>> = {
  Lasso: ['tol=1e-15', 'max_iter=1000000'], ElasticNet: ['tol=1e-15', 'max_iter=1000000'], Ridge: ["solver='svd'"],
  'newton-cg': ['tol=1e-10', 'max_iter=1000'], saga: ['tol=1e-12', 'max_iter=1000000', 'random_state=0'], PoissonRegressor: ["solver='newton-cholesky'", 'tol=1e-12', 'max_iter=10000'],
  LinearSVC: ['tol=1e-12', 'max_iter=10000000', 'random_state=0'], SVC: ['tol=1e-12'], LinearRegression: [],
};

const value = (setting: number | string | boolean): string =>
  (typeof setting === 'string' ? `'${setting}'` : typeof setting === 'boolean' ? (setting ? 'True' : 'False') : setting === Infinity ? "float('inf')" : plain(setting));

function rows({ X, y, weights }: DataLoss): string[] {
  if (y.length > MAX_ROWS) {
    return [
      `# The ${y.length} rows of data: a file with the columns x1, x2, y${weights ? ', weight' : ''} under one line of names.`,
      "data = np.loadtxt('data.csv', delimiter=',', skiprows=1, ndmin=2)", 'X, y = data[:, :2], data[:, 2]', ...(weights ? ['weights = data[:, 3]'] : []),
    ];
  }
  const list = (values: readonly number[]) => `np.array([${values.map(plain).join(', ')}], dtype=float)`;
  return ['X = np.array([', ...X.map(([a, b]) => `    [${plain(a)}, ${plain(b)}],`), '], dtype=float)', `y = ${list(y)}`, ...(weights ? [`weights = ${list(weights)}`] : [])];
}

function estimator({ library, data }: Plan): string[] {
  const { estimator: name, settings } = library!;
  const args = [...Object.entries(settings).map(([key, setting]) => `${key}=${value(setting)}`), ...EXACT[String(settings.solver ?? name)]!];
  return [
    'import numpy as np', `from sklearn.${name.endsWith('SVC') ? 'svm' : 'linear_model'} import ${name}`, '', ...rows(data!), '',
    `model = ${name}(${args.join(', ')})`, `model.fit(X, y${data!.weights ? ', sample_weight=weights' : ''})`, 'theta = model.coef_.ravel()',
  ];
}

/** L with the intercept b minimised away: at its closed form, at the best kink, or by a search between bounds that hold it. */
const INTERCEPT: Readonly<Record<DataLoss['kind'], readonly string[]>> = {
  squared: [],
  poisson: ['    b = math.log(np.dot(weights, y)/np.dot(weights, np.exp(eta)))', '    return mean(eta + b)'],
  hinge: ['    return min(mean(eta + b) for b in y - eta)'],
  'squared-hinge': ['    return between(lambda b: mean(eta + b), min(y - eta) - 1, max(y - eta) + 1)[0]'],
  huber: ['    return between(lambda b: mean(eta + b), min(y - eta) - 1, max(y - eta) + 1)[0]'],
  logistic: ['    odds = math.log(weights[y > 0].sum()/weights[y < 0].sum())', '    return between(lambda b: mean(eta + b), odds - max(eta) - 1, odds - min(eta) + 1)[0]'],
};

const formula = (stated: Stated, variables?: readonly string[]) => python(treeOf(stated, variables), numbersOf(stated));

function loss({ loss: stated, sample, data }: Plan): string[] {
  if (stated) return ['def loss(x, y):', `    return ${formula(stated)}`];
  return [
    ...rows(data!), ...(data!.weights ? ['X, y, weights = X[weights > 0], y[weights > 0], weights[weights > 0]'] : ['weights = np.ones(len(y))']), "np.seterr(all='ignore') # what overflows is infinite", '',
    'def sample(eta, target, max=np.maximum, min=np.minimum, math=np): # of arrays', `    return ${formula(sample!, SAMPLE)}`, '',
    'def mean(eta):', '    return np.dot(weights, sample(eta, y))/weights.sum()', '',
    'def loss(x1, x2):', `    eta = X @ [x1, x2]${data!.intercept ? ' # and an intercept, not penalised' : ''}`, ...(data!.intercept ? INTERCEPT[data!.kind] : ['    return mean(eta)']),
  ];
}

// A search of the plane, and of the lines on which R bends, from the lowest nodes of a grid.
const SEARCH = [
  'def between(f, low, high):', "    found = minimize_scalar(f, bounds=(low, high), method='bounded', options={'xatol': 1e-13*max(1, abs(low), abs(high))})",
  '    return found.fun, found.x', '',
  'def finite(f, theta):', '    try:', '        found = f(float(theta[0]), float(theta[1]))', '    except (ArithmeticError, ValueError):', '        return math.inf',
  '    return math.inf if isinstance(found, complex) or math.isnan(found) else float(found)', '',
];
const DESCENT = (size: number, diagonals: boolean) => [
  'def descend(f, theta):', '    for _ in range(8): # a new simplex frees a search that has stuck at a bend',
  "        found = minimize(f, theta, method='Nelder-Mead', options={'xatol': 1e-12, 'fatol': 1e-16, 'maxiter': 4000}).x",
  '        if f(found) >= f(theta):', '            break', '        theta = found', '    return theta', '',
  'def candidates(f):', `    grid = np.linspace(-${plain(size)}, ${plain(size)}, 41)`, '    values = np.array([[f((x, y)) for y in grid] for x in grid])',
  '    low = [(values[i, j], grid[i], grid[j]) for i in range(41) for j in range(41)',
  '           if math.isfinite(values[i, j]) and values[i, j] <= values[max(i - 1, 0):i + 2, max(j - 1, 0):j + 2].min()]',
  '    yield (0.0, 0.0)', `    for u in [(1, 0), (0, 1)${diagonals ? ', (1, 1), (1, -1)' : ''}]: # the lines on which R bends`, '        line = [f((u[0]*s, u[1]*s)) for s in grid]',
  '        for i in range(1, 40):', '            if line[i] <= min(line[i - 1], line[i + 1]):',
  '                s = between(lambda s: f((u[0]*s, u[1]*s)), grid[i - 1], grid[i + 1])[1]', '                yield (u[0]*s, u[1]*s)',
  '    for _, x, y in sorted(low)[:8]:', '        yield tuple(descend(f, (x, y)))', '',
];
// On each ray from a centre of the region the last feasible point; the region is star-shaped about it.
const EDGE = [
  'def edge(angle): # where the ray at this angle leaves the region', '    at = lambda r: (centre[0] + r*math.cos(angle), centre[1] + r*math.sin(angle))', '    far = 1.0',
  '    while finite(penalty, at(far)) <= t and far < 1e6:', '        far *= 2', '    over = lambda r: min(finite(penalty, at(r)), 1e300) - t',
  '    return at(far if over(far) <= 0 else brentq(over, 0, far, xtol=1e-15) if over(0) < 0 else 0)', '',
  'def boundary():', '    angles = np.arange(720)*math.pi/360', '    values = [finite(loss, edge(angle)) for angle in angles]',
  '    for i in range(720):', '        if values[i] <= min(values[i - 1], values[(i + 1) % 720]):', '            yield edge(angles[i])',
  '            yield edge(between(lambda a: finite(loss, edge(a)), angles[i] - math.pi/360, angles[i] + math.pi/360)[1])', '',
];

function search(plan: Plan): string[] {
  const { penalty, amount, size, diagonals, star } = plan;
  const head = ['import math', 'import numpy as np', `from scipy.optimize import ${'budget' in amount ? 'brentq, ' : ''}minimize, minimize_scalar`, '', ...loss(plan), '', 'def penalty(x, y):', `    return ${formula(penalty)}`, ''];
  const tools = [...SEARCH, ...DESCENT(size, diagonals)];
  if ('weight' in amount) {
    return [...head, ...tools, 'def objective(theta):', `    return finite(lambda x, y: loss(x, y) + ${plain(amount.weight)}*penalty(x, y), theta)`, '', 'theta = min(candidates(objective), key=objective)'];
  }
  return [
    ...head, ...tools, `t = ${plain(amount.budget)}`, ...(star ? ['centre = (0.0, 0.0)'] : ['centre = min(candidates(lambda p: finite(penalty, p)), key=lambda p: finite(penalty, p)) # the region has to be star-shaped about it']), '',
    ...EDGE, 'inside = [p for p in candidates(lambda p: finite(loss, p)) if finite(penalty, p) <= t]', 'theta = min([*inside, *boundary()], key=lambda p: finite(loss, p))',
  ];
}

/** The script of a plan in Python 3: scikit-learn 1.2 or newer, or scipy. */
export function pythonScript(plan: Plan): string {
  return [...plan.notes.map((note) => `# ${note}`), ...(plan.library ? estimator(plan) : search(plan)), "print('theta:', *(float(v) for v in theta))", ''].join('\n');
}
