import '../../src/index.ts';
import type { RegGeometry } from '../../src/index.ts';
import { measure } from './measure.ts';

const FRAMES = 120;
const LAMBDA_MAX = 1.59;
const stage = document.getElementById('stage')!;
stage.attributeStyleMap.set('width', '512px');

async function frames(step: (share: number) => void): Promise<void> {
  for (let i = 1; i <= FRAMES; i += 1) {
    await new Promise(requestAnimationFrame);
    step(i / FRAMES);
  }
  await new Promise(requestAnimationFrame);
}

/** Called by run.mjs: each puts its own page up, then sweeps λ from 0 to λmax once; and the solvers, which draw nothing. */
Object.assign(globalThis, {
  prepare: async (engine: string) => {
    stage.replaceChildren();
    if (engine === 'nothing') return engine;
    const figure = Object.assign(document.createElement('reg-geometry'), { prefer: engine, lambda: 0 }) as RegGeometry;
    stage.append(figure);
    await figure.ready;
    await frames(() => {});
    return figure.engine;
  },
  sweep: async () => {
    const figure = stage.querySelector('reg-geometry') as RegGeometry | null;
    await frames((share) => { if (figure) figure.lambda = share * LAMBDA_MAX; });
    return figure?.solution.theta ?? null;
  },
  measure,
});
