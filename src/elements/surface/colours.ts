import { ramp, readColour } from '../../paint/colour.ts';
import type { Picture } from '../../paint/picture.ts';

/** The field canvas's colours as they stand in the style sheet now. */
export interface Colours extends Pick<Picture, 'ramp' | 'line'> { readonly key: string }

/** Reads them from a probe element that wears the roles; the same object while they have not changed. */
export function colours(probe: Element, kept: Colours | undefined): Colours {
  const { color, backgroundColor, borderTopColor } = getComputedStyle(probe);
  const key = `${color} ${backgroundColor} ${borderTopColor}`;
  return kept?.key === key ? kept : { key, ramp: ramp(readColour(color), readColour(backgroundColor)), line: readColour(borderTopColor) };
}
