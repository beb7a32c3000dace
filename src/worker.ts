import { evaluateField, type EvaluateTask } from './field/cpu.ts';
import { interceptSteps, type InterceptTask } from './field/intercepts.ts';
import { landingSteps, type LandingTask } from './field/landing.ts';
import type { Word } from './field/worker.ts';
import { solvedSteps, type SolveTask } from './geometry/shares/landing-solve.ts';
import { CpuPainter, type PaintTask } from './paint/cpu.ts';
import { finish as run } from './field/slices.ts';
import { Complaint } from './problem/complaint.ts';

// The CPU engine's own thread. One task at a time, in the order asked; each view keeps its painter, and so its samples.

const painters = new Map<number, CpuPainter>();

// Long work is heard of while it goes on, so that the page can tell it from a worker that hangs.
const finish = <Result>(steps: Generator<void, Result>): Result => run(steps, () => post('beat'));

async function paint({ view, picture, width, height }: PaintTask): Promise<ImageBitmap> {
  let painter = painters.get(view);
  if (!painter) painters.set(view, (painter = new CpuPainter()));
  return createImageBitmap(new ImageData(finish(painter.paint(picture, width, height)), width, height));
}

const tasks: Record<string, (input: never) => unknown> = {
  paint,
  close: (view: number) => void painters.delete(view),
  evaluate: ({ problem, grid }: EvaluateTask) => finish(evaluateField(problem, grid)),
  intercepts: (task: InterceptTask) => finish(interceptSteps(task)),
  landings: (task: LandingTask) => finish(landingSteps(task)),
  solved: (task: SolveTask) => finish(solvedSteps(task)),
};

const movable = (value: unknown): Transferable[] => (typeof ImageBitmap !== 'undefined' && value instanceof ImageBitmap ? [value]
  : typeof value === 'object' && value !== null && 'loss' in value ? Object.values(value).flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : [])) : []);

const post = (message: Word, transfer: Transferable[] = []) => (postMessage as (message: unknown, transfer: Transferable[]) => void)(message, transfer);

addEventListener('message', async ({ data: { id, task, input } }: MessageEvent<{ id: number; task: string; input: never }>) => {
  try {
    const value = await tasks[task]!(input);
    post({ id, value }, movable(value));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    post({ id, error: error instanceof Complaint ? { message, about: error.about } : { message } });
  }
});
post('ready');
