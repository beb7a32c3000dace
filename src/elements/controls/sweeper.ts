import type { ReactiveController } from 'lit';
import { advance, setOut, type Sweep } from '../../geometry/sweep.ts';
import type { Dial } from './dial.ts';
import type { Linked } from '../views/link.ts';
import { Presence } from './presence.ts';
import type { Playing } from './slider.ts';
import type { Change, View } from '../views/view.ts';
import type { Problem } from '../../problem/types.ts';

const SCALE_MS = 5000; // from end to end: slow enough to see a corner caught and let go
const LONGEST_MS = 50; // a frame that took longer must not make the figure jump
const PATIENCE_MS = 2000; // for a solution, before the sweep goes on without it
const STEPS = 12; // of the scale, where the reader asks for no motion

const STILL = '(prefers-reduced-motion: reduce)';

/** What a sweeper asks of the controls around it. */
export interface Swept extends Linked {
  readonly views: readonly View[];
  /** The dial of that name, where it is offered now. */
  dial(name: string): Dial | undefined;
  /** @param quiet whether the views say nothing of it */
  turn(of: (problem: Problem, view: View) => Change | undefined, quiet: boolean): void;
}

interface Run {
  readonly name: string;
  sweep: Sweep;
  /** What was asked of the first view last: any other value is another hand's. */
  asked: number | undefined;
  readonly home: ReadonlyMap<View, (now: Problem) => Change | undefined>;
  /** When the last frame was, and the last step. */
  frame: number;
  since: number;
}

/**
 * Plays a dial along its own scale, up, down and back to where it was. A step waits for its solution. It pauses when another
 * hand takes the number, when nothing of it is on the screen, when the page is hidden. Where the reader asks for no motion,
 * each call is one step.
 */
export class Sweeper implements ReactiveController {
  readonly #host: Swept;
  readonly #still = matchMedia(STILL);
  readonly #presence = new Presence(() => this.#changed());
  #run: Run | undefined;
  #frame = 0;

  constructor(host: Swept) {
    this.#host = host;
    host.addController(this);
  }

  /** Which dial is moving now. */
  get playing(): string | undefined { return this.#frame ? this.#run?.name : undefined; }
  /** What the button of a dial does next. */
  of(name: string): Playing { return this.playing === name ? 'playing' : this.#still.matches ? 'stepping' : 'ready'; }

  hostConnected(): void { this.#still.addEventListener('change', this.#changed); }
  hostDisconnected(): void {
    this.#still.removeEventListener('change', this.#changed);
    this.#halt();
    this.#run = undefined;
  }

  #changed = (): void => {
    this.#halt();
    this.#host.requestUpdate();
  };

  /** Plays a dial, or pauses it; or takes one step, where the reader asks for no motion. */
  toggle(name: string): void {
    if (this.playing === name) return this.pause();
    this.#halt();
    const dial = this.#host.dial(name), [view] = this.#host.views;
    if (!dial || !view) return;
    const value = dial.value(view.problem);
    if (this.#run?.name !== name || this.#run.asked !== value) {
      this.#run = { name, sweep: setOut(dial.position(view.problem)), asked: value, home: new Map(this.#host.views.map((each) => [each, dial.back(each.problem)])), frame: 0, since: 0 };
    }
    if (this.#still.matches) return void this.#step(dial, this.#run, 1 / STEPS, false);
    this.#run.frame = this.#run.since = performance.now();
    this.#presence.watch([this.#host, ...this.#host.views]); // a reader may have scrolled from the button to the picture
    this.#frame = requestAnimationFrame(this.#tick);
    this.#host.requestUpdate();
  }

  /** Stops where it is, and has the figure say so. */
  pause(): void {
    if (!this.#frame) return;
    this.#halt();
    const dial = this.#run && this.#host.dial(this.#run.name);
    // What is not changed is not said: one step more, aloud.
    if (dial) this.#step(dial, this.#run!, 1 / dial.steps, false);
    this.#host.requestUpdate();
  }

  /** Another hand has the number now: the journey is over. */
  taken(): void {
    this.#halt();
    this.#run = undefined;
  }

  #halt(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#presence.forget();
  }

  #tick = (): void => {
    const run = this.#run, [view] = this.#host.views, dial = run && this.#host.dial(run.name);
    const now = performance.now();
    if (!run || !view || !dial || dial.value(view.problem) !== run.asked) {
      this.taken();
      return this.#host.requestUpdate();
    }
    this.#frame = requestAnimationFrame(this.#tick);
    const solved = this.#host.views.every(({ problem, findings }) => dial.value(findings.problem) === dial.value(problem));
    if (solved || now - run.since > PATIENCE_MS) {
      run.since = now;
      this.#step(dial, run, Math.min(LONGEST_MS, now - run.frame) / SCALE_MS, true);
    }
    run.frame = now;
  };

  #step(dial: Dial, run: Run, share: number, quiet: boolean): void {
    const [view] = this.#host.views as [View];
    const sweep = advance(run.sweep, share, dial.marks.map(({ position }) => position));
    const done = !sweep || (sweep.leg === 2 && sweep.at === sweep.home);
    const of = (problem: Problem, each: View) => (done ? run.home.get(each)?.(problem) : dial.to(problem, sweep.at));
    const change = of(view.problem, view);
    if (done) this.taken();
    else {
      run.sweep = sweep;
      run.asked = change && dial.value({ ...view.problem, ...change } as Problem);
    }
    this.#host.turn(of, quiet && !done);
  }
}
