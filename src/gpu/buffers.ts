import { guarded } from './guarded.ts';

/** A buffer holding the given bytes. */
export function filled(device: GPUDevice, label: string, data: ArrayBufferView<ArrayBuffer>, usage: GPUBufferUsageFlags): GPUBuffer {
  const buffer = device.createBuffer({ label, size: Math.ceil(data.byteLength / 16) * 16, usage: usage | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
  return buffer;
}

/**
 * Copies a buffer back to the host. The commands that fill it must be submitted already.
 * @throws GpuFault where the GPU refused the buffer or the copy: it would read as zeros
 */
export async function readBack(device: GPUDevice, source: GPUBuffer, size = source.size): Promise<ArrayBuffer> {
  let staging: GPUBuffer | undefined;
  try {
    await guarded(device, () => {
      staging = device.createBuffer({ label: 'read back', size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(source, 0, staging, 0, size);
      device.queue.submit([encoder.finish()]);
      return staging.mapAsync(GPUMapMode.READ);
    });
    return staging!.getMappedRange().slice(0);
  } finally {
    staging?.destroy();
  }
}
