import { inSlices } from '../../field/slices.ts';
import { ask, NoWorker, whenGone, workerSoon } from '../../field/worker.ts';
import { CpuPainter, type PaintTask } from '../../paint/cpu.ts';
import { without } from '../../paint/painters.ts';
import { isTable } from '../../problem/formulas.ts';
import { freshCanvas, resize, type Means, type Surface, type Watcher } from './canvas.ts';

/** Runs one job at a time; of those that arrive meanwhile only the newest is kept. */
function latest<Job>(work: (job: Job) => Promise<void>): (job: Job) => void {
  let next: { job: Job } | undefined;
  let busy = false;
  return async (job) => {
    next = { job };
    if (busy) return;
    busy = true;
    while (next) {
      const { job: current }: { job: Job } = next;
      next = undefined;
      await work(current);
    }
    busy = false;
  };
}

// A canvas that is often read keeps its pixels in this process. Those of any other, a bitmaprenderer's too, go blank when the GPU
// process crashes, most of them without an event.
function durable(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gives no canvas to draw on.');
  return context;
}

let views = 0;

/** @param draw makes the picture, and returns what puts it on the canvas */
function cpuSurface(means: Means, { drawn, again, lost, failed }: Watcher, draw: (canvas: HTMLCanvasElement, task: PaintTask) => Promise<() => void>, close: (view: number) => void): Surface {
  const canvas = freshCanvas();
  const view = (views += 1);
  let open = true;
  canvas.addEventListener('contextrestored', () => { if (open) again(); });
  const push = latest(async (task: PaintTask) => {
    if (!open) return;
    try {
      const show = await draw(canvas, task);
      if (!open) return;
      resize(canvas, task.width, task.height);
      show();
      drawn();
    } catch (error) {
      if (open) (error instanceof NoWorker ? lost : failed)(error instanceof Error ? error.message : String(error));
    }
  });
  return {
    means, kind: 'cpu', canvas,
    paint: (picture, width, height) => push({ view, picture, width, height }),
    dispose() { open = false; close(view); },
  };
}

/** Draws in the page's worker. @throws NoWorker */
export async function workerSurface(watcher: Watcher): Promise<Surface> {
  await workerSoon();
  let table: number | undefined; // the one that this view's painter has
  const forget = whenGone(watcher.lost); // also of a view that asks for nothing just then
  return cpuSurface('worker', watcher, async (canvas, task) => {
    const { formulas } = task.picture, { loss } = formulas, there = isTable(loss) && loss.id === table;
    const bitmap = await ask<ImageBitmap>('paint', there ? { ...task, picture: { ...task.picture, formulas: { ...formulas, loss: without(loss) } } } : task);
    table = isTable(loss) ? loss.id : table;
    return () => {
      const context = durable(canvas);
      context.globalCompositeOperation = 'copy';
      context.drawImage(bitmap, 0, 0);
      bitmap.close();
    };
  }, (view) => { forget(); ask('close', view).catch(() => {}); });
}

/** Draws in slices of this thread. */
export function sliceSurface(watcher: Watcher): Surface {
  const painter = new CpuPainter();
  return cpuSurface('slices', watcher, async (canvas, { picture, width, height }) => {
    const pixels = await inSlices(painter.paint(picture, width, height));
    return () => durable(canvas).putImageData(new ImageData(pixels, width, height), 0, 0);
  }, () => {});
}
