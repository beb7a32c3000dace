import { gpuStopwatch, type Engine, type Problem } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { LOSSES, PENALTIES, sampleLoss, type LossName, type PenaltyName } from './catalogue.ts';
import { evaluateWork, PIPELINES, type Work } from './work.ts';

/** How long one pipeline takes here. */
export interface Timing {
  readonly pipeline: string;
  readonly work: Work;
  /** Units done in that time. */
  readonly units: number;
  /** Of one run, the mean of several. */
  readonly milliseconds: number;
  /** gpu: by the GPU's own clock; wall: from the question to the answer, the way back to the page included. */
  readonly clock: 'gpu' | 'wall';
}

const SIDE = 1024, SOFTWARE_SIDE = 256, SAMPLES = 1000, SAMPLES_SIDE = 128; // nodes across
const RUNS = 24, MOST_MS = 1500, FRAMES = 60;

const gridOf = (side: number) => ({ window: { x: [-2, 3] as const, y: [-2.5, 2.5] as const }, columns: side, rows: side });

interface Total { readonly milliseconds: number; readonly passes: number }

/** Total time of each label by the GPU's clock while something runs; undefined where there is no such clock. */
async function stamped(act: () => Promise<void>): Promise<ReadonlyMap<string, Total> | undefined> {
  const stop = await gpuStopwatch();
  try {
    await act();
  } catch (error) {
    await stop?.();
    throw error;
  }
  if (!stop) return undefined;
  const sums = new Map<string, Total>();
  for (const { label, milliseconds } of await stop()) {
    const so = sums.get(label) ?? { milliseconds: 0, passes: 0 };
    sums.set(label, { milliseconds: so.milliseconds + milliseconds, passes: so.passes + 1 });
  }
  return sums;
}

/** Runs a field again and again. @returns mean milliseconds of a run by label, the whole of it as “wall” */
async function fieldTimes(engine: Engine, problem: Problem, side: number, signal: AbortSignal): Promise<{ readonly gpu: ReadonlyMap<string, number> | undefined; readonly wall: number }> {
  const grid = gridOf(side);
  await engine.evaluate(problem, grid as never, { signal }); // pipelines are made, samples brought
  let runs = 0, from = 0, wall = 0;
  const sums = await stamped(async () => {
    from = performance.now();
    for (; runs < RUNS && performance.now() - from < MOST_MS; runs += 1) await engine.evaluate(problem, grid as never, { signal });
    wall = (performance.now() - from) / runs;
  });
  return { gpu: sums && new Map([...sums].map(([label, { milliseconds }]) => [label, milliseconds / runs])), wall };
}

/** Each field, by the problem that it belongs to. */
async function* fields(engine: Engine, side: number, signal: AbortSignal): AsyncGenerator<Timing> {
  const problemOf = (loss: LossName, penalty: PenaltyName): Problem => ({ loss: LOSSES[loss], penalty: PENALTIES[penalty], form: 'penalty', lambda: 0.6 });
  for (const [loss, penalty] of [['quadratic', 'l1'], ['himmelblau', 'l2-norm'], ['rosenbrock', 'lp ½'], ['formula', 'scad']] as const) {
    const { gpu, wall } = await fieldTimes(engine, problemOf(loss, penalty), side, signal), units = side ** 2, work = evaluateWork(loss, penalty);
    yield { pipeline: `evaluate: ${loss}, ${penalty}`, work, units, ...(gpu ? { milliseconds: gpu.get('evaluate') ?? 0, clock: 'gpu' } : { milliseconds: wall, clock: 'wall' }) };
    if (loss !== 'quadratic' || !gpu) continue;
    yield { pipeline: 'reduce: stride', work: PIPELINES.stride, units, milliseconds: gpu.get('stride') ?? 0, clock: 'gpu' };
    yield { pipeline: 'reduce: gather', work: PIPELINES.gather, units: 1, milliseconds: gpu.get('gather') ?? 0, clock: 'gpu' };
  }
  const nodes = SAMPLES_SIDE ** 2;
  const { gpu, wall } = await fieldTimes(engine, { ...problemOf('quadratic', 'l1'), loss: sampleLoss('logistic', SAMPLES) }, SAMPLES_SIDE, signal);
  const sums = { pipeline: `samples: logistic, n = ${SAMPLES}`, work: PIPELINES.samples('logistic'), units: nodes * SAMPLES };
  if (!gpu) return yield { ...sums, milliseconds: wall, clock: 'wall' };
  yield { ...sums, milliseconds: gpu.get('sum blocks') ?? 0, clock: 'gpu' };
  yield { pipeline: 'samples: fold', work: PIPELINES.fold, units: nodes * Math.ceil(SAMPLES / 64), milliseconds: gpu.get('fold') ?? 0, clock: 'gpu' };
  yield { pipeline: 'samples: close', work: PIPELINES.close('l1'), units: nodes, milliseconds: gpu.get('close') ?? 0, clock: 'gpu' };
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

/** A λ sweep of the figure on the page; nothing where it is out of sight, and so asleep, or the GPU has no clock. */
async function* pictures(figure: RegGeometry, signal: AbortSignal): AsyncGenerator<Timing> {
  if (figure.engine !== 'gpu' || document.hidden) return;
  await nextFrame();
  const pixels = Math.round(figure.clientWidth * devicePixelRatio) ** 2;
  const before = figure.lambda;
  const sums = await stamped(async () => {
    for (let frame = 0; frame < FRAMES && !signal.aborted; frame += 1) {
      figure.lambda = (1.2 * (frame + 1)) / FRAMES;
      await nextFrame();
    }
    await nextFrame();
  });
  figure.lambda = before;
  const total = sums?.get('paint');
  if (total) yield { pipeline: 'paint: quadratic, l1', work: PIPELINES.paint('quadratic', 'l1'), units: pixels, milliseconds: total.milliseconds / total.passes, clock: 'gpu' };
}

/** Times every pipeline, one after the other; each is told when it is known. Software gets smaller fields, since nobody learns from waiting for it. */
export async function* timings(engine: Engine, figure: RegGeometry, software: boolean, signal: AbortSignal): AsyncGenerator<Timing> {
  yield* pictures(figure, signal);
  yield* fields(engine, software ? SOFTWARE_SIDE : SIDE, signal);
}
