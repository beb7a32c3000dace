const caches = new WeakMap<GPUDevice, Map<string, unknown>>();

/** One object per device and key, made on first use: modules and pipelines are shared by every figure of the page. */
export function perDevice<T>(device: GPUDevice, key: string, make: () => T): T {
  let cache = caches.get(device);
  if (!cache) caches.set(device, (cache = new Map()));
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

/** A compute pipeline from complete WGSL text; the text is the key. */
export function computePipeline(device: GPUDevice, label: string, code: string, entryPoint: string): GPUComputePipeline {
  const module = perDevice(device, code, () => device.createShaderModule({ label, code }));
  return perDevice(device, `${entryPoint}\n${code}`, () => device.createComputePipeline({ label, layout: 'auto', compute: { module, entryPoint } }));
}
