import type { DataLoss } from '../problem/types.ts';
import { type Known, type Packed, unpackSteps } from './handing.ts';
import type { Asked } from './messages.ts';
import { Queue, type Steps } from './queue.ts';

interface Held { packed: Packed | undefined; loss?: DataLoss }
interface About { readonly loss?: object; readonly problem?: { readonly loss: object } }

/** A loss of samples that the page handed over before. */
function* unpacked(held: Held): Generator<void, DataLoss> {
  const loss = held.loss ?? (yield* unpackSteps(held.packed!));
  held.loss ??= loss; // another question may have been faster: all must have the same value
  held.packed = undefined;
  return held.loss;
}

/**
 * Answers the page's questions in this worker.
 * @param tasks by name, each in resumable steps
 * @param first those that are done at once and to their end
 */
export function answerAll(tasks: Record<string, (input: never) => Steps>, first: readonly string[] = []): void {
  const samples = new Map<number, Held>(); // packed until the first question about them
  const heldAs = (loss: object | undefined) => (loss && 'known' in loss ? samples.get((loss as Known).known)! : undefined);
  const queue = new Queue((message, transfer) => (postMessage as (message: unknown, transfer: Transferable[]) => void)(message, transfer));

  /** A question as it was asked, with its samples in it: those that are there now, even if they are let go before its turn. */
  function whole(input: About): Generator<void, unknown> {
    const own = heldAs(input?.loss), its = heldAs(input?.problem?.loss);
    return (function* () {
      if (own) return { ...input, loss: yield* unpacked(own) };
      return its ? { ...input, problem: { ...input.problem, loss: yield* unpacked(its) } } : input;
    })();
  }

  addEventListener('message', ({ data }: MessageEvent<Asked>) => {
    if ('packed' in data) samples.set(data.packed.id, { packed: data.packed });
    else if ('forget' in data) samples.delete(data.forget);
    else if ('drop' in data) queue.drop(data.drop);
    else {
      const input = whole(data.input as About), { task } = data;
      queue.add(data.id, first.includes(task), (function* () { return yield* tasks[task]!((yield* input) as never); })());
    }
  });
  postMessage('ready');
}
