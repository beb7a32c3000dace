interface Pixels { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

const EDGE = 24; // how far the edge of one line may be shaded apart on two engines, of 255

/**
 * Two pictures are equal when they differ by ≤ 2/255 away from lines and lines lie within 1 px.
 * @returns how many pixels differ by more than 2/255, and how many of them no pixel of the other picture within 1 px matches
 */
export function strays(one: Pixels, other: Pixels): { differing: number; wrong: number } {
  const { width, height } = one;
  const apart = (a: number, b: number) => Math.max(...[0, 1, 2].map((part) => Math.abs(one.data[4 * a + part]! - other.data[4 * b + part]!)));
  let differing = 0, wrong = 0;
  for (let y = 1; y < height - 1; y += 1) for (let x = 1; x < width - 1; x += 1) {
    const at = y * width + x;
    if (apart(at, at) <= 2) continue;
    differing += 1;
    if (![-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => apart(at, at + dy * width + dx) <= EDGE))) wrong += 1;
  }
  return { differing, wrong };
}
