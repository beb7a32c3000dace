import { gpuHome, whenLost } from '../../gpu/device.ts';
import { GpuPainter } from '../../paint/gpu.ts';
import { freshCanvas, resize, type Surface, type Watcher } from './canvas.ts';

export { isPrecise } from '../../paint/precision.ts';

/** Draws on the page's one device. @throws NoGpu, GpuFault, or Error where the canvas gives no context */
export async function gpuSurface({ drawn, again, lost, failed }: Watcher): Promise<Surface> {
  const { device } = await gpuHome();
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
