import { stamps } from './stopwatch.ts';

/** What a kernel reads and writes, by binding; a size in bytes limits it, so that arrayLength counts no padding, and an offset (of 256 times n bytes) moves it on; null is unused. */
export type Bound = readonly (GPUBuffer | readonly [buffer: GPUBuffer, size: number, offset?: number] | null)[];

/** A bind group for one group of a pipeline with an automatic layout. */
export function bindGroup(device: GPUDevice, pipeline: GPUPipelineBase, index: number, bound: Bound): GPUBindGroup {
  return device.createBindGroup({
    layout: pipeline.getBindGroupLayout(index),
    entries: bound.flatMap((entry, binding) => {
      if (entry === null) return [];
      return [{ binding, resource: 'length' in entry ? { buffer: entry[0], size: entry[1], offset: entry[2] ?? 0 } : { buffer: entry } }];
    }),
  });
}

/** Runs one kernel in a pass of its own. */
export function dispatch(device: GPUDevice, encoder: GPUCommandEncoder, pipeline: GPUComputePipeline, groups: readonly Bound[], x: number, y = 1): void {
  const pass = encoder.beginComputePass({ label: pipeline.label, ...stamps(device, pipeline.label) });
  pass.setPipeline(pipeline);
  groups.forEach((bound, index) => pass.setBindGroup(index, bindGroup(device, pipeline, index, bound)));
  pass.dispatchWorkgroups(x, y);
  pass.end();
}
