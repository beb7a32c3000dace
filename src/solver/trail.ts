import type { Vec2 } from '../problem/types.ts';

/** A solution on a path. */
export interface Place {
  /** λ, or the multiplier of the constraint; Infinity where only a limit answers, null where there is none. */
  readonly lambda: number | null;
  /** t = R(θ). */
  readonly budget: number;
  readonly theta: Vec2;
}

/** What happens at a turn, seen on the way from 0 to θ̂: a weight enters or leaves the support, or |θ₁| = |θ₂| begins or ends. */
export interface Event {
  readonly kind: 'enters' | 'leaves' | 'meet' | 'part';
  /** Which weight; of a meeting none. */
  readonly weight?: 0 | 1;
}

/** A knot or a jump. */
export interface Turn {
  readonly place: Place;
  /** Where a path that is not continuous goes on. */
  readonly beyond?: Place;
  /** None where a path jumps without change of the support. */
  readonly events: readonly Event[];
}

/** The curve of θ* from R as small as it can be to θ̂, λ falling and t rising. */
export interface Trail {
  /** Which amount leads along it. Of a convex problem both do, and the path is the same. */
  readonly form: 'penalty' | 'constraint';
  readonly convex: boolean;
  /** Whether θ is linear in λ and in t between neighbours; else it was followed to a small part of a pixel. */
  readonly exact: boolean;
  /** More than one where the path jumps. */
  readonly pieces: readonly (readonly Place[])[];
  readonly turns: readonly Turn[];
}

/** Which weights are not zero, and whether they tie, as one number. */
export const stateOf = ([x, y]: Vec2, ties = false): number => (x === 0 ? 0 : 1) + (y === 0 ? 0 : 2) + (ties && x !== 0 && Math.abs(x) === Math.abs(y) ? 4 : 0);

/** What happens between two states, on the way from 0 to θ̂. */
export function eventsOf(before: number, after: number): Event[] {
  const events: Event[] = [];
  for (const weight of [0, 1] as const) {
    const bit = 1 << weight;
    if ((before & bit) !== (after & bit)) events.push({ kind: after & bit ? 'enters' : 'leaves', weight });
  }
  if (events.length === 0 && (before & 4) !== (after & 4)) events.push({ kind: after & 4 ? 'meet' : 'part' });
  return events;
}

/** How finely a path is followed, in parts of its own size. */
export interface Fineness {
  /** Of the middle from the chord. */
  readonly deviation: number;
  /** From sample to sample. */
  readonly longest: number;
  /** Where halving ends, in parts of the parameter: what is still apart there is a knot or a jump. */
  readonly close: number;
}

/** One sample of a path at a parameter s. */
export interface Sample {
  readonly s: number;
  readonly place: Place;
  readonly state: number;
  /** What is to be followed, in units of its own size. */
  readonly size: readonly number[];
}

/** Samples in order, and after which of them something happens. */
export interface Course {
  readonly samples: readonly Sample[];
  readonly breaks: readonly { readonly after: number; readonly jump: boolean }[];
}

const JUMP = 1e-3; // of the path's size: over an s so short only a jump goes so far

const apart = (a: Sample, b: Sample) => Math.max(...a.size.map((value, i) => Math.abs(value - b.size[i]!)));
const astray = (a: Sample, m: Sample, b: Sample) => Math.max(...m.size.map((value, i) => Math.abs(value - (a.size[i]! + b.size[i]!) / 2)));

/**
 * Follows a path by halving: where its middle strays from the chord, its samples lie far apart, or the support is another, it is
 * asked again in between, so that knots and jumps are closed in from both sides.
 * @param at a sample at s; `warm` is one nearby
 * @param seeds ascending, the samples that are there
 */
export function* followSteps(at: (s: number, warm: Sample) => Generator<void, Sample>, seeds: readonly Sample[], { deviation, longest, close }: Fineness): Generator<void, Course> {
  const samples = [seeds[0]!], due = seeds.slice(1).reverse();
  const breaks: { after: number; jump: boolean }[] = [];
  while (due.length > 0) {
    const from = samples.at(-1)!, to = due.at(-1)!;
    const gap = apart(from, to), same = from.state === to.state;
    if (to.s - from.s <= close || (same && gap <= deviation)) {
      const jump = gap > JUMP && gap > deviation;
      if (!same || jump) breaks.push({ after: samples.length - 1, jump });
      samples.push(due.pop()!);
      continue;
    }
    const middle = yield* at((from.s + to.s) / 2, from);
    if (same && middle.state === from.state && gap <= longest && astray(from, middle, to) <= deviation) samples.push(middle, due.pop()!);
    else due.push(middle);
  }
  return { samples, breaks };
}
