import { FIELD_TASKS } from './field/tasks.ts';
import type { Steps } from './field/queue.ts';
import { answerAll } from './field/thread.ts';
import type { PaintTask } from './paint/cpu.ts';
import { Painters } from './paint/painters.ts';

// The CPU engine's own thread. Pictures first, everything else by turns; each view keeps its painter, and so its samples.

const painters = new Painters();

async function picture(task: PaintTask, pixels: Uint8ClampedArray<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new ImageData(pixels, task.width, task.height));
}

// oxlint-disable-next-line require-yield -- it takes no steps
function* at(value: unknown): Steps { return value; }

answerAll({
  ...FIELD_TASKS,
  *paint(task: PaintTask) { return picture(task, yield* painters.paint(task)); },
  close: (view: number) => at(void painters.close(view)),
}, ['paint', 'close']);
