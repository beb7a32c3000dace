import reduceText from '../../shaders/reduce.wgsl?raw';
import { dispatch } from '../gpu/bind.ts';
import { filled, readBack, readBackWith } from '../gpu/buffers.ts';
import { guarded } from '../gpu/guarded.ts';
import { computePipeline } from '../gpu/pipelines.ts';
import type { Field } from '../problem/grid.ts';
import { penaltyOf } from '../problem/penalties.ts';
import type { Problem } from '../problem/types.ts';
import type { GpuField } from './gpu.ts';
import { inSlices } from './slices.ts';
import type { Watch } from './messages.ts';

const STRIDES = 512; // invocations of the first pass; 64 a workgroup
const SUMMARY_WORDS = 8;
const NONE = 0xffffffff;

/** What the reduction aims at: the weight of R in the objective, or the budget that a node must keep. */
function aimOf(problem: Problem): Uint8Array<ArrayBuffer> {
  const words = new ArrayBuffer(16);
  const { weight = 0 } = penaltyOf(problem);
  new Float32Array(words).set(problem.form === 'penalty' ? [weight, 0] : [0, problem.budget]);
  new Uint32Array(words)[2] = problem.form === 'penalty' ? 0 : 1;
  return new Uint8Array(words);
}

/** Reduces a filled field to its extents and best node, and reads all of it back. */
export async function reduce(device: GPUDevice, problem: Problem, field: GpuField, watch: Watch): Promise<Field> {
  const { STORAGE, UNIFORM, COPY_SRC } = GPUBufferUsage;
  const made: GPUBuffer[] = [];
  try {
    const done = guarded(device, () => {
      const summaries = device.createBuffer({ label: 'summaries', size: 4 * SUMMARY_WORDS * STRIDES, usage: STORAGE | COPY_SRC });
      const aim = filled(device, 'aim', aimOf(problem), UNIFORM);
      made.push(summaries, aim);
      const encoder = device.createCommandEncoder({ label: 'reduce' });
      dispatch(device, encoder, computePipeline(device, 'stride', reduceText, 'stride'), [[], [field.buffer, summaries, aim]], STRIDES / 64);
      dispatch(device, encoder, computePipeline(device, 'gather', reduceText, 'gather'), [[], [null, summaries]], 1);
      device.queue.submit([encoder.finish()]);
    });
    const [words] = await Promise.all([readBack(device, made[0]!, 4 * SUMMARY_WORDS), done]);
    return await readBackWith(device, field.buffer, (pairs) => inSlices(unpack(field, new Float32Array(pairs), words), watch));
  } finally {
    for (const buffer of made) buffer.destroy();
  }
}

const NODES = 2 ** 17; // unpacked in one go

function* unpack({ grid, nodes: { x, y } }: GpuField, pairs: Float32Array, words: ArrayBuffer): Generator<void, Field> {
  const size = grid.columns * grid.rows;
  const loss = new Float32Array(size), penalty = new Float32Array(size);
  for (let from = 0; from < size; from += NODES) {
    for (let at = from; at < Math.min(size, from + NODES); at += 1) {
      loss[at] = pairs[2 * at]!;
      penalty[at] = pairs[2 * at + 1]!;
    }
    if (from + NODES < size) yield;
  }
  const [l0, r0, o0, , l1, r1, o1, least] = new Float32Array(words);
  const index = new Uint32Array(words)[3]!;
  return {
    grid, loss, penalty, extent: { loss: [l0!, l1!], penalty: [r0!, r1!], objective: [o0!, o1!] },
    argmin: index === NONE ? null : { index, theta: [x[index % grid.columns]!, y[Math.floor(index / grid.columns)]!], value: least! },
  };
}
