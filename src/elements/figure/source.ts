import { columnSteps } from '../../data/csv.ts';
import { loadText } from '../../data/load.ts';
import { samplesSteps, type Design } from '../../data/standardise.ts';
import { inSlices } from '../../field/slices.ts';
import type { DataLoss, Samples } from '../../problem/types.ts';

/** From the text of a CSV to samples, in steps that end when the reader has asked for something else. */
function* samplesIn(text: string, kind: DataLoss['kind'], design: Design, signal: AbortSignal): Generator<void, Samples> {
  const { features, target, weights } = design;
  const steps = (function* all() {
    return yield* samplesSteps(yield* columnSteps(text, [...features, target, weights ?? '']), kind, design);
  })();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    signal.throwIfAborted();
    yield;
  }
}

/** Fetches a CSV and reads it in slices. @throws Complaint (the promise rejects), or the signal's reason */
export const fetchSamples = async (src: string, kind: DataLoss['kind'], design: Design, signal: AbortSignal): Promise<Samples> =>
  inSlices(samplesIn(await loadText(src, signal), kind, design, signal));
