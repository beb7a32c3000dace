const ROUNDS = 300;

/**
 * The root of an increasing function in [low, high] by Newton's steps, bisecting (in the logarithm while the ends lie far
 * apart) where a step leaves the bracket or two of them have not halved it.
 * @param at value and slope at z; the slope guides only
 */
export function increasingRoot(at: (z: number) => readonly [number, number], low: number, high: number, start: number): number {
  let z = start;
  let slack = Infinity; // width of the bracket two rounds ago
  let before = high - low;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [value, slope] = at(z);
    if (value === 0) return z;
    if (value < 0) low = z; else high = z;
    const newton = z - value / slope;
    if (Math.abs(newton - z) <= Number.EPSILON * Math.abs(z)) return z;
    const width = high - low;
    if (width <= 2 * Number.EPSILON * high) return z;
    // Newton's steps from one side shrink the bracket by little, but by ever less of themselves: those are let be.
    const stuck = width > slack / 2 && Math.abs(newton - z) > width / 16;
    const middle = low === 0 ? high / 1024 : high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : low + width / 2;
    z = newton > low && newton < high && !stuck ? newton : middle;
    slack = before;
    before = width;
  }
  return z;
}
