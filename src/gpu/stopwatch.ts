import { readBackWith } from './buffers.ts';
import { gpuHome } from './device.ts';

/** One pass of the GPU and how long it took by the GPU's own clock. */
export interface GpuPass {
  /** The pipeline: evaluate, sum blocks, fold, close, stride, gather, atlas or paint. */
  readonly label: string;
  readonly milliseconds: number;
}

const MOST = 2048; // passes: a query set holds twice as many stamps
const NANOSECONDS = 1e6; // in a millisecond

interface Running { readonly queries: GPUQuerySet; readonly labels: string[] }
const running = new WeakMap<GPUDevice, Running>();

/** @internal What a pass of that label needs in its descriptor while a stopwatch runs on its device; nothing else. */
export function stamps(device: GPUDevice, label: string): { readonly timestampWrites: GPUComputePassTimestampWrites } | undefined {
  const watch = running.get(device);
  if (!watch || watch.labels.length === MOST) return undefined;
  const first = 2 * watch.labels.length;
  watch.labels.push(label);
  return { timestampWrites: { querySet: watch.queries, beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 } };
}

async function read(device: GPUDevice, { queries, labels }: Running): Promise<readonly GpuPass[]> {
  if (labels.length === 0) return [];
  const stampCount = 2 * labels.length;
  const resolved = device.createBuffer({ label: 'stamps', size: 8 * stampCount, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
  try {
    const encoder = device.createCommandEncoder({ label: 'stamps' });
    encoder.resolveQuerySet(queries, 0, stampCount, resolved, 0);
    device.queue.submit([encoder.finish()]);
    return await readBackWith(device, resolved, (bytes) => {
      const times = new BigUint64Array(bytes);
      // A clock that was set anew between the stamps tells nothing.
      return labels.flatMap((label, at) => (times[2 * at + 1]! >= times[2 * at]! ? [{ label, milliseconds: Number(times[2 * at + 1]! - times[2 * at]!) / NANOSECONDS }] : []));
    });
  } finally {
    resolved.destroy();
  }
}

/**
 * Times every pass on the page's one device, those of its figures too, by the GPU's own clock, until it is stopped; 2048 of them at most.
 * Browsers round that clock, Chromium to 0.1 ms: only the mean of many passes tells of one.
 * @returns what stops it and resolves to the passes in their order; null where the adapter has no timestamp-query, or one runs already
 * @throws NoGpu (the promise rejects) where there is no GPU
 */
export async function gpuStopwatch(): Promise<(() => Promise<readonly GpuPass[]>) | null> {
  const { device } = await gpuHome();
  if (!device.features.has('timestamp-query') || running.has(device)) return null;
  const watch: Running = { queries: device.createQuerySet({ label: 'stopwatch', type: 'timestamp', count: 2 * MOST }), labels: [] };
  running.set(device, watch);
  return async () => {
    running.delete(device);
    try {
      return await read(device, watch);
    } finally {
      watch.queries.destroy();
    }
  };
}
