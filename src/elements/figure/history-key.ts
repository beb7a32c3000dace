import type { Way } from './history.ts';

/** Ctrl+Z and Ctrl+Shift+Z (Meta on a Mac), and Ctrl+Y; a field for text keeps its own. @returns which of the two they ask for */
export function historyKey(event: KeyboardEvent): Way | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const own = event.composedPath()[0];
  if (own instanceof HTMLTextAreaElement || (own instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'button'].includes(own.type)) || (own instanceof HTMLElement && own.isContentEditable)) return undefined;
  const key = event.key.toLowerCase();
  return key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' && !event.shiftKey ? 'redo' : undefined;
}
