import { cdp } from 'vitest/browser';

// A mouse and fingers as the browser knows them, with capture, focus and scrolling: not events that call themselves so.
interface Session { send(method: string, parameters?: object): Promise<unknown> }
export const session = () => cdp() as unknown as Session;

export type Place = readonly [number, number];

/** A place of the test's frame as the browser's window has it. */
function outer([x, y]: Place): { x: number; y: number } {
  const frame = window.frameElement?.getBoundingClientRect(), scale = frame ? frame.width / innerWidth : 1;
  return { x: (frame?.left ?? 0) + scale * x, y: (frame?.top ?? 0) + scale * y };
}

export const frames = async (count = 2) => { for (let i = 0; i < count; i += 1) await new Promise(requestAnimationFrame); };

/** The middle of an element, in the frame's pixels. */
export function middle(element: Element): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

const mouse = (type: string, at: Place, more: object = {}) => session().send('Input.dispatchMouseEvent', { type, ...outer(at), ...more });

export async function hover(at: Place): Promise<void> {
  await mouse('mouseMoved', at);
  await frames();
}

/** Presses the mouse at a place, moves it along and lets it go. */
export async function drag(from: Place, way: Place, steps = 5): Promise<void> {
  await mouse('mouseMoved', from);
  await mouse('mousePressed', from, { button: 'left', buttons: 1, clickCount: 1 });
  for (let i = 1; i <= steps; i += 1) {
    await mouse('mouseMoved', [from[0] + (way[0] * i) / steps, from[1] + (way[1] * i) / steps], { button: 'left', buttons: 1 });
    await frames(1);
  }
  await mouse('mouseReleased', [from[0] + way[0], from[1] + way[1]], { button: 'left', clickCount: 1 });
  await frames();
}

const CTRL = 2;

/** @param keys whether Ctrl is held @returns whether the page was scrolled by it */
export async function wheel(at: Place, pixels: number, ctrl = false): Promise<boolean> {
  const before = scrollY;
  await mouse('mouseWheel', at, { deltaX: 0, deltaY: pixels, modifiers: ctrl ? CTRL : 0 });
  await frames(6);
  return scrollY !== before;
}

const touches = (type: string, places: readonly Place[]) => session().send('Input.dispatchTouchEvent', { type, touchPoints: places.map((place, id) => ({ ...outer(place), id })) });

/** Fingers that go down at some places, along and up again. */
export async function fingers(from: readonly Place[], to: readonly Place[], steps = 6): Promise<void> {
  await touches('touchStart', from);
  for (let i = 1; i <= steps; i += 1) {
    await touches('touchMove', from.map(([x, y], at) => [x + ((to[at]![0] - x) * i) / steps, y + ((to[at]![1] - y) * i) / steps] as const));
    await frames(1);
  }
  await touches('touchEnd', []);
  await frames();
}
