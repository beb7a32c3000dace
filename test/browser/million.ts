import type { DataLoss } from '../../src/problem/types.ts';

const ROWS = 1_000_000, BLOCK = 20_000;

/** Samples in the plane with a known truth (1.2, 0.5), made block by block so that making them holds nothing up. */
export async function million(kind: 'logistic' | 'squared', rows = ROWS): Promise<DataLoss> {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const X: (readonly [number, number])[] = [], y: number[] = [];
  for (let from = 0; from < rows; from += BLOCK) {
    for (let i = from; i < Math.min(rows, from + BLOCK); i += 1) {
      const p = 2 * (random() + random() + random()) - 3, q = 0.4 * p + 2 * (random() + random()) - 2, eta = 1.2 * p + 0.5 * q;
      X.push([p, q]);
      y.push(kind === 'squared' ? eta + random() - 0.5 : random() < 1 / (1 + Math.exp(-eta)) ? 1 : -1);
    }
    await new Promise((resolve) => { setTimeout(resolve, 0); });
  }
  return { kind, X, y };
}

/** The page's next frame: what a call has caused at once is over. */
export const frame = () => new Promise<void>((resolve) => { requestAnimationFrame(() => setTimeout(resolve, 0)); });
