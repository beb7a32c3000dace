import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
// @ts-expect-error a plain script, which the test calls as a module
import { apiPage } from '../api.mjs';

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

test('the API page is current: npm run api writes it', { timeout: 30_000 }, async () => {
  const { page, path, exports, undocumented, unknown } = apiPage() as { page: string; path: string; exports: { name: string; kind: string }[]; undocumented: string[]; unknown: string[] };
  expect(undocumented, 'exports without a docstring').toEqual([]);
  expect(unknown, 'types that a signature names and the door does not export').toEqual([]);
  expect(Object.keys(await import('../../src/core.ts')).sort()).toEqual(exports.filter(({ kind }) => ['function', 'const', 'class'].includes(kind)).map(({ name }) => name).sort());
  expect(readFileSync(path, 'utf8')).toBe(page);
});
