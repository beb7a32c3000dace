import { cpuEngine, evaluate, gpuEngine } from '../../src/core.ts';
import { onePass } from './by-hand.ts';

const noise = (i) => { const s = Math.sin(i * 12.9898) * 43758.5453; return 2 * (s - Math.floor(s)) - 1; };

/** n samples of two features, and what follows from them with noise. */
export function samples(kind, n) {
  const X = Array.from({ length: n }, (_, i) => [2 * noise(3 * i + 1), 2 * noise(3 * i + 2)]);
  return { kind, X, y: X.map(([u, v], i) => { const value = u - 0.4 * v + noise(3 * i + 3); return kind === 'squared' ? value : value > 0 ? 1 : -1; }) };
}

/** Milliseconds of logistic L and R over 256², n = 1000: by either engine, and by the naive loop, in turns. */
export async function fieldOnce(naiveFirst) {
  const loss = samples('logistic', 1000), problem = { loss, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 };
  const grid = { window: { x: [-2, 4], y: [-3, 3] }, columns: 256, rows: 256 };
  const clock = async (work) => { const start = performance.now(); const value = await work(); return { time: performance.now() - start, value }; };
  const gpu = await gpuEngine();
  const naive = () => clock(() => {
    const values = new Float64Array(256 * 256);
    for (let at = 0; at < values.length; at += 1) values[at] = onePass('logistic', loss.X, loss.y, [-2 + (6 * (at % 256)) / 255, -3 + (6 * Math.floor(at / 256)) / 255]);
    return values;
  });
  const early = naiveFirst ? await naive() : undefined;
  await evaluate(problem, { ...grid, columns: 4, rows: 4 }, cpuEngine); // the worker runs
  const own = await clock(() => evaluate(problem, grid, cpuEngine));
  await evaluate(problem, { ...grid, columns: 4, rows: 4 }, gpu);
  const other = await clock(() => evaluate(problem, grid, gpu));
  const late = early ?? await naive();
  return { own: own.time, gpu: other.time, naive: late.time };
}
