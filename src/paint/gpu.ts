import paintText from '../../shaders/paint.wgsl?raw';
import { formulaParameters, formulaShader, PARAMETER_BYTES } from '../field/shader.ts';
import { perDevice } from '../gpu/pipelines.ts';
import type { Formulas } from '../problem/catalogue.ts';
import { contactRing, type Picture, type Quantity } from './picture.ts';

const PICTURE_WORDS = 20;
const QUANTITIES = { objective: 1, loss: 2, penalty: 3 } satisfies Record<Quantity, number>;

/** Paints pictures on one canvas with one device; buffers are made once and rewritten. */
export class GpuPainter {
  readonly #device: GPUDevice;
  readonly #context: GPUCanvasContext;
  readonly #format: GPUTextureFormat;
  readonly #parameters: GPUBuffer;
  readonly #picture: GPUBuffer;
  readonly #ramp: GPUBuffer;
  readonly #words = new Float32Array(PICTURE_WORDS);
  #drawnRamp: Picture['ramp'] | undefined;
  #bound: { pipeline: GPURenderPipeline; groups: [GPUBindGroup, GPUBindGroup] } | undefined;

  /** @throws Error when the canvas gives no WebGPU context */
  constructor(device: GPUDevice, canvas: HTMLCanvasElement) {
    const context = canvas.getContext('webgpu');
    if (!context) throw new Error('The canvas gives no WebGPU context.');
    this.#device = device;
    this.#context = context;
    this.#format = navigator.gpu.getPreferredCanvasFormat();
    context.configure({ device, format: this.#format, alphaMode: 'premultiplied' });
    const uniform = (label: string, size: number) => device.createBuffer({ label, size, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
    this.#parameters = uniform('parameters', PARAMETER_BYTES);
    this.#picture = uniform('picture', 4 * PICTURE_WORDS);
    this.#ramp = uniform('ramp', 16 * 256);
  }

  #pipeline(formulas: Formulas): GPURenderPipeline {
    const device = this.#device;
    return perDevice(device, `paint ${this.#format} ${formulas.loss} ${formulas.penalty}`, () => {
      const module = device.createShaderModule({ label: 'paint', code: formulaShader(formulas) + paintText });
      return device.createRenderPipeline({
        label: 'paint', layout: 'auto', vertex: { module, entryPoint: 'cover' },
        fragment: { module, entryPoint: 'shade', targets: [{ format: this.#format }] },
      });
    });
  }

  #bind(pipeline: GPURenderPipeline) {
    if (this.#bound?.pipeline !== pipeline) {
      const group = (index: number, buffers: GPUBuffer[]) => this.#device.createBindGroup({
        layout: pipeline.getBindGroupLayout(index), entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      this.#bound = { pipeline, groups: [group(0, [this.#parameters]), group(1, [this.#picture, this.#ramp])] };
    }
    return this.#bound.groups;
  }

  /** Encodes the picture at the canvas's own size; the caller submits, so that many views share one submit. */
  encode(encoder: GPUCommandEncoder, picture: Picture): void {
    const { formulas, window: { x, y }, lambda, heat, levels, lineWidth, line, ramp } = picture;
    const { queue } = this.#device;
    const texture = this.#context.getCurrentTexture();
    const words = this.#words;
    words.set([x[0], y[0], x[1], y[1], texture.width, texture.height, lambda, lineWidth]);
    words.set(heat ? [heat.low, heat.high > heat.low ? 1 / (heat.high - heat.low) : 0, QUANTITIES[heat.of], contactRing(picture)] : [0, 0, 0, contactRing(picture)], 8);
    words.set(levels ? [levels.base, levels.step, QUANTITIES[levels.of], levels.count] : [0, 1, 0, 1], 12);
    words.set(line, 16);
    queue.writeBuffer(this.#picture, 0, words);
    queue.writeBuffer(this.#parameters, 0, formulaParameters(formulas));
    if (this.#drawnRamp !== ramp) queue.writeBuffer(this.#ramp, 0, Float32Array.from(ramp, (part) => part / 255));
    this.#drawnRamp = ramp;
    const pipeline = this.#pipeline(formulas);
    const groups = this.#bind(pipeline);
    const pass = encoder.beginRenderPass({ colorAttachments: [{ view: texture.createView(), loadOp: 'clear', storeOp: 'store' }] });
    pass.setPipeline(pipeline);
    groups.forEach((group, index) => pass.setBindGroup(index, group));
    pass.draw(3);
    pass.end();
  }

  dispose(): void {
    this.#context.unconfigure();
    for (const buffer of [this.#parameters, this.#picture, this.#ramp]) buffer.destroy();
  }
}
