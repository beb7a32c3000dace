import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Recoveries } from '../../src/gpu/recoveries.ts';

const MINUTE_MS = 60_000;

test('three losses in a minute are recovered from, the fourth is not, and a minute later it is', () => {
  const recoveries = new Recoveries();
  expect(recoveries.allow(0)).toBe(true);
  for (const [now, allowed] of [[10, true], [20, true], [30, true], [40, false]] as const) {
    recoveries.lost(now);
    expect(recoveries.allow(now)).toBe(allowed);
  }
  expect(recoveries.allow(10 + MINUTE_MS)).toBe(true); // the first is forgotten
});

test('who asks gets one try, and no more', () => {
  const recoveries = new Recoveries();
  for (let loss = 0; loss < 4; loss += 1) recoveries.lost(loss);
  recoveries.ask();
  recoveries.ask();
  expect([recoveries.allow(5), recoveries.allow(5)]).toEqual([true, false]);
});

test('however losses fall, no minute has more than three recoveries that nobody asked for', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }), (gaps) => {
    const recoveries = new Recoveries();
    const times: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      now += gap;
      recoveries.lost(now);
      if (recoveries.allow(now)) times.push(now);
    }
    for (let i = 3; i < times.length; i += 1) expect(times[i]! - times[i - 3]!).toBeGreaterThanOrEqual(MINUTE_MS);
  }));
});
