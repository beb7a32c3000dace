/** Runs resumable steps to their end at once. */
export function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Rows that are read or summed in one go: well under a millisecond, and what they need stays in the nearest memory. Each block has a sum
 * of its own, so that the rounding of a million rows is that of a block and of the few sums.
 */
export const BLOCK = 8192;

/** Calls `block` with ranges of rows, and yields between them. */
export function* inBlocks(n: number, block: (from: number, to: number) => void): Generator<void, void> {
  for (let from = 0; from < n; from += BLOCK) {
    block(from, Math.min(n, from + BLOCK));
    if (from + BLOCK < n) yield;
  }
}
