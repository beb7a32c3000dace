// What one gesture of a reader changes is one step of a history: from a press to its release, a key and its repetitions, a roll
// of the wheel. One watch serves all figures of a page.

const ROLL_MS = 400; // between two events of one roll of the wheel
const AFTER_MS = 1000; // what a gesture asked may be answered only after it

let count = 0;
let held = 0;
let ended = -Infinity;
let rolled = -Infinity;
let users = 0;

const begin = (): void => { count += 1; held += 1; };
const end = (): void => { held = Math.max(0, held - 1); ended = performance.now(); };
const key = (event: KeyboardEvent): void => {
  if (event.repeat) return;
  held = 0; // a key that was let go over another window is never heard of again
  begin();
};
const roll = (): void => {
  const now = performance.now();
  if (now - rolled > ROLL_MS) count += 1;
  rolled = ended = now;
};
const lost = ({ target }: Event): void => { if (target === window) held = 0; }; // not where only the focus moves on

const EVENTS = [['pointerdown', begin], ['pointerup', end], ['pointercancel', end], ['keydown', key], ['keyup', end], ['wheel', roll], ['blur', lost]] as const;
const OPTIONS = { capture: true, passive: true } as const;

/** Watches the page's gestures. @returns what ends the watch */
export function watchGestures(): () => void {
  users += 1;
  if (users === 1) for (const [name, listen] of EVENTS) addEventListener(name, listen as EventListener, OPTIONS);
  return () => {
    users -= 1;
    if (users === 0) for (const [name, listen] of EVENTS) removeEventListener(name, listen as EventListener, OPTIONS);
  };
}

let stamped = 0;
let of: number | undefined;
let same = false;

/** Orders the steps of all figures of a page: what one gesture changes, or what a script changes at once, has one stamp. */
export function stamp(): number {
  const now = gesture();
  if (now === undefined ? !same : now !== of) stamped += 1;
  of = now;
  same = true;
  queueMicrotask(() => { same = false; });
  return stamped;
}

/** The gesture that what happens now belongs to, by its number; undefined where it is no reader's. */
export const gesture = (): number | undefined => (held > 0 || performance.now() - ended < AFTER_MS ? count : undefined);
