import { columnsOf } from '../samples/columns.ts';
import { interceptAt } from '../samples/intercept.ts';
import { arrays, predict } from '../samples/moments.ts';
import { SLOPES } from '../samples/slopes.ts';
import type { DataLoss } from '../problem/types.ts';

/** L(θ) of a data loss in f64: the weighted mean of its samples' losses, at the best intercept where it has one. */
export function dataLossFunction(loss: DataLoss): (x: number, y: number) => number {
  const columns = columnsOf(loss);
  const value = SLOPES[columns.kind];
  let near = 0; // the intercept at a neighbour: grids are visited in order
  return (x, y) => {
    if (columns.intercept) near = interceptAt(columns, [x, y], near);
    const { eta, slope, bend } = arrays(columns.n);
    predict(columns, [x, y], near, eta);
    return value(columns, eta, slope, bend);
  };
}

/** The intercept b that is best at θ. */
export function interceptFunction(loss: DataLoss): (x: number, y: number) => number {
  const columns = columnsOf(loss);
  let near = 0;
  return (x, y) => {
    near = interceptAt(columns, [x, y], near);
    return near - columns.mean[0] * x - columns.mean[1] * y; // of the columns as they were given
  };
}
