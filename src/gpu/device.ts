import { Recoveries } from './recoveries.ts';

/** Why there is no GPU engine: a sentence for the `reg-engine` event and for people who open the console. */
export class NoGpu extends Error {
  override readonly name = 'NoGpu';
}

export interface GpuHome {
  /** @internal the package's declarations need no types of WebGPU */
  readonly device: GPUDevice;
  /** A software adapter draws right but slower than the worker, so it is taken only when asked for. */
  readonly software: boolean;
}

type Tell = (reason: string) => void;

// What the kernels use, all of it within what WebGPU guarantees: an adapter that has less breaks the standard, and would draw nothing.
const NEEDED = {
  maxTextureDimension2D: 4096, maxStorageBuffersPerShaderStage: 5, maxUniformBuffersPerShaderStage: 4,
  maxComputeInvocationsPerWorkgroup: 64, maxComputeWorkgroupSizeX: 64, maxStorageBufferBindingSize: 2 ** 27, maxUniformBufferBindingSize: 4096,
} as const satisfies Partial<Record<keyof GPUSupportedLimits, number>>;

const OPTIONAL = ['timestamp-query'] as const satisfies readonly GPUFeatureName[]; // the stopwatch's; nothing is drawn by it

const REFUSED_MS = 60_000; // a refusal stands so long: a page of two hundred figures asks once

let home: Promise<GpuHome> | undefined;
let asked: Promise<GPUAdapter | null> | undefined; // the adapter of that home
let looked: Promise<GPUAdapter | null> | undefined; // one that was only looked at: no device was made of it yet
let soft: Promise<boolean> | undefined; // whether that was software
let refused: number | undefined; // when
const recoveries = new Recoveries();
const watchers = new WeakMap<GPUDevice, Set<Tell>>(); // of devices that live

function lacking(adapter: GPUAdapter): string {
  for (const [name, needed] of Object.entries(NEEDED)) {
    const has = adapter.limits[name as keyof typeof NEEDED];
    if (!(has >= needed)) return `The GPU’s ${name} is ${has}, and ${needed} is needed.`;
  }
  return '';
}

async function open(): Promise<GpuHome> {
  const now = performance.now();
  asked = undefined;
  if (!recoveries.allow(now)) throw new NoGpu(`The GPU was lost ${recoveries.recent(now)} times within a minute.`);
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) throw new NoGpu('This browser has no WebGPU.');
  asked = looked ?? gpu.requestAdapter();
  looked = undefined; // a device consumes its adapter
  const adapter = await asked;
  if (!adapter) throw new NoGpu('This browser has WebGPU but no adapter for it.');
  const lacks = lacking(adapter);
  if (lacks) throw new NoGpu(lacks);
  const features = OPTIONAL.filter((name) => adapter.features.has(name));
  const device = await adapter.requestDevice({ label: 'reg-geometry', requiredLimits: NEEDED, requiredFeatures: features });
  watchers.set(device, new Set());
  // Lost for whatever reason (a crash may call itself “destroyed”): the next asker starts again from an adapter, since a used one is consumed.
  void device.lost.then(({ reason }) => {
    home = undefined;
    recoveries.lost(performance.now());
    const told = watchers.get(device)!;
    watchers.delete(device);
    for (const tell of told) tell(lossSentence(reason));
  });
  return { device, software: isSoftware(adapter) };
}

const isSoftware = (adapter: GPUAdapter): boolean => adapter.info?.isFallbackAdapter ?? false;

const lossSentence = (reason: string) => `The GPU was lost (${reason}).`;

/** The page's one device, shared by every figure. @throws NoGpu */
export function gpuHome(): Promise<GpuHome> {
  if (refused !== undefined && performance.now() - refused >= REFUSED_MS) forgive();
  home ??= open().catch((error: unknown) => {
    refused = performance.now();
    throw error instanceof NoGpu ? error : new NoGpu(`The GPU gives no device: ${error instanceof Error ? error.message : String(error)}`);
  });
  return home;
}

// Of a software adapter no page needs a device that does not ask for it by name.
async function look(gpu: GPU): Promise<boolean> {
  const adapter = await (looked = gpu.requestAdapter()), software = adapter !== null && isSoftware(adapter);
  if (software) looked = undefined; // who wants it later asks for one that has not expired
  return software;
}

/** Whether the page's adapter is software, which is known before its device is there. @throws NoGpu */
export async function gpuIsSoftware(): Promise<boolean> {
  if (!home && globalThis.navigator?.gpu && (await (soft ??= look(navigator.gpu).catch(() => false)))) return true;
  const coming = gpuHome(), adapter = await asked?.catch(() => null);
  return adapter ? isSoftware(adapter) : (await coming).software;
}

function forgive(): void {
  home = soft = undefined;
  refused = undefined;
}

/** Allows one new try where the GPU was refused, for a reader who asks or a page that is shown again. */
export function askAgain(): void {
  if (refused === undefined) return;
  forgive();
  recoveries.ask();
}

/** @internal Has `tell` called once when the device is lost, also when it is already. Returns how to be told no more: a device outlives its askers. */
export function whenLost(device: GPUDevice, tell: Tell): () => void {
  let live = true;
  const once: Tell = (reason) => { if (live) tell(reason); };
  const told = watchers.get(device);
  if (told) told.add(once);
  else void device.lost.then(({ reason }) => once(lossSentence(reason)));
  return () => { live = false; told?.delete(once); };
}
