import { expect, test } from 'vitest';
import { ask, workerHome } from '../../src/field/worker.ts';
import type { Field } from '../../src/problem/grid.ts';
import type { Problem } from '../../src/problem/types.ts';

const LONG_MS = 2600; // longer than a worker may be silent
const y = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const X = y.map((label, i) => [Math.sin(i) + label, Math.cos(7 * i)] as const);
const problem = { loss: { kind: 'logistic', X, y }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.1 } as unknown as Problem;
const grid = (side: number) => ({ window: { x: [-1, 1], y: [-1, 1] }, columns: side, rows: side }) as const;

test('a worker at honest long work is not taken for one that hangs', async () => {
  const worker = await workerHome();
  for (let side = 33, took = 0; took < LONG_MS; side = Math.ceil(1.5 * side)) {
    const asked = performance.now();
    const { loss } = await ask<Field>('evaluate', { problem, grid: grid(side) });
    took = performance.now() - asked;
    expect(loss).toHaveLength(side * side);
  }
  expect(await workerHome()).toBe(worker);
}, 60_000);
