import { rows } from '../formula/rows.ts';
import { slopeTree, THETA, treeOf, type Stated } from './stated.ts';

/**
 * A stated function of θ, or its derivative by x or y, at all `columns` of a row, for one row after the other; see `rows`.
 * @returns the row at its y, in an array that the next row overwrites
 */
export function rowsOf(stated: Stated, columns: Float64Array<ArrayBuffer>, by?: 'x' | 'y'): (y: number) => Float64Array<ArrayBuffer> {
  const tree = treeOf(stated);
  return rows(by ? slopeTree(tree, by) : tree, [...THETA, ...stated.names], stated.values, columns);
}
