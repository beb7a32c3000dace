/** What a GPU refused: memory, a shader, a size. Its message is a sentence around the browser's own words. */
export class GpuFault extends Error {
  override readonly name = 'GpuFault';
}

const FILTERS = ['out-of-memory', 'validation', 'internal'] as const satisfies GPUErrorFilter[];

/**
 * Gives a device commands that it may refuse, and says whether it did: else what it refuses is only silently not drawn, or
 * read back as zeros. The commands are synchronous, since error scopes are one stack for the whole device.
 * @returns what the commands return, awaited
 * @throws GpuFault (the promise rejects), or what the commands threw
 */
export async function guarded<Result>(device: GPUDevice, commands: () => Result): Promise<Awaited<Result>> {
  for (const filter of FILTERS) device.pushErrorScope(filter);
  let scopes: Promise<GPUError | null>[] = [];
  let result: Result;
  try {
    result = commands();
  } finally {
    scopes = FILTERS.map(() => device.popErrorScope().catch(() => null)); // of a lost device: that is told elsewhere
  }
  const [value, ...errors] = await Promise.all([result, ...scopes]);
  const error = errors.find((found) => found !== null);
  if (error) throw new GpuFault(`The GPU refused: ${error.message || 'no more is said'}`);
  return value as Awaited<Result>;
}
