import { inSlices } from '../field/slices.ts';
import { ask, workerHome } from '../field/worker.ts';
import { gpuHome } from '../gpu/device.ts';
import { CpuPainter, type PaintTask } from '../paint/cpu.ts';
import { GpuPainter } from '../paint/gpu.ts';
import type { Picture } from '../paint/picture.ts';
import type { Frame } from './frame.ts';

export type EngineKind = 'gpu' | 'cpu';

/** A canvas and who paints it. A canvas keeps its first kind of context for life, so each surface brings its own. */
export interface Surface {
  readonly kind: EngineKind;
  readonly canvas: HTMLCanvasElement;
  /** Paints at this size in device pixels; of pictures that come faster than they are painted the newest wins. */
  paint(picture: Picture, width: number, height: number, frame: Frame): void;
  dispose(): void;
}

export interface Watcher {
  /** A picture stands on the canvas. */
  drawn(): void;
  /** The surface is dead: its device or worker is gone. */
  lost(): void;
}

function freshCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

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

let views = 0;

function cpuSurface({ drawn, lost }: Watcher, draw: (canvas: HTMLCanvasElement, task: PaintTask) => Promise<void>, close: (view: number) => void): Surface {
  const canvas = freshCanvas();
  const view = (views += 1);
  let open = true;
  const push = latest(async (task: PaintTask) => {
    try {
      if (open) await draw(canvas, task);
      if (open) drawn();
    } catch {
      if (open) lost();
    }
  });
  return {
    kind: 'cpu', canvas,
    paint: (picture, width, height) => push({ view, picture, width, height }),
    dispose() { open = false; close(view); },
  };
}

function workerSurface(watcher: Watcher): Surface {
  let context: ImageBitmapRenderingContext | null = null;
  return cpuSurface(watcher, async (canvas, task) => {
    const bitmap = await ask<ImageBitmap>('paint', task);
    resize(canvas, task.width, task.height);
    context ??= canvas.getContext('bitmaprenderer');
    context?.transferFromImageBitmap(bitmap);
  }, (view) => { ask('close', view).catch(() => {}); });
}

function sliceSurface(watcher: Watcher): Surface {
  const painter = new CpuPainter();
  return cpuSurface(watcher, async (canvas, { picture, width, height }) => {
    const pixels = await inSlices(painter.paint(picture, width, height));
    resize(canvas, width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, () => {});
}

async function gpuSurface(force: boolean, { drawn, lost }: Watcher): Promise<Surface | undefined> {
  const { device, software } = await gpuHome();
  // Measured: a software adapter draws slower than the worker, so one is taken only when asked for.
  if (software && !force) return undefined;
  const canvas = freshCanvas();
  const painter = new GpuPainter(device, canvas);
  let open = true;
  void device.lost.then(() => { if (open) lost(); });
  return {
    kind: 'gpu', canvas,
    paint(picture, width, height, frame) {
      resize(canvas, width, height);
      painter.encode(frame.encoder(device), picture);
      drawn();
    },
    dispose() { open = false; painter.dispose(); },
  };
}

/** Opens a surface: the GPU's where there is a real one or `prefer` is "gpu", else the worker's, else in slices. */
export async function openSurface(prefer: EngineKind | null, watcher: Watcher): Promise<Surface> {
  if (prefer !== 'cpu') {
    try {
      const surface = await gpuSurface(prefer === 'gpu', watcher);
      if (surface) return surface;
    } catch { /* no WebGPU, no adapter, no context: the same picture from the CPU */ }
  }
  return workerHome().then(() => workerSurface(watcher), () => sliceSurface(watcher));
}
