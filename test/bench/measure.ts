import { CASES, type Case } from './solvers.ts';

const BATCH_MS = 25; // long enough for a clock of 0.1 ms

/** Milliseconds of one call, over as many as fill a batch. */
function clock(call: () => number, calls: number): number {
  const start = performance.now();
  let sum = 0;
  for (let k = 0; k < calls; k += 1) sum += call();
  const time = (performance.now() - start) / calls;
  if (Number.isNaN(sum)) throw new Error('a result is not a number');
  return time;
}
/** Warms a call up and says how many of it fill a batch; more than once, since each time the engine has compiled it better. */
function fill(call: () => number): number {
  let calls = 1;
  for (let round = 0; round < 4; round += 1) while (clock(call, calls) * calls < BATCH_MS) calls *= 2;
  return calls;
}

export interface Row extends Pick<Case, 'name' | 'beside' | 'goal'> {
  /** Microseconds of one operation in each run, and of what it is held against in the same run. */
  readonly own: readonly number[];
  readonly other: readonly number[];
}

/** Every case against its other, in turns, so that what slows the machine slows both. */
export async function measure(runs: number): Promise<Row[]> {
  const times = CASES.map((one) => ({ one, own: [] as number[], other: [] as number[], calls: fill(one.run), otherCalls: fill(one.other) }));
  for (let run = 0; run < runs; run += 1) for (const { one, own, other, calls, otherCalls } of times) {
    await new Promise((resolve) => { setTimeout(resolve); });
    const mine = () => own.push((clock(one.run, calls) * 1000) / (one.count ?? 1));
    if (run % 2 === 0) mine();
    other.push((clock(one.other, otherCalls) * 1000) / (one.otherCount ?? 1));
    if (run % 2 === 1) mine();
  }
  return times.map(({ one: { name, beside, goal }, own, other }) => ({ name, beside, own, other, ...(goal === undefined ? {} : { goal }) }));
}
