import { readColour, type Rgba } from '../../paint/colour.ts';
import { rampNamed, type ColourMapName } from '../../paint/colour-maps.ts';
import type { Picture } from '../../paint/picture.ts';

/** The field canvas's colours as they stand in the style sheet now. */
export interface Colours extends Pick<Picture, 'ramp' | 'line'> { readonly key: string; readonly low: Rgba; readonly high: Rgba }

/** Reads them from a probe element that wears the roles; the same object while they have not changed. */
export function colours(probe: Element, kept: Colours | undefined): Colours {
  const { color, backgroundColor, borderTopColor } = getComputedStyle(probe);
  const key = `${color} ${backgroundColor} ${borderTopColor}`;
  if (kept?.key === key) return kept;
  const low = readColour(color), high = readColour(backgroundColor);
  return { key, low, high, ramp: rampNamed('quiet', low, high), line: readColour(borderTopColor) };
}

/** The steps of a map in these colours' theme; the same object for the same map, which an engine then need not take over anew. */
export const rampIn = ({ low, high, ramp }: Colours, map: ColourMapName): Picture['ramp'] => (map === 'quiet' ? ramp : rampNamed(map, low, high));
