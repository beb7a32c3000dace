// No canvas measures text in Node. Widths are those of DejaVu Sans, the widest letters in common use for figures, in thousandths
// of the size of type: Segoe UI, Helvetica, Roboto and San Francisco set the same text in less, so what fits here fits there.
const CLASSES: readonly (readonly [letters: string, thousandths: number])[] = [
  ['ijlI.,:;\'|! ', 340], ['ftr()[]/"₁₂₃²³*·', 430], ['EFJL', 640], ['¼½¾', 970], ['mwMW%—', 990], ['=+−<>≤≥∞≈→', 840], ['∇ΣΩ', 700],
];
const WIDTHS = new Map(CLASSES.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)));
const LETTER = 640, CAPITAL = 780, OTHER = 1000;
const BOLD = 1.12;

const widthOf = (letter: string): number =>
  WIDTHS.get(letter) ?? (/[\p{Lu}]/u.test(letter) ? CAPITAL : /[a-z0-9\p{Script=Greek}\p{Script=Latin}\-_]/u.test(letter) ? LETTER : OTHER);

/** An upper estimate of the width of a text in pixels, in any common sans serif. */
export function estimate(text: string, size: number, weight = 400): number {
  let sum = 0;
  for (const letter of text) sum += widthOf(letter);
  return (sum * size * (weight > 500 ? BOLD : 1)) / 1000;
}
