import { gpuHome } from '../gpu/device.ts';
import { CpuPainter } from '../paint/cpu.ts';
import { GpuPainter } from '../paint/gpu.ts';
import type { Picture } from '../paint/picture.ts';

export type EngineKind = 'gpu' | 'cpu';

interface Surface {
  readonly kind: EngineKind;
  readonly canvas: HTMLCanvasElement;
  paint(picture: Picture): void;
  dispose(): void;
}

function freshCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

function cpuSurface(): Surface {
  const canvas = freshCanvas();
  const painter = new CpuPainter();
  return {
    kind: 'cpu', canvas,
    paint(picture) {
      const context = canvas.getContext('2d');
      context?.putImageData(new ImageData(painter.paint(picture, canvas.width, canvas.height), canvas.width, canvas.height), 0, 0);
    },
    dispose() {},
  };
}

async function gpuSurface(prefer: string | null): Promise<Surface> {
  const { device, software } = await gpuHome();
  // Measured: on a software adapter the CPU engine is faster, so one is taken only when asked for.
  if (software && prefer !== 'gpu') return cpuSurface();
  const canvas = freshCanvas();
  const painter = new GpuPainter(device, canvas);
  return {
    kind: 'gpu', canvas,
    paint(picture) {
      const encoder = device.createCommandEncoder();
      painter.encode(encoder, picture);
      device.queue.submit([encoder.finish()]);
    },
    dispose: () => painter.dispose(),
  };
}

/**
 * Opens a surface on the engine that the figure prefers. A canvas keeps its first kind of context for life, so each
 * surface brings its own, and a change of engine replaces it.
 */
export async function openSurface(prefer: string | null, lost: () => void): Promise<Surface> {
  if (prefer === 'cpu') return cpuSurface();
  try {
    const surface = await gpuSurface(prefer);
    if (surface.kind === 'gpu') void (await gpuHome()).device.lost.then(lost);
    return surface;
  } catch {
    return cpuSurface(); // no WebGPU, no adapter, no context: the same picture from the CPU
  }
}
export type { Surface };
