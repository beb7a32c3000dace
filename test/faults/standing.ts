/** Faults that are there before the page's own script, and what plays them. */
export interface Standing { readonly name: string; readonly how: string; readonly reason: RegExp; readonly engine?: 'gpu' | 'cpu'; readonly host?: string; readonly fault?: () => void }

export const STANDING: readonly Standing[] = [
  { name: 'none', how: 'for comparison', engine: 'gpu', reason: /^$/ },
  { name: 'no `navigator.gpu`', how: 'the page comes over plain http, which browsers deny WebGPU', host: 'plain.test', reason: /^This browser has no WebGPU\.$/ },
  {
    name: 'an adapter below the limits', how: 'the adapter says so of itself', reason: /^The GPU’s maxStorageBuffersPerShaderStage is 4, and 5 is needed\.$/,
    fault: () => Object.defineProperty(GPUSupportedLimits.prototype, 'maxStorageBuffersPerShaderStage', { get: () => 4 }),
  },
  {
    name: 'a device refused', how: 'the page asks for a feature that the adapter lacks', reason: /^The GPU gives no device: .*feature/i,
    fault: () => {
      const { requestDevice } = GPUAdapter.prototype;
      GPUAdapter.prototype.requestDevice = function (given) { return requestDevice.call(this, { ...given, requiredFeatures: ['shader-f16'] }); };
    },
  },
  {
    name: 'a device that comes lost', how: 'each one is destroyed as soon as it is there', reason: /^The GPU was lost \(destroyed\)\. The GPU was lost 4 times within a minute\.$/,
    fault: () => {
      const { requestDevice } = GPUAdapter.prototype;
      GPUAdapter.prototype.requestDevice = async function (given) { const device = await requestDevice.call(this, given); device.destroy(); return device; };
    },
  },
  {
    name: 'no memory for buffers', how: 'each asks for all that a buffer may have; the driver refuses', reason: /^The GPU refused: .*OUT_OF_DEVICE_MEMORY/s,
    fault: () => {
      const { requestDevice } = GPUAdapter.prototype, { createBuffer } = GPUDevice.prototype;
      GPUAdapter.prototype.requestDevice = function (given) { return requestDevice.call(this, { ...given, requiredLimits: { ...given?.requiredLimits, maxBufferSize: this.limits.maxBufferSize } }); };
      GPUDevice.prototype.createBuffer = function (given) { return createBuffer.call(this, { ...given, size: this.limits.maxBufferSize }); };
    },
  },
  {
    name: 'no memory for a table', how: 'only the field of the loss from data is refused', engine: 'gpu', reason: /^$/,
    fault: () => {
      const { createBuffer } = GPUDevice.prototype;
      GPUDevice.prototype.createBuffer = function (given) { return createBuffer.call(this, given.label === 'partials' ? { ...given, size: 2 ** 40 } : given); };
    },
  },
  {
    name: 'a shader module refused', how: 'Tint refuses it, since a word too much stands in it', reason: /^The GPU refused: .*(shader|module|parsing)/is,
    fault: () => {
      const { createShaderModule } = GPUDevice.prototype;
      GPUDevice.prototype.createShaderModule = function (given) { return createShaderModule.call(this, { ...given, code: `${given.code} surely` }); };
    },
  },
  {
    name: 'no `webgpu` context', how: 'the canvas answers null', reason: /^The canvas gives no WebGPU context\.$/,
    fault: () => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) { return kind === 'webgpu' ? null : getContext.call(this, kind as 'webgpu'); } as typeof getContext;
    },
  },
];
