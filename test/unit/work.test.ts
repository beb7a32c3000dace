import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOSSES, PENALTIES, ENTRIES, type LossName, type PenaltyName } from '../../demo/cross-check/catalogue.ts';
import { evaluateWork, leastTime, LOSS_OPERATIONS, PENALTY_OPERATIONS, PIPELINES, SPEEDS } from '../../demo/cross-check/work.ts';
import { PLANNED } from '../../demo/cross-check/planned.ts';
import { reportOf, speed, timeCells } from '../../demo/cross-check/report.ts';
import { parse } from '../../src/formula/parse.ts';
import { stateLoss, stateSample } from '../../src/problem/losses.ts';
import { penaltyOf } from '../../src/problem/penalties.ts';
import { LOSS_KINDS } from '../../src/problem/read-loss.ts';
import { SAMPLE, treeOf } from '../../src/problem/stated.ts';
import type { DataLoss, Penalty } from '../../src/problem/types.ts';
import { operationsOf, slopeOperations } from '../work.ts';

const count = (text: string) => operationsOf([parse(text, ['x', 'y', 'a'])]);

test('operations are counted as they are defined', () => {
  expect([count('x'), count('x + y'), count('x*y - 2'), count('abs(x) + abs(y)'), count('2^3*4')]).toEqual([0, 1, 2, 3, 0]);
  expect([count('x^2'), count('x^3'), count('x^4'), count('x^5'), count('x^(-1)'), count('x^a'), count('sqrt(x)'), count('exp(x)')]).toEqual([1, 2, 2, 3, 1, 11, 6, 4]);
  expect(count('(x - 1)*(x - 1)')).toBe(2); // the same difference once
});

test('the table of the page is that of the formulas, and has every loss and penalty of the library', () => {
  for (const [name, loss] of Object.entries(LOSSES)) {
    const stated = stateLoss(loss), wanted = LOSS_OPERATIONS[name as LossName] as { value: number; slope?: number };
    const tree = stated ? treeOf(stated) : treeOf(stateSample(loss as DataLoss), SAMPLE);
    expect([name, operationsOf([tree]), stated ? slopeOperations(tree) : undefined]).toEqual([name, wanted.value, wanted.slope]);
  }
  for (const [name, penalty] of Object.entries(PENALTIES)) {
    const { stated } = penaltyOf({ loss: LOSSES.quadratic, penalty, form: 'penalty', lambda: 0.6 });
    expect([name, operationsOf([treeOf(stated)])]).toEqual([name, PENALTY_OPERATIONS[name as PenaltyName]]);
  }
  expect(Object.keys(LOSSES).sort()).toEqual([...LOSS_KINDS].sort());
  const kinds: Record<Penalty['kind'], true> = { l1: true, l2: true, 'l2-norm': true, linf: true, 'elastic-net': true, 'weighted-l1': true, lp: true, group: true, scad: true, mcp: true, formula: true };
  expect([...new Set(Object.values(PENALTIES).map(({ kind }) => kind))].sort()).toEqual(Object.keys(kinds).sort());
  expect(ENTRIES).toHaveLength(Object.keys(LOSSES).length * Object.keys(PENALTIES).length);
});

test('the least time is the longer of the two', () => {
  const [integrated, discrete] = SPEEDS;
  expect(leastTime({ bytes: 8, operations: 1 }, 1e6, integrated)).toBeCloseTo(0.16, 12); // 8 MB at 50 GB/s
  expect(leastTime({ bytes: 8, operations: 1000 }, 1e6, integrated)).toBeCloseTo(1, 12); // 1 Gflop at 1 Tflop/s
  expect(leastTime({ bytes: 8, operations: 1 }, 1e6, discrete)).toBeCloseTo(0.016, 12);
  expect(evaluateWork('quadratic', 'l1')).toMatchObject({ bytes: 8, operations: 20 });
  expect(PIPELINES.paint('quadratic', 'l1').operations).toBe(109 + 2 * 13 + 13 + 3);
  expect(PIPELINES.paint('logistic', 'l1').operations).toBe(109 + 2 * 104 + 196 + 3);
});

test('the bench’s page has the same table', () => {
  const page = readFileSync(new URL('../bench/results.md', import.meta.url), 'utf8');
  for (const { pipeline, work, units } of PLANNED) {
    const [name, unit, , , many, integrated, discrete] = timeCells({ pipeline, work, units });
    expect(page).toContain(`| ${name} | ${unit} | ${work.bytes.toLocaleString('en')} | ${work.operations.toLocaleString('en')} | ${many} | ${integrated} | ${discrete} |`);
  }
});

test('without the GPU’s clock a time is said to be by the wall, and is not compared with the limit', () => {
  const device = { name: 'acme g1', software: false, stamps: false, browser: 'a browser', ratio: 2 };
  const plain = { pipeline: 'evaluate: quadratic, l1', work: evaluateWork('quadratic', 'l1'), units: 2 ** 20 };
  expect(timeCells({ ...plain, milliseconds: 12, clock: 'wall' }).slice(-3)).toEqual(['12.0 (wall)', '–', '–']);
  expect(timeCells({ ...plain, milliseconds: 0.336, clock: 'gpu' }).slice(-3)).toEqual(['0.34', '2.00×', '20.0×']);
  expect(timeCells({ ...plain, milliseconds: 0, clock: 'gpu' }).at(-3)).toBe('below the clock');
  expect(speed([{ ...plain, milliseconds: 12, clock: 'wall' }], device)).toBe('It evaluates the default problem at 87.4 million nodes a second, the way back to the page included.');
  expect(speed([{ ...plain, milliseconds: 0.3355, clock: 'gpu' }], device)).toBe('It evaluates the default problem at 3,130 million nodes a second: 2.00 times the least time of an integrated GPU and 20.0 times that of a discrete one.');
  expect(reportOf(device, [], 130, [], new Date(0))).toContain('- Clock: wall time; no timestamp-query');
});
