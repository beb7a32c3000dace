import { evaluateField, type EvaluateTask } from './field/cpu.ts';
import { type Known, type Packed, unpackSteps } from './field/handing.ts';
import { interceptSteps, type InterceptTask } from './field/intercepts.ts';
import { landingSteps, type LandingTask } from './field/landing.ts';
import { Queue, type Steps } from './field/queue.ts';
import type { Asked } from './field/worker.ts';
import { findSteps, type FindTask } from './geometry/find.ts';
import { solvedSteps, type SolveTask } from './geometry/shares/landing-solve.ts';
import type { PaintTask } from './paint/cpu.ts';
import { Painters } from './paint/painters.ts';
import type { DataLoss } from './problem/types.ts';
import './solver/everything.ts';

// The CPU engine's own thread. Pictures first, everything else by turns; each view keeps its painter, and so its samples.

const painters = new Painters();
interface Held { packed: Packed | undefined; loss?: DataLoss }
const samples = new Map<number, Held>(); // packed until the first question about them

/** A loss of samples that the page handed over before. */
function* unpacked(held: Held): Generator<void, DataLoss> {
  const loss = held.loss ?? (yield* unpackSteps(held.packed!));
  held.loss ??= loss; // another question may have been faster: all must have the same value
  held.packed = undefined;
  return held.loss;
}

interface About { readonly loss?: object; readonly problem?: { readonly loss: object } }
const heldAs = (loss: object | undefined) => (loss && 'known' in loss ? samples.get((loss as Known).known)! : undefined);

/** A question as it was asked, with its samples in it: those that are there now, even if they are let go before its turn. */
function whole(input: About): Generator<void, unknown> {
  const own = heldAs(input?.loss), its = heldAs(input?.problem?.loss);
  return (function* () {
    if (own) return { ...input, loss: yield* unpacked(own) };
    return its ? { ...input, problem: { ...input.problem, loss: yield* unpacked(its) } } : input;
  })();
}

async function picture(task: PaintTask, pixels: Uint8ClampedArray<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new ImageData(pixels, task.width, task.height));
}

const tasks: Record<string, (input: never) => Steps> = {
  *paint(task: PaintTask) { return picture(task, yield* painters.paint(task)); },
  close: (view: number) => at(void painters.close(view)),
  evaluate: ({ problem, grid }: EvaluateTask) => evaluateField(problem, grid),
  find: (task: FindTask) => findSteps(task),
  intercepts: (task: InterceptTask) => interceptSteps(task),
  landings: (task: LandingTask) => landingSteps(task),
  solved: (task: SolveTask) => solvedSteps(task),
};

// oxlint-disable-next-line require-yield -- it takes no steps
function* at(value: unknown): Steps { return value; }

const FIRST = ['paint', 'close'];
const queue = new Queue((message, transfer) => (postMessage as (message: unknown, transfer: Transferable[]) => void)(message, transfer));

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if ('packed' in data) samples.set(data.packed.id, { packed: data.packed });
  else if ('forget' in data) samples.delete(data.forget);
  else if ('drop' in data) queue.drop(data.drop);
  else {
    const input = whole(data.input as About), { task } = data;
    queue.add(data.id, FIRST.includes(task), (function* () { return yield* tasks[task]!((yield* input) as never); })());
  }
});
postMessage('ready');
