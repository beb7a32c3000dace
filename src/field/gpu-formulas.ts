import evaluateText from '../../shaders/evaluate.wgsl?raw';
import { dispatch } from '../gpu/bind.ts';
import { filled } from '../gpu/buffers.ts';
import { computePipeline } from '../gpu/pipelines.ts';
import { formulasOf } from '../problem/formulas.ts';
import type { Problem } from '../problem/types.ts';
import type { GpuField } from './gpu.ts';
import { formulaParameters, formulaShader, readsParameters } from './shader.ts';

/** Fills a field from the formulas of L and R. */
export function fieldOfFormulas(device: GPUDevice, problem: Problem, { buffer, grid: { columns, rows }, nodes: { x, y } }: GpuField): void {
  const formulas = formulasOf(problem)!;
  const code = formulaShader(formulas) + evaluateText;
  const { STORAGE, UNIFORM } = GPUBufferUsage;
  const parameters = filled(device, 'parameters', formulaParameters(formulas), UNIFORM);
  const [across, up] = [filled(device, 'nodes x', x, STORAGE), filled(device, 'nodes y', y, STORAGE)];
  const pipeline = computePipeline(device, 'evaluate', code, 'evaluate');
  const encoder = device.createCommandEncoder({ label: 'evaluate' });
  dispatch(device, encoder, pipeline, [readsParameters(code) ? [parameters] : [], [[across, x.byteLength], [up, y.byteLength], buffer]], Math.ceil(columns / 8), Math.ceil(rows / 8));
  device.queue.submit([encoder.finish()]);
  for (const used of [parameters, across, up]) used.destroy(); // once the submitted work is done
}
