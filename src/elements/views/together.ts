import type { Way } from '../figure/history.ts';
import type { View } from './view.ts';

/** Goes one step back or forth in those of the views whose step is next: what one hand did in several of them goes together. @returns whether there was one */
export function goTogether(views: readonly View[], way: Way): boolean {
  const stamps = views.flatMap((view) => view.latest(way) ?? []);
  const next = way === 'undo' ? Math.max(...stamps) : Math.min(...stamps);
  let went = false;
  for (const view of views) if (view.latest(way) === next) went = view[way](went) || went; // of several, one speaks
  return went;
}
