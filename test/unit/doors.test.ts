import { expect, test } from 'vitest';

// A server that renders pages imports the package too: neither door may touch a DOM that is not there.
test('both doors can be imported in Node', async () => {
  expect(typeof globalThis.document).toBe('undefined');
  const core = await import('../../src/core.ts');
  expect(core.solve({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 }).support).toEqual([true, false]);
  expect(await import('../../src/index.ts')).toHaveProperty('RegGeometry');
});

test('without a worker the CPU engine works in slices; without WebGPU the GPU engine says so', async () => {
  const { cpuEngine, gpuEngine } = await import('../../src/core.ts');
  const problem = { loss: { kind: 'quadratic', minimizer: [1, 0], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.5 } as const;
  const { argmin } = await cpuEngine.evaluate(problem, { window: { x: [-1, 1], y: [-1, 1] }, columns: 5, rows: 5 });
  expect(argmin!.theta).toEqual([0.5, 0]);
  await expect(gpuEngine()).rejects.toThrow('This browser has no WebGPU.');
});
