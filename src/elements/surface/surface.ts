import { workerHome } from '../../field/worker.ts';
import { within } from '../../field/within.ts';
import { NoGpu } from '../../gpu/device.ts';
import { type EngineKind, type Means, type Surface, type Watcher } from './canvas.ts';
import { sliceSurface, workerSurface } from './cpu-surface.ts';
import { gpuSurface, SoftwareGpu } from './gpu-surface.ts';

export type { EngineKind, Means, Surface, Watcher } from './canvas.ts';

/** A surface, and why it is no better one. */
export interface Opened {
  readonly surface: Surface;
  /** A sentence or two; empty where it is what was asked for. */
  readonly reason: string;
  /** The GPU was wanted and is not there, so that a later try may be worth it. */
  readonly fallen: boolean;
}

const GPU_MS = 600; // then the CPU draws meanwhile: a figure must not stay blank over a GPU that does not answer
const ASKED_MS = 3000; // where the page asks for the GPU by name, and there is no picture yet

class Late extends NoGpu {}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Opens a surface: the GPU's where there is a real one or `prefer` is "gpu", else the worker's, else in slices.
 * @param barred means that have failed here
 * @param hurry whether there was a picture, which is now lost
 * @throws Error where every means is barred
 */
export async function openSurface(prefer: EngineKind | null, barred: ReadonlySet<Means>, hurry: boolean, watcher: Watcher): Promise<Opened> {
  const reasons: string[] = [];
  let fallen = prefer !== 'cpu';
  if (prefer !== 'cpu' && !barred.has('gpu')) {
    const opening = gpuSurface(prefer === 'gpu', watcher);
    try {
      return { surface: await within(opening, prefer === 'gpu' && !hurry ? ASKED_MS : GPU_MS, () => new Late('The GPU has not answered yet.')), reason: '', fallen: false };
    } catch (error) {
      if (error instanceof Late) opening.then((surface) => { surface.dispose(); watcher.better(); }, () => {});
      fallen = !(error instanceof SoftwareGpu);
      reasons.push(messageOf(error));
    }
  }
  if (!barred.has('worker')) {
    try {
      return { surface: await workerSurface(watcher), reason: reasons.join(' '), fallen };
    } catch (error) {
      workerHome().then(watcher.better, () => {}); // it may only be late
      reasons.push(messageOf(error));
    }
  }
  if (barred.has('slices')) throw new Error(reasons.at(-1) ?? 'Nothing here can draw.');
  return { surface: sliceSurface(watcher), reason: reasons.join(' '), fallen };
}
