import { gpuHome, NoGpu, whenLost } from '../../gpu/device.ts';
import { GpuPainter } from '../../paint/gpu.ts';
import { freshCanvas, resize, type Surface, type Watcher } from './canvas.ts';

/** Draws on the page's one device. @throws NoGpu, GpuFault, or Error where the canvas gives no context */
export async function gpuSurface(force: boolean, { drawn, again, lost, failed }: Watcher): Promise<Surface> {
  const { device, software } = await gpuHome();
  // Measured: a software adapter draws slower than the worker, so one is taken only when asked for.
  if (software && !force) throw new SoftwareGpu();
  const canvas = freshCanvas();
  const painter = await GpuPainter.open(device, canvas);
  let open = true;
  const fault = (error: Error) => { if (open) failed(error.message); };
  const forget = whenLost(device, (reason) => { if (open) lost(reason); });
  return {
    means: 'gpu', kind: 'gpu', canvas,
    paint(picture, width, height, frame) {
      // While the GPU makes what a new picture needs, the last one stays.
      const making = painter.prepare(picture, width, height);
      if (making) return void making.then(() => { if (open) again(); }, fault);
      resize(canvas, width, height);
      painter.encode(frame.encoder(device, fault), picture);
      drawn();
    },
    dispose() { open = false; forget(); painter.dispose(); },
  };
}

/** No fault: the GPU is there and was not asked for by name. */
export class SoftwareGpu extends NoGpu {
  constructor() { super('The GPU here is software, and slower than the worker; prefer="gpu" takes it all the same.'); }
}
