import evaluateText from '../../shaders/evaluate.wgsl?raw';
import reduceText from '../../shaders/reduce.wgsl?raw';
import { filled, readBack } from '../gpu/buffers.ts';
import { gpuHome } from '../gpu/device.ts';
import { computePipeline } from '../gpu/pipelines.ts';
import { nodes, type Field, type Grid } from '../problem/grid.ts';
import type { Problem } from '../problem/types.ts';
import type { Engine } from './engine.ts';
import { formulasOf } from '../problem/catalogue.ts';
import { formulaParameters, formulaShader } from './shader.ts';

const STRIDES = 512; // invocations of the first pass; 64 a workgroup
const SUMMARY_WORDS = 8;
const NONE = 0xffffffff;

async function evaluateOn(device: GPUDevice, problem: Problem, grid: Grid): Promise<Field> {
  const { x, y } = nodes(grid);
  const formulas = formulasOf(problem);
  const { STORAGE, UNIFORM, COPY_SRC } = GPUBufferUsage;
  const make = (label: string, size: number) => device.createBuffer({ label, size, usage: STORAGE | COPY_SRC });
  const parameters = filled(device, 'parameters', formulaParameters(formulas), UNIFORM);
  const [across, up] = [filled(device, 'nodes x', x, STORAGE), filled(device, 'nodes y', y, STORAGE)];
  const field = make('field', 8 * grid.columns * grid.rows);
  const summaries = make('summaries', 4 * SUMMARY_WORDS * STRIDES);
  const aimWords = new ArrayBuffer(16);
  new Float32Array(aimWords).set(problem.form === 'penalty' ? [problem.lambda, 0] : [0, problem.budget]);
  new Uint32Array(aimWords)[2] = problem.form === 'penalty' ? 0 : 1;
  const aim = filled(device, 'aim', new Uint8Array(aimWords), UNIFORM);
  const bind = (pipeline: GPUComputePipeline, index: number, entries: readonly (GPUBuffer | [GPUBuffer, number] | null)[]) => device.createBindGroup({
    layout: pipeline.getBindGroupLayout(index),
    entries: entries.flatMap((entry, binding) => (entry === null ? [] : [{ binding, resource: Array.isArray(entry) ? { buffer: entry[0], size: entry[1] } : { buffer: entry } }])),
  });
  try {
    const evaluate = computePipeline(device, 'evaluate', formulaShader(formulas) + evaluateText, 'evaluate');
    const stride = computePipeline(device, 'stride', reduceText, 'stride');
    const gather = computePipeline(device, 'gather', reduceText, 'gather');
    const encoder = device.createCommandEncoder({ label: 'evaluate' });
    const pass = encoder.beginComputePass();
    pass.setPipeline(evaluate);
    pass.setBindGroup(0, bind(evaluate, 0, [parameters]));
    pass.setBindGroup(1, bind(evaluate, 1, [[across, x.byteLength], [up, y.byteLength], field])); // arrayLength counts nodes, not padding
    pass.dispatchWorkgroups(Math.ceil(grid.columns / 8), Math.ceil(grid.rows / 8));
    pass.setPipeline(stride);
    pass.setBindGroup(1, bind(stride, 1, [field, summaries, aim]));
    pass.dispatchWorkgroups(STRIDES / 64);
    pass.setPipeline(gather);
    pass.setBindGroup(1, bind(gather, 1, [null, summaries]));
    pass.dispatchWorkgroups(1);
    pass.end();
    device.queue.submit([encoder.finish()]);
    const [pairs, words] = await Promise.all([readBack(device, field), readBack(device, summaries, 4 * SUMMARY_WORDS)]);
    return unpack(grid, { x, y }, new Float32Array(pairs), words);
  } finally {
    for (const buffer of [parameters, across, up, field, summaries, aim]) buffer.destroy();
  }
}

function unpack(grid: Grid, { x, y }: ReturnType<typeof nodes>, pairs: Float32Array, words: ArrayBuffer): Field {
  const size = grid.columns * grid.rows;
  const loss = new Float32Array(size), penalty = new Float32Array(size);
  for (let at = 0; at < size; at += 1) {
    loss[at] = pairs[2 * at]!;
    penalty[at] = pairs[2 * at + 1]!;
  }
  const [l0, r0, o0, , l1, r1, o1, least] = new Float32Array(words);
  const index = new Uint32Array(words)[3]!;
  return {
    grid, loss, penalty, extent: { loss: [l0!, l1!], penalty: [r0!, r1!], objective: [o0!, o1!] },
    argmin: index === NONE ? null : { index, theta: [x[index % grid.columns]!, y[Math.floor(index / grid.columns)]!], value: least! },
  };
}

/** The GPU engine on the page's one device. @throws NoGpu where there is none */
export async function gpuEngine(): Promise<Engine> {
  const { device } = await gpuHome();
  return { kind: 'gpu', evaluate: (problem, grid) => evaluateOn(device, problem, grid) };
}
