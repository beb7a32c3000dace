import { momentsAt, momentsSteps } from '../../samples/moments.ts';
import { sampleSlope } from '../certificate/samples.ts';
import type { Families } from '../families.ts';

export const samples: Families['samples'] = { moments: momentsAt, momentsSteps, slope: sampleSlope };
