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
import { interceptsAt } from './gpu-intercepts.ts';
import { inSlices } from './slices.ts';
import type { Watch } from './messages.ts';
import { parametersOf, penaltyShader, readsParameters, sampleShader } from './shader.ts';

export const BLOCK = 64; // samples summed by one invocation, and partial sums folded into one
const TERMS = 2 ** 24; // sample losses in one dispatch: milliseconds even on a software adapter
const NODES = 2 ** 14; // nodes in one batch, so that partial sums stay small

const ROWS = 16_384; // read between two yields: about a millisecond

/** Rows of x₁, x₂, target and weight, and the sum of the weights; in resumable steps. */
function* rowSteps({ X, y, weights }: DataLoss): Generator<void, { rows: Float32Array<ArrayBuffer>; total: number }> {
  const rows = new Float32Array(4 * y.length);
  let total = 0;
  for (let i = 0; i < y.length; i += 1) {
    const row = X[i]!, weight = weights ? weights[i]! : 1;
    rows[4 * i] = row[0]; rows[4 * i + 1] = row[1]; rows[4 * i + 2] = y[i]!; rows[4 * i + 3] = weight;
    total += weight;
    if (i % ROWS === ROWS - 1) yield;
  }
  return { rows, total };
}

interface OnDevice { readonly buffer: GPUBuffer; readonly total: number }

async function bring(device: GPUDevice, loss: DataLoss): Promise<OnDevice> {
  const { rows, total } = await inSlices(rowSteps(loss));
  return { buffer: await guarded(device, () => filled(device, 'samples', rows, GPUBufferUsage.STORAGE)), total };
}

/** The samples on the device, kept per loss value. @throws GpuFault (the promise rejects) */
function samplesOn(device: GPUDevice, loss: DataLoss): Promise<OnDevice> {
  const kept = perDevice(device, 'samples', () => new WeakMap<object, Promise<OnDevice>>());
  let found = kept.get(loss);
  if (!found) {
    kept.set(loss, (found = bring(device, loss)));
    found.catch(() => kept.delete(loss)); // the next question tries again
  }
  return found;
}

const words = (...parts: number[]) => Uint32Array.from(parts);

/** Fills a field whose loss is a mean over samples: batches of nodes, each summed in blocks, folded 64 to one, and closed. */
export async function fieldOfSamples(device: GPUDevice, problem: Problem & { loss: DataLoss }, { buffer, grid, nodes: { x, y } }: GpuField, watch: Watch): Promise<void> {
  const { loss } = problem;
  const { stated: penalty } = penaltyOf(problem);
  const { STORAGE, UNIFORM } = GPUBufferUsage;
  const sample = stateSample(loss), size = grid.columns * grid.rows, n = loss.y.length, blocks = Math.ceil(n / BLOCK);
  const intercepts = await interceptsAt(loss, grid, watch), samples = await samplesOn(device, loss);
  const used: GPUBuffer[] = [];
  const keep = (label: string, data: ArrayBufferView<ArrayBuffer>, usage: number) => { const made = filled(device, label, data, usage); used.push(made); return made; };
  const make = (label: string, bytes: number) => { const made = device.createBuffer({ label, size: bytes, usage: STORAGE }); used.push(made); return made; };
  const batchNodes = Math.min(NODES, size), round = Math.max(1, Math.min(blocks, BLOCK, Math.floor(TERMS / (batchNodes * BLOCK))));
  // Each level holds what the one below folds into; the last holds one sum a node.
  const levels = [Math.ceil(blocks / round)];
  while (levels.at(-1)! > 1) levels.push(Math.ceil(levels.at(-1)! / BLOCK));
  const codes = { sum: sampleShader(sample) + samplesText, close: penaltyShader(penalty) + closeText };
  try {
    const { across, up, shift, own, priced, sum, close, fold, partials, sums } = await guarded(device, () => ({
      across: keep('nodes x', x, STORAGE), up: keep('nodes y', y, STORAGE), shift: keep('intercepts', intercepts, STORAGE),
      own: keep('parameters', parametersOf(sample), UNIFORM), priced: keep('parameters', parametersOf(penalty), UNIFORM),
      sum: computePipeline(device, 'sum blocks', codes.sum, 'sum_blocks'), close: computePipeline(device, 'close', codes.close, 'close'),
      fold: computePipeline(device, 'fold', foldText, 'fold'),
      partials: make('partials', 4 * batchNodes * round),
      sums: levels.map((parts, level) => make(`sums ${level}`, 4 * batchNodes * parts)),
    }));
    for (let first = 0; first < size; first += batchNodes) {
      watch.signal?.throwIfAborted();
      if (first > 0) watch.told?.(first / size);
      const nodes = Math.min(batchNodes, size - first), groups = Math.ceil(nodes / 64);
      await guarded(device, () => {
        for (let block = 0, part = 0; block < blocks; block += round, part += 1) {
          const encoder = device.createCommandEncoder({ label: 'samples' });
          const count = Math.min(round, blocks - block);
          const batch = keep('batch', words(first, nodes, block, count, n, grid.columns, 0, 0), UNIFORM);
          dispatch(device, encoder, sum, [readsParameters(codes.sum) ? [own] : [], [across, up, [shift, intercepts.byteLength], samples.buffer, partials, batch]], groups, count);
          dispatch(device, encoder, fold, [[], [partials, sums[0]!, keep('folding', words(nodes, count, part, 0), UNIFORM)]], groups);
          device.queue.submit([encoder.finish()]);
        }
        const encoder = device.createCommandEncoder({ label: 'fold' });
        for (let level = 1; level < levels.length; level += 1) {
          dispatch(device, encoder, fold, [[], [sums[level - 1]!, sums[level]!, keep('folding', words(nodes, levels[level - 1]!, 0, 0), UNIFORM)]], groups, levels[level]!);
        }
        const closing = new ArrayBuffer(16);
        new Uint32Array(closing).set([first, nodes, grid.columns]);
        new Float32Array(closing)[3] = 1 / samples.total;
        dispatch(device, encoder, close, [readsParameters(codes.close) ? [priced] : [], [across, up, sums.at(-1)!, buffer, keep('closing', new Uint8Array(closing), UNIFORM)]], groups);
        device.queue.submit([encoder.finish()]);
        return device.queue.onSubmittedWorkDone(); // lets the page's own frames in between
      });
    }
  } finally {
    for (const made of used) made.destroy();
  }
}
