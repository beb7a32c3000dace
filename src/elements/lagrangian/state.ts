import type { Chart } from '../../geometry/chart.ts';
import { plane, type Plane } from '../../geometry/plane.ts';
import type { Vec2 } from '../../problem/types.ts';
import { entriesOf, type Entry } from './marks.ts';
import { probeAt, stopsOf, type Probe, type Stop } from './probe.ts';
import { profileChart, profileOf, type Profile } from './profile.ts';
import type { Rail } from './slide.ts';
import type { Facts } from './study.ts';
import type { Scene } from '../layers/scene.ts';

const SNAP_PX = 5; // a probe so near a candidate stands on it, or no hand could ever put it there

type Size = readonly [width: number, height: number];

/** What an explorer shows now: the newest facts, both pictures' maps, and the probe. */
export class LagrangianState {
  facts: Facts | undefined;
  entries: readonly Entry[] = [];
  stops: readonly Stop[] = [];
  profile: Profile = [];
  plane: Plane | undefined;
  /** All that axes look at. */
  scene: Scene | undefined;
  chart: Chart | undefined;
  probe: Probe | undefined;

  /** Takes new facts. @returns the probe's share: on another curve as near as it can be to where it was */
  take(facts: Facts, share: number): number {
    const { course, question: { window: { x, y } } } = facts;
    const moved = this.facts && this.probe && this.facts.curve !== facts.curve && course.length > 0;
    const next = moved ? course.nearest(this.probe!.theta, [1 / (x[1] - x[0]), 1 / (y[1] - y[0])]) / course.length : share;
    this.facts = facts;
    this.entries = facts.answer ? entriesOf(facts.answer) : [];
    this.stops = stopsOf(facts, this.entries);
    this.profile = profileOf(facts);
    return next;
  }

  /** Lays out both pictures at their sizes in CSS pixels, with the probe at a share of the curve. @param type how much larger than 14 px the letters are */
  frame([width, height]: Size, [across, up]: Size, share: number, type: number): void {
    const { facts } = this;
    if (!facts) return;
    const { window } = facts.question;
    if (width >= 1 && height >= 1 && (this.plane?.window !== window || this.plane.width !== width || this.plane.height !== height)) {
      this.plane = plane(window, width, height);
      this.scene = { plane: this.plane, minimizer: null } as unknown as Scene;
    }
    this.chart = across >= 1 && up >= 1 ? profileChart(facts.course, this.profile, across, up, type) : undefined;
    this.probe = probeAt(facts, Number.isFinite(share) ? share : 0, this.stops);
  }

  /** Where a candidate stands, as a share of the curve. */
  shareOf(entry: Entry): number { return (this.stops.find((stop) => stop.entry === entry)?.s ?? 0) / this.facts!.course.length; }

  /** The rail of a slide in the plane, or in the chart. */
  rail(where: 'plane' | 'chart', move: (share: number) => void): Rail {
    const length = () => this.facts?.course.length ?? 1;
    const at = () => (where === 'plane' ? this.probe && this.plane?.toPixels(this.probe.theta) : this.probe && this.chart?.toPixels([this.probe.s, this.probe.J]));
    return {
      at, move, shareAt: (pixel) => (where === 'plane' ? this.#nearest(pixel) : this.#beneath(pixel)),
      share: () => (this.probe?.s ?? 0) / length(), stops: () => this.stops.map(({ s }) => s / length()),
      round: () => this.facts?.course.stretches.length === 1 && this.facts.course.stretches[0]!.closed,
    };
  }

  #nearest(pixel: Vec2): number {
    const { course } = this.facts!, { toTheta, toPixels, window: { x, y }, width, height } = this.plane!;
    const stop = this.stops.find(({ entry }) => { const [u, v] = toPixels(entry.theta); return Math.hypot(u - pixel[0], v - pixel[1]) < SNAP_PX; });
    return (stop?.s ?? course.nearest(toTheta(pixel), [width / (x[1] - x[0]), height / (y[1] - y[0])])) / course.length;
  }

  #beneath([x]: Vec2): number {
    const { course } = this.facts!, { toPixels, toValues } = this.chart!;
    const stop = this.stops.find(({ s }) => Math.abs(toPixels([s, 0])[0] - x) < SNAP_PX);
    return (stop?.s ?? Math.min(course.length, Math.max(0, toValues([x, 0])[0]))) / course.length;
  }
}
