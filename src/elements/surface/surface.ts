import { workerHome } from '../../field/worker.ts';
import { within } from '../../field/within.ts';
import { gpuHome, gpuIsSoftware, NoGpu } from '../../gpu/device.ts';
import type { Picture } from '../../paint/picture.ts';
import { once } from '../once.ts';
import { type EngineKind, type Means, type Surface, type Watcher } from './canvas.ts';

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
const READY_MS = 30; // a real GPU has told by then that it is there; else the worker is started meanwhile

class Late extends NoGpu {}

/** No fault: the GPU is there and was not asked for by name. */
class SoftwareGpu extends NoGpu {
  constructor() { super('The GPU here is software, and slower than the worker; prefer="gpu" takes it all the same.'); }
}

// A page with a real GPU loads what draws with it before its first picture, and any other page what draws without.
let gpuPart: typeof import('./gpu-surface.ts') | undefined; // once it is here
const cpuPart = once(() => import('./cpu-surface.ts'));

/** Loads what draws where the GPU is lost: then the page may have no network. @throws Error (the promise rejects) */
export const fallback = async (): Promise<void> => { await cpuPart(); };

/** Whether a picture may be drawn in single precision. Where no GPU has drawn yet nobody needs to know. */
export const isPrecise = (picture: Picture, width: number, height: number): boolean => gpuPart?.isPrecise(picture, width, height) ?? true;

/** @param real called once it is known that the GPU will be tried */
async function gpuSurface(force: boolean, watcher: Watcher, real: () => void): Promise<Surface> {
  // Measured: a software adapter draws slower than the worker, so one is taken only when asked for.
  if (!force && (await gpuIsSoftware())) throw new SoftwareGpu();
  real();
  gpuHome().catch(() => {}); // the device is made meanwhile
  gpuPart ??= await import('./gpu-surface.ts');
  return gpuPart.gpuSurface(watcher);
}

function startWorker(): void {
  cpuPart().catch(() => {});
  workerHome().catch(() => {});
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Opens a surface: the GPU's where there is a real one or `prefer` is "gpu", else the worker's, else in slices.
 * @param barred means that have failed here
 * @param hurry whether there was a picture, which is now lost
 * @throws Error where every means is barred
 */
export async function openSurface(prefer: EngineKind | null, barred: ReadonlySet<Means>, hurry: boolean, watcher: Watcher): Promise<Opened> {
  const reasons: string[] = [];
  const early = prefer === null && !barred.has('worker') ? setTimeout(startWorker, READY_MS) : undefined;
  if (prefer === 'cpu' && !barred.has('worker')) startWorker();
  let fallen = prefer !== 'cpu';
  if (prefer !== 'cpu' && !barred.has('gpu')) {
    const opening = gpuSurface(prefer === 'gpu', watcher, () => clearTimeout(early));
    try {
      return { surface: await within(opening, prefer === 'gpu' && !hurry ? ASKED_MS : GPU_MS, () => new Late('The GPU has not answered yet.')), reason: '', fallen: false };
    } catch (error) {
      if (error instanceof Late) opening.then((surface) => { surface.dispose(); watcher.better(); }, () => {});
      fallen = !(error instanceof SoftwareGpu);
      reasons.push(messageOf(error));
    }
  }
  clearTimeout(early);
  const { sliceSurface, workerSurface } = await cpuPart();
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
