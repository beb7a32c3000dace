/** √(x² + y²) without overflow; several times as fast as Math.hypot, which a secular root asks for at every step. */
export function length(x: number, y: number): number {
  const square = x * x + y * y;
  if (square > 1e-280 && square < 1e300) return Math.sqrt(square);
  const large = Math.max(Math.abs(x), Math.abs(y));
  if (large === 0 || large === Infinity) return large;
  return large * Math.sqrt((x / large) ** 2 + (y / large) ** 2);
}
