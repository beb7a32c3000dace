import { describe, expect, test } from 'vitest';
import { finish } from '../../src/field/slices.ts';
import { ramp } from '../../src/paint/colour.ts';
import { CpuPainter } from '../../src/paint/cpu.ts';
import { GpuPainter } from '../../src/paint/gpu.ts';
import { drawnWeight, levelsOf, rangeOf, type Picture, type Quantity } from '../../src/paint/picture.ts';
import { reliefOf } from '../../src/paint/relief.ts';
import { gpuHome } from '../../src/gpu/device.ts';
import { cpuEngine, lossFunction } from '../../src/field/cpu.ts';
import { formulasOf, type Table } from '../../src/problem/formulas.ts';
import { stateLoss } from '../../src/problem/losses.ts';
import type { Problem } from '../../src/problem/types.ts';
import { solve } from '../../src/solver/solve.ts';
import { GRID, problems } from '../problems.ts';
import { guard } from './page.ts';
import { strays } from './strays.ts';

guard();
const SIZE = 180;
const LINE = [0.1, 0.4, 0.7, 1] as const;

async function onGpu(picture: Picture): Promise<Uint8ClampedArray> {
  const { device } = await gpuHome();
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const painter = new GpuPainter(device, canvas);
  const encoder = device.createCommandEncoder();
  painter.encode(encoder, picture);
  device.queue.submit([encoder.finish()]);
  const copy = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE }).getContext('2d')!;
  copy.drawImage(canvas, 0, 0); // in the same task: once presented, the canvas is empty to a reader
  painter.dispose();
  return copy.getImageData(0, 0, SIZE, SIZE).data;
}

const onCpu = (picture: Picture) => finish(new CpuPainter().paint(picture, SIZE, SIZE));

const SIDE = 65;
let tables = 0;

/** The table of a loss that only a sum over samples gives, with one node beyond each edge. */
async function tableOf(problem: Problem): Promise<Table | undefined> {
  if (stateLoss(problem.loss)) return undefined;
  const { window: { x, y } } = GRID;
  const [dx, dy] = [(x[1] - x[0]) / (SIDE - 1), (y[1] - y[0]) / (SIDE - 1)];
  const wide = { x: [x[0] - dx, x[1] + dx], y: [y[0] - dy, y[1] + dy] } as const;
  const { loss } = await cpuEngine.evaluate(problem, { window: wide, columns: SIDE + 2, rows: SIDE + 2 });
  return { id: (tables += 1), window: GRID.window, columns: SIDE, rows: SIDE, values: Float32Array.from(loss) };
}

async function pictureOf(problem: Problem, heat: Quantity, lines: Quantity | null): Promise<Picture> {
  const solution = solve(problem);
  const { window } = GRID;
  const relief = reliefOf(lossFunction(problem.loss), window, undefined, problem.loss.kind === 'quadratic');
  return {
    formulas: formulasOf(problem, await tableOf(problem))!, window, lambda: drawnWeight(problem, solution), power: relief.power,
    heat: { of: heat, ...rangeOf(heat, problem, solution, relief) },
    levels: lines && levelsOf(lines, 12, problem, solution, relief), contact: lines === 'loss' ? solution.loss : null, lineWidth: 1.2,
    ramp: ramp([1, 1, 1, 1], [0.2, 0.3, 0.5, 1]), line: LINE,
  };
}

test('canary: a WebGPU canvas shows the colours it was given', async () => {
  const [, problem] = problems().next().value!;
  const picture = { ...await pictureOf(problem, 'loss', null), ramp: ramp([1, 0, 0, 1], [1, 0, 0, 1]) };
  const pixels = await onGpu(picture);
  for (let at = 0; at < pixels.length; at += 4) expect([pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]]).toEqual([255, 0, 0, 255]);
});

test('a thin ring where the bold one is drawn gives way to it, and no other does', async () => {
  const [, problem] = problems().next().value!;
  const picture = { ...await pictureOf(problem, 'loss', 'loss'), contact: null };
  const { base, step } = picture.levels!, power = 1 / picture.power;
  const plain = onCpu({ ...picture, levels: null });
  const ink = (pixels: Uint8ClampedArray) => { let sum = 0; pixels.forEach((value, at) => { sum += Math.abs(value - plain[at]!); }); return sum; };
  for (const paint of [onCpu, onGpu]) {
    const all = ink((await paint(picture)).slice()), between = ink((await paint({ ...picture, contact: base + (3.5 * step) ** power })).slice());
    const onRing = ink((await paint({ ...picture, contact: base + (3 * step) ** power })).slice());
    expect(between).toBe(all);
    expect(onRing).toBeLessThan(0.97 * all);
    expect(onRing).toBeGreaterThan(0.7 * all);
  }
});

describe.each([...problems()])('%s', (_, problem) => {
  test.each(['objective', 'loss', 'penalty'] as const)('the heatmap of the %s is equal on both engines, to 2/255', async (quantity) => {
    const picture = await pictureOf(problem, quantity, null);
    const [gpu, cpu] = [await onGpu(picture), onCpu(picture)];
    let worst = 0;
    gpu.forEach((value, at) => { worst = Math.max(worst, Math.abs(value - cpu[at]!)); });
    expect(worst).toBeLessThanOrEqual(2);
    expect(new Set(cpu).size).toBeGreaterThan(20); // and it is a picture
  });

  test.each(['objective', 'loss'] as const)('the level lines of the %s lie within 1 px on both engines', async (quantity) => {
    const picture = await pictureOf(problem, 'loss', quantity);
    const plain = onCpu({ ...picture, levels: null });
    const [gpu, cpu] = [await onGpu(picture), onCpu(picture)];
    const inked = (pixels: Uint8ClampedArray, at: number, least: number) =>
      [0, 1, 2].some((part) => Math.abs(pixels[4 * at + part]! - plain[4 * at + part]!) > least);
    let lines = 0, stray = 0;
    for (const [one, other] of [[gpu, cpu], [cpu, gpu]] as const) for (let y = 1; y < SIZE - 1; y += 1) for (let x = 1; x < SIZE - 1; x += 1) {
      if (!inked(one, y * SIZE + x, 24)) continue;
      lines += 1;
      const near = [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => inked(other, (y + dy) * SIZE + x + dx, 2)));
      if (!near) stray += 1;
    }
    expect(lines).toBeGreaterThan(500);
    expect(stray).toBe(0);
    // And they are as dark: the edge of a line may be shaded apart here and there (at a crease one engine differentiates
    // on one side, the other across), a whole line not.
    const { differing } = strays({ data: gpu, width: SIZE, height: SIZE }, { data: cpu, width: SIZE, height: SIZE });
    expect(differing).toBeLessThan(lines / 4);
  });
});
