import type { Timing } from './times.ts';
import { evaluateWork, PIPELINES } from './work.ts';

const MILLION = 2 ** 20, NODES = 2 ** 14, SAMPLES = 1000;

/** Every pipeline with the numbers of a usual question: what is to be timed, and how long it takes at least. */
export const PLANNED: readonly Pick<Timing, 'pipeline' | 'work' | 'units'>[] = [
  { pipeline: 'evaluate: quadratic, l1', work: evaluateWork('quadratic', 'l1'), units: MILLION },
  { pipeline: 'evaluate: himmelblau, l2-norm', work: evaluateWork('himmelblau', 'l2-norm'), units: MILLION },
  { pipeline: 'evaluate: rosenbrock, lp ½', work: evaluateWork('rosenbrock', 'lp ½'), units: MILLION },
  { pipeline: 'evaluate: formula, scad', work: evaluateWork('formula', 'scad'), units: MILLION },
  { pipeline: 'reduce: stride', work: PIPELINES.stride, units: MILLION },
  { pipeline: 'reduce: gather', work: PIPELINES.gather, units: 1 },
  { pipeline: 'samples: logistic, n = 1000', work: PIPELINES.samples('logistic'), units: SAMPLES * NODES },
  { pipeline: 'samples: fold', work: PIPELINES.fold, units: Math.ceil(SAMPLES / 64) * NODES },
  { pipeline: 'samples: close', work: PIPELINES.close('l1'), units: NODES },
  { pipeline: 'paint: quadratic, l1', work: PIPELINES.paint('quadratic', 'l1'), units: MILLION },
  { pipeline: 'paint: logistic, l1', work: PIPELINES.paint('logistic', 'l1'), units: MILLION },
  { pipeline: 'atlas: l1', work: PIPELINES.atlas, units: MILLION },
];
