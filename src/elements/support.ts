const INDEX = ['₁', '₂'];

/** What the support says, in words: which weights are exactly zero, or that they tie, which L∞ likes as L1 likes zeros. */
export function supportSentence([first, second]: readonly [boolean, boolean], tied = false): string {
  if (!first && !second) return 'both weights are exactly zero';
  if (first && second) return tied ? 'both weights are equally large' : 'both weights stay';
  return `θ${INDEX[first ? 1 : 0]} is exactly zero`;
}
