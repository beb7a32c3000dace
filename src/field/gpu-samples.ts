import closeText from '../../shaders/close.wgsl?raw';
import foldText from '../../shaders/fold.wgsl?raw';
import samplesText from '../../shaders/samples.wgsl?raw';
import { dispatch } from '../gpu/bind.ts';
import { filled } from '../gpu/buffers.ts';
import { guarded } from '../gpu/guarded.ts';
import { computePipeline, perDevice } from '../gpu/pipelines.ts';
import { stateSample } from '../problem/losses.ts';
import { penaltyOf } from '../problem/penalties.ts';
import type { DataLoss, Problem } from '../problem/types.ts';
import type { GpuField } from './gpu.ts';
import { interceptsAt } from './intercepts.ts';
import { parametersOf, penaltyShader, readsParameters, sampleShader } from './shader.ts';

export const BLOCK = 64; // samples summed by one invocation, and partial sums folded into one
const TERMS = 2 ** 24; // sample losses in one dispatch: milliseconds even on a software adapter
const NODES = 2 ** 14; // nodes in one batch, so that partial sums stay small

/** The samples on the device, kept per loss value. */
function samplesOn(device: GPUDevice, { X, y, weights }: DataLoss, key: object): GPUBuffer {
  const kept = perDevice(device, 'samples', () => new WeakMap<object, GPUBuffer>());
  let buffer = kept.get(key);
  if (!buffer) {
    const rows = new Float32Array(4 * y.length);
    y.forEach((target, i) => rows.set([X[i]![0], X[i]![1], target, weights ? weights[i]! : 1], 4 * i));
    kept.set(key, (buffer = filled(device, 'samples', rows, GPUBufferUsage.STORAGE)));
  }
  return buffer;
}

const total = ({ weights, y }: DataLoss) => (weights ? weights.reduce((sum, weight) => sum + weight, 0) : y.length);
const words = (...parts: number[]) => Uint32Array.from(parts);

/** Fills a field whose loss is a mean over samples: batches of nodes, each summed in blocks, folded 64 to one, and closed. */
export async function fieldOfSamples(device: GPUDevice, problem: Problem & { loss: DataLoss }, { buffer, grid, nodes: { x, y } }: GpuField): Promise<void> {
  const { loss } = problem;
  const { stated: penalty } = penaltyOf(problem);
  const { STORAGE, UNIFORM } = GPUBufferUsage;
  const sample = stateSample(loss), size = grid.columns * grid.rows, n = loss.y.length, blocks = Math.ceil(n / BLOCK);
  const intercepts = await interceptsAt(loss, grid);
  const used: GPUBuffer[] = [];
  const keep = (label: string, data: ArrayBufferView<ArrayBuffer>, usage: number) => { const made = filled(device, label, data, usage); used.push(made); return made; };
  const make = (label: string, bytes: number) => { const made = device.createBuffer({ label, size: bytes, usage: STORAGE }); used.push(made); return made; };
  const batchNodes = Math.min(NODES, size), round = Math.max(1, Math.min(blocks, BLOCK, Math.floor(TERMS / (batchNodes * BLOCK))));
  // Each level holds what the one below folds into; the last holds one sum a node.
  const levels = [Math.ceil(blocks / round)];
  while (levels.at(-1)! > 1) levels.push(Math.ceil(levels.at(-1)! / BLOCK));
  const codes = { sum: sampleShader(sample) + samplesText, close: penaltyShader(penalty) + closeText };
  try {
    const { rows, across, up, shift, own, priced, sum, close, fold, partials, sums } = await guarded(device, () => ({
      rows: samplesOn(device, loss, loss),
      across: keep('nodes x', x, STORAGE), up: keep('nodes y', y, STORAGE), shift: keep('intercepts', intercepts, STORAGE),
      own: keep('parameters', parametersOf(sample), UNIFORM), priced: keep('parameters', parametersOf(penalty), UNIFORM),
      sum: computePipeline(device, 'sum blocks', codes.sum, 'sum_blocks'), close: computePipeline(device, 'close', codes.close, 'close'),
      fold: computePipeline(device, 'fold', foldText, 'fold'),
      partials: make('partials', 4 * batchNodes * round),
      sums: levels.map((parts, level) => make(`sums ${level}`, 4 * batchNodes * parts)),
    }));
    for (let first = 0; first < size; first += batchNodes) {
      const nodes = Math.min(batchNodes, size - first), groups = Math.ceil(nodes / 64);
      await guarded(device, () => {
        for (let block = 0, part = 0; block < blocks; block += round, part += 1) {
          const encoder = device.createCommandEncoder({ label: 'samples' });
          const count = Math.min(round, blocks - block);
          const batch = keep('batch', words(first, nodes, block, count, n, grid.columns, 0, 0), UNIFORM);
          dispatch(device, encoder, sum, [readsParameters(codes.sum) ? [own] : [], [across, up, [shift, intercepts.byteLength], rows, partials, batch]], groups, count);
          dispatch(device, encoder, fold, [[], [partials, sums[0]!, keep('folding', words(nodes, count, part, 0), UNIFORM)]], groups);
          device.queue.submit([encoder.finish()]);
        }
        const encoder = device.createCommandEncoder({ label: 'fold' });
        for (let level = 1; level < levels.length; level += 1) {
          dispatch(device, encoder, fold, [[], [sums[level - 1]!, sums[level]!, keep('folding', words(nodes, levels[level - 1]!, 0, 0), UNIFORM)]], groups, levels[level]!);
        }
        const closing = new ArrayBuffer(16);
        new Uint32Array(closing).set([first, nodes, grid.columns]);
        new Float32Array(closing)[3] = 1 / total(loss);
        dispatch(device, encoder, close, [readsParameters(codes.close) ? [priced] : [], [across, up, sums.at(-1)!, buffer, keep('closing', new Uint8Array(closing), UNIFORM)]], groups);
        device.queue.submit([encoder.finish()]);
        return device.queue.onSubmittedWorkDone(); // lets the page's own frames in between
      });
    }
  } finally {
    for (const made of used) made.destroy();
  }
}
