import { gpuHome, whenLost } from '../../gpu/device.ts';
import { GpuPainter } from '../../paint/gpu.ts';
import { freshCanvas, resize, type Surface, type Watcher } from './canvas.ts';

const DOUBT_MS = 1000; // what the GPU took at this size it takes for so long unasked: the answer comes from another process

export { isPrecise } from '../../paint/precision.ts';

/** Draws on the page's one device. @throws NoGpu, GpuFault, or Error where the canvas gives no context */
export async function gpuSurface({ drawn, again, lost, failed }: Watcher): Promise<Surface> {
  const { device } = await gpuHome();
  const canvas = freshCanvas();
  const painter = await GpuPainter.open(device, canvas);
  let open = true;
  const fault = (error: Error) => { if (open) failed(error.message); };
  let took: { readonly size: string; readonly at: number } | undefined;
  const forget = whenLost(device, (reason) => { if (open) lost(reason); });
  return {
    means: 'gpu', kind: 'gpu', canvas,
    paint(picture, width, height, frame) {
      // While the GPU makes what a new picture needs, the last one stays.
      const making = painter.prepare(picture, width, height);
      if (making) return void making.then(() => { if (open) again(); }, fault);
      resize(canvas, width, height);
      const size = `${width} ${height}`, at = performance.now(), sure = took?.size === size && at - took.at < DOUBT_MS;
      painter.encode(frame.encoder(device, sure ? undefined : (refusal) => { if (refusal) fault(refusal); else took = { size, at }; }), picture);
      drawn();
    },
    dispose() { open = false; forget(); painter.dispose(); },
  };
}
