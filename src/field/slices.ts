import type { Watch } from './messages.ts';

const BEAT_MS = 200;

/**
 * Runs resumable steps to their end at once.
 * @param beat called every 200 ms that they take, between two steps
 */
export function finish<Result>(steps: Generator<unknown, Result>, beat?: () => void): Result {
  let next = beat ? performance.now() + BEAT_MS : Infinity;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (next === Infinity || performance.now() < next) continue;
    beat!();
    next = performance.now() + BEAT_MS;
  }
}

const SLICE_MS = 6; // leaves most of a frame to the page

/** Lets what waits run. A message, unlike a timer, is not held back by 4 ms when it is sent again and again. */
export const pause = () => new Promise<void>((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(null);
});

/** Runs steps until they are done or the time is over. */
export function runFor<Result>(steps: Generator<unknown, Result>, ms: number): IteratorResult<unknown, Result> {
  const until = performance.now() + ms;
  for (;;) {
    const step = steps.next();
    if (step.done || performance.now() >= until) return step;
  }
}

/**
 * Runs resumable steps in slices on this thread, for where no worker can start.
 * @param watch that nobody waits for it any more, and who hears the parts that steps tell
 * @throws the signal's reason
 */
export async function inSlices<Result>(steps: Generator<unknown, Result>, { signal, told }: Pick<Watch, 'signal' | 'told'> = {}): Promise<Result> {
  for (;;) {
    const { done, value } = runFor(steps, SLICE_MS);
    if (done) return value as Result;
    if (typeof value === 'number') told?.(value);
    await pause();
    signal?.throwIfAborted();
  }
}

const INLINE_MS = 2;

/**
 * Runs steps at once while they are quick, else on in slices.
 * @param stale asked before every slice: whether a newer question made this one void
 * @param done called with the result, before this returns where the steps were quick
 */
export function promptly<Result>(steps: Generator<unknown, Result>, stale: () => boolean, done: (result: Result) => void, failed: (error: unknown) => void): void {
  const slice = (ms: number): void => {
    let step: IteratorResult<unknown, Result>;
    try {
      step = runFor(steps, ms);
    } catch (error) {
      return failed(error);
    }
    if (step.done) return done(step.value);
    void pause().then(() => { if (!stale()) slice(SLICE_MS); });
  };
  slice(INLINE_MS);
}
