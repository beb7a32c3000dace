import { gpuHome } from '../gpu/device.ts';
import { guarded } from '../gpu/guarded.ts';
import { stateLoss } from '../problem/losses.ts';
import { checkTerms, nodes, type Field, type Grid } from '../problem/grid.ts';
import type { DataLoss, Problem } from '../problem/types.ts';
import type { Engine } from './engine.ts';
import { fieldOfFormulas } from './gpu-formulas.ts';
import { reduce } from './gpu-reduce.ts';
import { fieldOfSamples } from './gpu-samples.ts';
import type { Watch } from './messages.ts';

/** A field on the GPU: (L, R) at every node. */
export interface GpuField {
  /** @internal the package's declarations need no types of WebGPU */
  readonly buffer: GPUBuffer;
  readonly grid: Grid;
  readonly nodes: ReturnType<typeof nodes>;
}

async function evaluateOn(device: GPUDevice, problem: Problem, grid: Grid, watch: Watch): Promise<Field> {
  checkTerms(problem, grid);
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const spread = nodes(grid);
  let buffer: GPUBuffer | undefined;
  try {
    // Whatever the GPU refuses on the way rejects: read back, it would be a field of zeros.
    const made = guarded(device, () => {
      buffer = device.createBuffer({ label: 'field', size: 8 * grid.columns * grid.rows, usage: STORAGE | COPY_SRC });
      if (stateLoss(problem.loss)) fieldOfFormulas(device, problem, { buffer, grid, nodes: spread });
    });
    const field: GpuField = { buffer: buffer!, grid, nodes: spread };
    if (!stateLoss(problem.loss)) await Promise.all([made, fieldOfSamples(device, problem as Problem & { loss: DataLoss }, field, watch)]);
    const [reduced] = await Promise.all([reduce(device, problem, field, watch), made]);
    return reduced;
  } finally {
    buffer?.destroy();
  }
}

/** The GPU engine on the page's one device. @throws NoGpu where there is none */
export async function gpuEngine(): Promise<Engine> {
  const { device } = await gpuHome();
  return { kind: 'gpu', evaluate: (problem, grid, watch = {}) => evaluateOn(device, problem, grid, watch) };
}
