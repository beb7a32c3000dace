/** Why there is no GPU engine: a sentence for the `engine` event and for people who open the console. */
export class NoGpu extends Error {
  override readonly name = 'NoGpu';
}

export interface GpuHome {
  readonly device: GPUDevice;
  /** A software adapter draws right but slower than the worker, so it is taken only when asked for. */
  readonly software: boolean;
}

let home: Promise<GpuHome> | undefined;
let losses: number[] = [];

const MINUTE_MS = 60_000;
const RECOVERIES = 3; // a minute: a GPU that is lost more often is left alone, so that no page loops on it

async function open(): Promise<GpuHome> {
  losses = losses.filter((time) => performance.now() - time < MINUTE_MS);
  if (losses.length > RECOVERIES) throw new NoGpu(`The GPU was lost ${losses.length} times within a minute.`);
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) throw new NoGpu('This browser has no WebGPU.');
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new NoGpu('This browser has WebGPU but no adapter for it.');
  const device = await adapter.requestDevice({ label: 'reg-geometry' });
  // Lost for whatever reason: the next asker starts again from an adapter, since a used one is consumed.
  void device.lost.then(() => {
    home = undefined;
    losses.push(performance.now());
  });
  return { device, software: adapter.info?.isFallbackAdapter ?? false };
}

/** The page's one device, shared by every figure. @throws NoGpu */
export function gpuHome(): Promise<GpuHome> {
  home ??= open().catch((error: unknown) => {
    home = undefined;
    throw error;
  });
  return home;
}
