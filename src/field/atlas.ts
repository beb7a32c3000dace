import text from '../../shaders/atlas.wgsl?raw';
import { dispatch } from '../gpu/bind.ts';
import { filled, readBack } from '../gpu/buffers.ts';
import { gpuHome } from '../gpu/device.ts';
import { guarded } from '../gpu/guarded.ts';
import { computePipeline } from '../gpu/pipelines.ts';
import { nodes } from '../problem/grid.ts';
import { landingSteps, type LandingTask } from './landing.ts';
import { inSlices } from './slices.ts';
import { ask, NoWorker } from './worker.ts';

/** Both engines fulfil this contract: the same landing at every node but those within f32 of the edge of a basin. */
export type AtlasEngine = (task: LandingTask) => Promise<Uint8Array<ArrayBuffer>>;

function words({ rule: { form, kind, turned, A: [[a, h], [, c]], det, weights, bend, amount, reach, rise }, axes }: LandingTask): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer(80);
  const minimizer = axes.of === 'correlation' ? axes.minimizer : [0, 0];
  new Float32Array(buffer).set([a, h, c, det, ...weights, bend, amount, ...reach, ...rise, ...minimizer, Math.sqrt(a * c), a * c]);
  new Uint32Array(buffer).set([form === 'penalty' ? 0 : 1, Number(kind === 'round'), Number(turned), Number(axes.of === 'correlation')], 16);
  return new Uint8Array(buffer);
}

/** On the page's one device. @throws NoGpu where there is none, Complaint for a grid without nodes */
export const gpuAtlas: AtlasEngine = async (task) => {
  const { columns, rows } = task.grid, { x, y } = nodes(task.grid);
  if (task.rule.kind === 'smooth') return new Uint8Array(columns * rows);
  const { device } = await gpuHome();
  const { STORAGE, UNIFORM, COPY_SRC } = GPUBufferUsage;
  const made: GPUBuffer[] = [];
  try {
    const done = guarded(device, () => {
      const [across, up] = [x, y].map((part) => filled(device, 'atlas nodes', part, STORAGE)) as [GPUBuffer, GPUBuffer];
      const rule = filled(device, 'atlas rule', words(task), UNIFORM);
      const landings = device.createBuffer({ label: 'landings', size: 4 * columns * rows, usage: STORAGE | COPY_SRC });
      made.push(landings, across, up, rule);
      const encoder = device.createCommandEncoder({ label: 'atlas' });
      dispatch(device, encoder, computePipeline(device, 'atlas', text, 'land'), [[[across, x.byteLength], [up, y.byteLength], landings, rule]], Math.ceil(columns / 8), Math.ceil(rows / 8));
      device.queue.submit([encoder.finish()]);
    });
    const [found] = await Promise.all([readBack(device, made[0]!), done]);
    return Uint8Array.from(new Uint32Array(found));
  } finally {
    for (const buffer of made) buffer.destroy();
  }
};

/** In the page's worker, or in slices on this thread where there is none. */
export const cpuAtlas: AtlasEngine = async (task) => {
  try {
    return await ask<Uint8Array<ArrayBuffer>>('landings', task);
  } catch (error) {
    if (error instanceof NoWorker) return inSlices(landingSteps(task));
    throw error;
  }
};
