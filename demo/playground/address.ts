import type { RegGeometry } from '../../src/index.ts';

// The page's address: `#fig=…` is read by the figure itself, `show=…` names what stands in it and beside it.

const parts = (): string[] => location.hash.slice(1).split('&').filter(Boolean);

/** What the address asks to be shown; undefined where it says nothing. */
export function shownThere(): string[] | undefined {
  const part = parts().find((piece) => piece.startsWith('show='));
  return part?.slice('show='.length).split(',').filter(Boolean);
}

/**
 * Writes down what the page shows, without a new entry in the browser's history.
 * @returns whether all of it fits: many rows of one's own do not
 */
export function writeDown(figure: RegGeometry, shown: readonly string[]): boolean {
  const { state } = figure, others = parts().filter((piece) => !/^(fig|show)=/.test(piece));
  const hash = [...others, ...(state ? [`fig=${state}`] : []), `show=${shown.join(',')}`].join('&');
  if (hash !== location.hash.slice(1)) history.replaceState(history.state, '', `#${hash}`);
  return state !== '';
}
