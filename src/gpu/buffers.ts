import { guarded } from './guarded.ts';

/** A buffer holding the given bytes. */
export function filled(device: GPUDevice, label: string, data: ArrayBufferView<ArrayBuffer>, usage: GPUBufferUsageFlags): GPUBuffer {
  const buffer = device.createBuffer({ label, size: Math.ceil(data.byteLength / 16) * 16, usage: usage | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
  return buffer;
}

/** A copy of a buffer; see `readBackWith`. */
export const readBack = (device: GPUDevice, source: GPUBuffer, size = source.size): Promise<ArrayBuffer> => readBackWith(device, source, (range) => range.slice(0), size);

/**
 * Hands a buffer's content to whoever takes what it needs of it, in slices where it is large. The commands that fill it must be
 * submitted already.
 * @throws GpuFault where the GPU refused the buffer or the copy: it would read as zeros
 */
export async function readBackWith<Result>(device: GPUDevice, source: GPUBuffer, take: (range: ArrayBuffer) => Result, size = source.size): Promise<Awaited<Result>> {
  let staging: GPUBuffer | undefined;
  try {
    await guarded(device, () => {
      staging = device.createBuffer({ label: 'read back', size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(source, 0, staging, 0, size);
      device.queue.submit([encoder.finish()]);
      return staging.mapAsync(GPUMapMode.READ);
    });
    return await take(staging!.getMappedRange());
  } finally {
    staging?.destroy();
  }
}
