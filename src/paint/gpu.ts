import paintText from '../../shaders/paint.wgsl?raw';
import { formulaParameters, formulaShader, PARAMETER_BYTES, readsParameters } from '../field/shader.ts';
import { bindGroup } from '../gpu/bind.ts';
import { filled } from '../gpu/buffers.ts';
import { guarded, GpuFault } from '../gpu/guarded.ts';
import { perDevice } from '../gpu/pipelines.ts';
import { stamps } from '../gpu/stopwatch.ts';
import { isTable, type Table } from '../problem/formulas.ts';
import { MOST_LEVELS } from '../problem/read-levels.ts';
import { contactRing, middleShare, type Picture, type Quantity } from './picture.ts';

const PLAIN_WORDS = 24, PICTURE_WORDS = PLAIN_WORDS + MOST_LEVELS;
const QUANTITIES = { objective: 1, loss: 2, penalty: 3 } satisfies Record<Quantity, number>;

interface GpuTable { readonly id: number; readonly place: GPUBuffer; readonly values: GPUBuffer }

/** What of a picture the GPU may refuse: its shader, and the table it reads. */
interface Kit { readonly text: string; readonly table: number }
const sameKit = (a: Kit | undefined, b: Kit) => a?.text === b.text && a.table === b.table;

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
  #table: GpuTable | undefined;
  #bound: { pipeline: GPURenderPipeline; table: GpuTable | undefined; groups: [GPUBindGroup, GPUBindGroup] } | undefined;
  #sound: Kit | undefined; // what the GPU accepted
  #asked: { readonly kit: Kit; readonly answer: Promise<void> } | undefined;

  /** A painter whose buffers and context the GPU has accepted. @throws GpuFault, or Error when the canvas gives no WebGPU context */
  static async open(device: GPUDevice, canvas: HTMLCanvasElement): Promise<GpuPainter> {
    let painter: GpuPainter | undefined;
    try {
      return await guarded(device, () => (painter = new GpuPainter(device, canvas)));
    } catch (error) {
      painter?.dispose();
      throw error;
    }
  }

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

  #pipeline(code: string): GPURenderPipeline {
    const device = this.#device;
    return perDevice(device, `paint ${this.#format} ${code}`, () => {
      const module = device.createShaderModule({ label: 'paint', code });
      return device.createRenderPipeline({
        label: 'paint', layout: 'auto', vertex: { module, entryPoint: 'cover' },
        fragment: { module, entryPoint: 'shade', targets: [{ format: this.#format }] },
      });
    });
  }

  #bind(pipeline: GPURenderPipeline, parameters: GPUBuffer | null, table: GpuTable | undefined) {
    if (this.#bound?.pipeline !== pipeline || this.#bound.table !== table) {
      const first = [parameters, ...(table ? [table.place, table.values] : [])];
      this.#bound = { pipeline, table, groups: [bindGroup(this.#device, pipeline, 0, first), bindGroup(this.#device, pipeline, 1, [this.#picture, this.#ramp])] };
    }
    return this.#bound.groups;
  }

  #tabulate(table: Table): GpuTable {
    if (this.#table?.id === table.id) return this.#table;
    this.#drop();
    const { window: { x, y }, columns, rows, values } = table;
    const words = new ArrayBuffer(32);
    const step = [(x[1] - x[0]) / (columns - 1), (y[1] - y[0]) / (rows - 1)] as const;
    new Float32Array(words).set([x[0], y[0], 1 / step[0], 1 / step[1]]);
    new Uint32Array(words).set([columns + 2, rows + 2], 4);
    const place = filled(this.#device, 'table', new Uint8Array(words), GPUBufferUsage.UNIFORM);
    return (this.#table = { id: table.id, place, values: filled(this.#device, 'table values', values, GPUBufferUsage.STORAGE) });
  }

  #drop(): void {
    this.#table?.place.destroy();
    this.#table?.values.destroy();
    this.#table = undefined;
  }

  #equip({ formulas }: Pick<Picture, 'formulas'>) {
    const code = formulaShader(formulas) + paintText;
    const pipeline = this.#pipeline(code);
    return { pipeline, groups: this.#bind(pipeline, readsParameters(code) ? this.#parameters : null, isTable(formulas.loss) ? this.#tabulate(formulas.loss) : undefined) };
  }

  /**
   * Has the GPU make what the picture needs: undefined when it has it, else a promise for when it has.
   * @throws GpuFault (the promise rejects) where it refuses: encoded all the same, the picture and all others of its submit would stay blank
   */
  prepare({ formulas }: Picture, width: number, height: number): Promise<void> | undefined {
    const most = this.#device.limits.maxTextureDimension2D;
    if (width > most || height > most) return Promise.reject(new GpuFault(`The GPU draws up to ${most} pixels a side, and the figure has ${width} × ${height}.`));
    const kit: Kit = { text: formulaShader(formulas), table: isTable(formulas.loss) ? formulas.loss.id : 0 };
    if (sameKit(this.#sound, kit)) return undefined;
    if (sameKit(this.#asked?.kit, kit)) return this.#asked!.answer;
    const answer = guarded(this.#device, () => void this.#equip({ formulas })).then(() => { if (this.#asked?.kit === kit) this.#sound = kit; });
    this.#asked = { kit, answer };
    return answer;
  }

  /** Encodes the picture at the canvas's own size; the caller submits, so that many views share one submit. */
  encode(encoder: GPUCommandEncoder, picture: Picture): void {
    const { formulas, window: { x, y }, lambda, power, heat, levels, lineWidth, line, ramp } = picture;
    const { queue } = this.#device;
    const texture = this.#context.getCurrentTexture();
    const words = this.#words;
    words.set([x[0], y[0], x[1], y[1], texture.width, texture.height, lambda, lineWidth]);
    words.set(heat ? [heat.low, heat.high > heat.low ? 1 / (heat.high - heat.low) : 0, QUANTITIES[heat.of], contactRing(picture)] : [0, 0, 0, contactRing(picture)], 8);
    words.set(levels ? [levels.base, levels.step, QUANTITIES[levels.of], levels.count] : [0, 1, 0, 1], 12);
    words.set(line, 16);
    words.set([power, middleShare(heat), levels?.given ? Math.min(MOST_LEVELS, levels.given.length) : 0], 20);
    if (levels?.given) words.set(levels.given.slice(0, MOST_LEVELS), PLAIN_WORDS);
    queue.writeBuffer(this.#picture, 0, words);
    queue.writeBuffer(this.#parameters, 0, formulaParameters(formulas));
    if (this.#drawnRamp !== ramp) queue.writeBuffer(this.#ramp, 0, Float32Array.from(ramp, (part) => part / 255));
    this.#drawnRamp = ramp;
    const { pipeline, groups } = this.#equip(picture);
    const pass = encoder.beginRenderPass({ ...stamps(this.#device, 'paint'), colorAttachments: [{ view: texture.createView(), loadOp: 'clear', storeOp: 'store' }] });
    pass.setPipeline(pipeline);
    groups.forEach((group, index) => pass.setBindGroup(index, group));
    pass.draw(3);
    pass.end();
  }

  dispose(): void {
    this.#context.unconfigure();
    this.#drop();
    for (const buffer of [this.#parameters, this.#picture, this.#ramp]) buffer.destroy();
  }
}
