import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
// @ts-expect-error a plain script, which the test calls as a module
import { apiPage } from '../api.mjs';

// A server that renders pages imports the package too: neither door may touch a DOM that is not there.
test('every door can be imported in Node', async () => {
  expect(typeof globalThis.document).toBe('undefined');
  const core = await import('../../src/core.ts');
  expect(core.solve({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 }).support).toEqual([true, false]);
  const { discover, ...door } = await import('../../src/index.ts');
  expect(door).toHaveProperty('RegGeometry');
  expect(discover).toBeTypeOf('function');
  expect(await import('../../src/all.ts')).toHaveProperty('RegAtlas');
}, 30_000);

test('without a worker the CPU engine works in slices; without WebGPU the GPU engine says so', async () => {
  const { cpuEngine, gpuEngine } = await import('../../src/core.ts');
  const problem = { loss: { kind: 'quadratic', minimizer: [1, 0], curvature: [[1, 0], [0, 1]] }, penalty: { kind: 'l2' }, form: 'penalty', lambda: 0.5 } as const;
  const { argmin } = await cpuEngine.evaluate(problem, { window: { x: [-1, 1], y: [-1, 1] }, columns: 5, rows: 5 });
  expect(argmin!.theta).toEqual([0.5, 0]);
  await expect(gpuEngine()).rejects.toThrow('This browser has no WebGPU.');
});

test('the API page is current: npm run docs writes it', { timeout: 30_000 }, async () => {
  const { page, path, exports, undocumented, unknown } = apiPage() as { page: string; path: string; exports: { name: string; kind: string }[]; undocumented: string[]; unknown: string[] };
  expect(undocumented, 'exports without a docstring').toEqual([]);
  expect(unknown, 'types that a signature names and the door does not export').toEqual([]);
  expect(Object.keys(await import('../../src/core.ts')).sort()).toEqual(exports.filter(({ kind }) => ['function', 'const', 'class'].includes(kind)).map(({ name }) => name).sort());
  expect(readFileSync(path, 'utf8')).toBe(page);
});

test('every element that is loaded on demand has a door of its own, and is in the door of all', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const parts = [...read('src/elements/discover.ts').matchAll(/'(reg-[a-z-]+)': \(\) => import\('\.\/([^']+)\.ts'\)/g)].map(([, tag, path]) => [tag!, path!] as const);
  const { exports: doors } = JSON.parse(read('package.json')) as { exports: Record<string, { types: string; default: string }> };
  expect(parts.length).toBeGreaterThan(9);
  for (const [tag, path] of parts) {
    expect([tag, doors[`./${tag}`]]).toEqual([tag, { types: `./dist/elements/${path}.d.ts`, default: `./dist/elements/${path}.js` }]);
    expect(read('src/all.ts')).toContain(`'./elements/${path}.ts'`);
    expect(read('src/index.ts')).toContain(`'${tag}': `);
  }
});
