import { html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { chart, type Chart, type Span } from '../../geometry/chart.ts';
import { nearestOf, shownRows, spanFor } from '../../geometry/scatter.ts';
import { readChoice } from '../../problem/read.ts';
import { isData } from '../../problem/losses.ts';
import type { DataLoss, Vec2 } from '../../problem/types.ts';
import { roundPlace } from '../layers/reading.ts';
import { define } from '../define.ts';
import { Handle, handleStyles } from '../handle.ts';
import { chartStyles } from '../views/chart-axes.ts';
import { LinkedView, type Drawing } from '../views/linked-view.ts';
import type { View } from '../views/view.ts';
import { cloudOf, flipped, movedTo, rowWords, type Cloud } from './cloud.ts';
import { scatter } from './picture.ts';
import { dataStyles } from './styles.ts';

const REACH_PX = 18; // of a pointer that means a point
const STEP = 0.01, LARGE_STEP = 0.1; // of an axis
const MANY = 10; // rows that a large step goes on
const KEYS = 'Page Up and Page Down go to another row, arrow keys move its point, with Shift in large steps';
const ONE_CLASS = 'With an intercept the loss needs rows of both labels, so this one keeps its own.';

const ARROWS: Readonly<Record<string, Vec2>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * `<reg-data for="figure">`: the samples of a data loss as points that can be dragged, with what the model at θ* says of them. A target
 * stands against one feature; labels stand on both. A tap or the pointer chooses a point, and then it can be dragged; keys choose and
 * move it too. The loss is solved again at every frame of a drag. Of many rows 500 are shown.
 */
export class RegData extends LinkedView {
  static override styles = [LinkedView.styles, chartStyles, handleStyles, dataStyles];

  /** Which feature a target stands against: 1 or 2. @type {'1' | '2'} */
  @property() column: string = '1';

  #row = 0;
  #cloud: Cloud | undefined;
  #chart: Chart | undefined;
  #spans: { readonly x: Span; readonly y: Span; readonly key: string } | undefined;
  #rows: readonly number[] = [];
  #points: readonly Vec2[] = []; // of these rows, in pixels
  #held: DataLoss | undefined; // as the hand has it, which the view's may lag behind
  #wish: Vec2 | undefined;
  #frame = 0;
  #why = '';
  readonly #handle = new Handle({
    host: this,
    plane: () => this.#chart?.plane,
    at: () => this.#cloud?.at(this.#row),
    move: (to, done) => this.#pull(to, done),
    press: (key, large) => this.#press(key, large),
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#held = this.#wish = undefined;
  }

  protected override firstUpdated(): void {
    this.plot.addEventListener('pointermove', (event) => { if (event.pointerType === 'mouse' && event.buttons === 0) this.#choose(event); });
    this.plot.addEventListener('click', (event) => { if (event.composedPath()[0] === this.plot) this.#choose(event); }); // a finger's tap; its drag scrolls the page
  }

  #choose({ clientX, clientY }: MouseEvent): void {
    const { left, top } = this.plot.getBoundingClientRect(), near = nearestOf(this.#points, [clientX - left, clientY - top], REACH_PX);
    if (near >= 0) this.#go(near);
  }

  #go(index: number): void {
    const row = this.#rows[Math.min(this.#rows.length - 1, Math.max(0, index))];
    if (row === undefined || row === this.#row || this.#held) return;
    this.#row = row;
    this.#why = '';
    this.requestUpdate();
  }

  // One solution a frame, however often the hand tells where it is.
  #pull(to: Vec2, done: boolean): void {
    this.#wish = to;
    if (done) this.#flush(true);
    else this.#frame ||= requestAnimationFrame(() => this.#flush(false));
  }

  #flush(done: boolean): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const cloud = this.#cloud, wish = this.#wish, row = this.#row;
    this.#wish = undefined;
    if (cloud && wish && this.#chart) {
      const to = roundPlace(wish, this.#chart.plane), [u, v] = cloud.at(row);
      // A hand that only clicked moves nothing: also not to the round place beside.
      if (Math.hypot(wish[0] - u, wish[1] - v) > 0 && (to[0] !== u || to[1] !== v)) this.#ask(movedTo(cloud, row, to));
    }
    if (done) this.#held = undefined;
  }

  #ask(loss: DataLoss): void {
    const { view } = this, cloud = this.#cloud;
    if (!view || !cloud) return;
    this.#held = loss;
    this.#cloud = cloudOf(loss, cloud.column, namesOf(view));
    this.#why = '';
    view.change({ loss });
    this.requestUpdate();
  }

  #press(key: string, large: boolean): boolean {
    const cloud = this.#cloud, drawn = this.#chart, way = ARROWS[key], index = this.#rows.indexOf(this.#row);
    if (!cloud || !drawn) return false;
    if (way) {
      const { x, y } = drawn.plane.window, step = large ? LARGE_STEP : STEP, [u, v] = cloud.at(this.#row);
      // A count has no hundredth.
      const up = cloud.loss.kind === 'poisson' && !cloud.labelled ? Math.max(1, Math.round(step * (y[1] - y[0]))) : step * (y[1] - y[0]);
      this.#pull([u + way[0] * step * (x[1] - x[0]), v + way[1] * up], true);
    } else if (key === 'PageUp' || key === 'PageDown') this.#go(index + (key === 'PageUp' ? 1 : -1) * (large ? MANY : 1));
    else if (key === 'Home' || key === 'End') this.#go(key === 'Home' ? 0 : this.#rows.length - 1);
    else if (key === 'Enter' && cloud.labelled) this.#flip();
    else return false;
    return true;
  }

  #flip = (): void => {
    const loss = this.#cloud && flipped(this.#cloud, this.#row);
    if (loss) this.#ask(loss);
    else this.#why = ONE_CLASS;
    this.#held = undefined;
    this.requestUpdate();
  };

  protected override draw(view: View, width: number, height: number): Drawing {
    const { problem: { loss }, solution } = view.findings, column = readChoice(this.column, 'column', ['1', '2']) === '1' ? 0 : 1;
    if (!isData(loss)) {
      this.#cloud = undefined;
      return { picture: svg``, label: NO_DATA, hands: html`<p class="why">${NO_DATA}</p>` };
    }
    const cloud = (this.#cloud = cloudOf(this.#held ?? loss, column, namesOf(view)));
    const n = cloud.loss.y.length;
    if (this.#rows.at(-1) === undefined || this.#rows.length !== shownRows(n).length || n <= this.#row) this.#row = 0;
    this.#rows = shownRows(n);
    if (!this.#rows.includes(this.#row)) this.#row = this.#rows[0]!;
    const places = this.#rows.map((row) => cloud.at(row)), key = `${n} ${column} ${cloud.names.join(' ')}`;
    const kept = this.#spans?.key === key ? this.#spans : undefined;
    // The scales stay under the hand.
    if (!kept || !this.#held) this.#spans = { x: spanFor(places.map(([x]) => x), kept?.x), y: spanFor(places.map(([, y]) => y), kept?.y), key };
    const drawn = (this.#chart = chart(this.#spans!.x, this.#spans!.y, width, height));
    this.#points = places.map(drawn.toPixels);
    const words = rowWords(cloud, this.#row);
    return {
      picture: scatter(cloud, drawn, this.#rows, this.#points, this.#row, solution),
      label: `${cloud.labelled ? `Rows by ${cloud.names[0]} and ${cloud.names[1]} with their labels, and where the model is undecided` : `${cloud.names[1]} against ${cloud.names[0]}, and what the model says`}.`,
      hands: this.#handle.render('Sample', { low: 1, high: n, now: this.#row + 1, text: words, keys: cloud.labelled ? `${KEYS}; Enter gives it the other label` : KEYS }),
    };
  }

  protected override below() {
    const cloud = this.#cloud;
    if (!cloud) return nothing;
    const n = cloud.loss.y.length, words = rowWords(cloud, this.#row), some = n > this.#rows.length ? ` ${this.#rows.length} of ${n} rows are shown.` : '';
    return html`<div class="row"><span>${words[0]!.toUpperCase()}${words.slice(1)}.${some} ${this.#why ? html`<span role="alert">${this.#why}</span>` : nothing}</span>
      ${cloud.labelled ? html`<button type="button" @click=${this.#flip}>Other label</button>` : nothing}</div>`;
  }

  override updated(): void { this.#handle.place(this.plot.querySelector('button')); }
}
define('reg-data', RegData);

const NO_DATA = 'This loss has no samples to drag.';

/** The names of the columns, where the view is a figure that was given them. */
function namesOf(view: View): { readonly features: readonly string[]; readonly target: string } {
  const { features, target } = view as unknown as { readonly features?: unknown; readonly target?: unknown };
  return { features: typeof features === 'string' ? features.trim().split(/[\s,]+/).filter(Boolean) : [], target: typeof target === 'string' ? target : 'y' };
}
