import { isData } from '../problem/losses.ts';
import type { DataLoss, Loss, Solution, Vec2 } from '../problem/types.ts';
import { momentsAt } from '../samples/moments.ts';

const means = new WeakMap<DataLoss, readonly [number, number, number]>();

/** Weighted means of the two features and the target. */
function meansOf(loss: DataLoss): readonly [number, number, number] {
  const found = means.get(loss);
  if (found) return found;
  const { X, y, weights } = loss;
  const share = (i: number) => weights?.[i] ?? 1;
  let total = 0;
  for (let i = 0; i < y.length; i += 1) total += share(i);
  const mean: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < y.length; i += 1) {
    const part = share(i) / total;
    mean[0] += part * X[i]![0];
    mean[1] += part * X[i]![1];
    mean[2] += part * y[i]!;
  }
  means.set(loss, mean);
  return mean;
}

/** The unpenalised b that belongs to θ: in closed form for least squares, else the root of ∂L/∂b. */
function interceptOf(loss: DataLoss, theta: Vec2): number {
  if (loss.kind !== 'squared') return momentsAt(loss, theta).intercept!;
  const [x, z, y] = meansOf(loss);
  return y - x * theta[0] - z * theta[1];
}

/** A solution with its intercept, where the loss has one that its solver had no need of. */
export const withIntercept = (loss: Loss, solution: Solution): Solution =>
  (isData(loss) && loss.intercept && solution.intercept === undefined ? { ...solution, intercept: interceptOf(loss, solution.theta) } : solution);
