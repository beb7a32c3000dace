import { lossFunction } from '../field/evaluate.ts';
import type { Table } from '../problem/formulas.ts';
import type { Window } from '../problem/grid.ts';
import { isData, stateLoss } from '../problem/losses.ts';
import type { Loss } from '../problem/types.ts';

const SIDES = [129, 65, 33]; // from fine to coarse
const MOST_TERMS = 2e7; // sample losses: a second or less

/** The table of a loss that only a sum over samples gives, as fine as its samples allow; none for a loss with a formula. */
export function tableOf(loss: Loss, window: Window): Table | undefined {
  if (!isData(loss) || stateLoss(loss)) return undefined;
  const side = SIDES.find((count) => count * count * loss.y.length <= MOST_TERMS) ?? SIDES.at(-1)!;
  const value = lossFunction(loss), { x, y } = window;
  const [dx, dy] = [(x[1] - x[0]) / (side - 1), (y[1] - y[0]) / (side - 1)];
  const values = new Float32Array((side + 2) ** 2);
  for (let row = -1, at = 0; row <= side; row += 1) for (let column = -1; column <= side; column += 1, at += 1) values[at] = value(x[0] + column * dx, y[0] + row * dy);
  return { id: 0, window, columns: side, rows: side, values };
}
