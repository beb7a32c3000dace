import evaluateText from '../../shaders/evaluate.wgsl?raw';
import { type Bound, dispatch } from '../gpu/bind.ts';
import { filled } from '../gpu/buffers.ts';
import { computePipeline } from '../gpu/pipelines.ts';
import { formulasOf } from '../problem/formulas.ts';
import type { Problem } from '../problem/types.ts';
import type { GpuField } from './gpu.ts';
import { formulaParameters, formulaShader, readsParameters } from './shader.ts';

const NODES = 2 ** 20; // in one dispatch: milliseconds of a long formula even on a software adapter
const STEP = 64; // rows of a band come in steps of so many, that bands begin at whole multiples of 256 bytes

/** Fills a field from the formulas of L and R, in bands of rows that stay far from any watchdog. */
export function fieldOfFormulas(device: GPUDevice, problem: Problem, { buffer, grid: { columns, rows }, nodes: { x, y } }: GpuField): void {
  const formulas = formulasOf(problem)!;
  const code = formulaShader(formulas) + evaluateText;
  const { STORAGE, UNIFORM } = GPUBufferUsage;
  const parameters = filled(device, 'parameters', formulaParameters(formulas), UNIFORM);
  const [across, up] = [filled(device, 'nodes x', x, STORAGE), filled(device, 'nodes y', y, STORAGE)];
  const pipeline = computePipeline(device, 'evaluate', code, 'evaluate');
  const band = STEP * Math.max(1, Math.floor(NODES / columns / STEP));
  for (let from = 0; from < rows; from += band) {
    const count = Math.min(band, rows - from), encoder = device.createCommandEncoder({ label: 'evaluate' });
    const bound: Bound = [[across, x.byteLength], [up, 4 * count, 4 * from], [buffer, 8 * count * columns, 8 * from * columns]];
    dispatch(device, encoder, pipeline, [readsParameters(code) ? [parameters] : [], bound], Math.ceil(columns / 8), Math.ceil(count / 8));
    device.queue.submit([encoder.finish()]);
  }
  for (const used of [parameters, across, up]) used.destroy(); // once the submitted work is done
}
