import { css, nothing, svg, type TemplateResult } from 'lit';
import { attainablePath, grounded, type Attainable } from '../../geometry/attainable.ts';
import type { Balance } from '../../geometry/balance.ts';
import type { Chart } from '../../geometry/chart.ts';
import { figures } from '../../geometry/number.ts';
import { angleOf, directionOf } from '../../geometry/support-line.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Frontier } from '../../solver/frontier.ts';
import { chartAxes } from '../views/chart-axes.ts';

export const tradeoffStyles = css`
  .set { fill: var(--_field-high); fill-opacity: 0.5; }
  .set.late { fill-opacity: 0.25; }
  .frontier { fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linejoin: round; }
  .frontier.rest { stroke-width: 1.2; stroke-dasharray: 2 3; }
  .knot { fill: var(--_field-low); stroke: var(--_ink); stroke-width: 1.2; }
  .gap { fill: var(--_loss); fill-opacity: 0.3; }
  .hull { fill: none; stroke: var(--_loss); stroke-width: 1.4; stroke-dasharray: 5 3; }
  .unreached { stroke: var(--_loss); stroke-width: 4; }
  .missing { stroke: var(--_loss); stroke-width: 2; }
  .line, .vertical { stroke: var(--_penalty); stroke-width: 2; }
  .vertical.asked { stroke-dasharray: 3 4; }
  .fan { fill: var(--_penalty); fill-opacity: 0.2; }
  .level { stroke: var(--_penalty); stroke-width: 7; stroke-opacity: 0.55; stroke-linecap: round; }
  .solution { fill: var(--_ink); stroke: var(--_paper); stroke-width: 3; }
  .solution.doubtful { fill: var(--_paper); stroke: var(--_ink); stroke-dasharray: 3 2; }
  .intercept { fill: var(--_field-low); stroke: var(--_penalty); stroke-width: 2; }
  .arrows { width: 1.2em; height: 0.8em; margin-inline: 0.25em; fill: none; stroke: currentColor; stroke-width: 1.3; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.06em; }
  .words { font-size: 0.93em; }
  .muted { fill: var(--_muted); }
  .amber { fill: var(--_penalty); font-weight: 650; }
  .blue { fill: var(--_loss); }
`;

/** The supporting line that is drawn, or where there is none what its hand stands at. */
export interface Line { readonly lambda: number; readonly touch: Vec2; readonly drawn: boolean }

/** All that one picture of the trade-off shows. */
export interface Shown {
  readonly chart: Chart;
  readonly frontier: Frontier;
  readonly image: { readonly image: Attainable; readonly late: boolean } | undefined;
  readonly balance: Balance;
  /** Where the vertical stands, and a t that the hand asks for in vain. */
  readonly budget: number;
  readonly asked: number | undefined;
  readonly line: Line;
  readonly letter: 'λ' | 'ν';
  readonly certified: boolean;
}

const FAR = 1e4; // pixels: beyond every plot
const line = (name: string, [x1, y1]: Vec2, [x2, y2]: Vec2) => svg`<line class=${name} x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
const along = ([x, y]: Vec2, [dx, dy]: Vec2, by: number): Vec2 => [x + by * dx, y + by * dy];
const polyline = (points: readonly Vec2[]) => `M${points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join('L')}`;
const italic = (text: string) => svg`<tspan class="math">${text}</tspan>`;

/** What no λ reaches: between the hull and the frontier, and as a bar on the axis. */
function gaps({ chart: { toPixels, inner }, frontier }: Shown): TemplateResult[] {
  return frontier.gaps.map(({ from, to, above }) => {
    const ends = [from, to].map(({ budget, loss }) => toPixels([budget, loss])) as [Vec2, Vec2];
    return svg`<path class="gap" d=${`${polyline([from, ...above, to].map(({ budget, loss }) => toPixels([budget, loss])))}Z`} />
      ${line('hull', ...ends)}${line('unreached', [ends[0][0], inner.bottom - 1], [ends[1][0], inner.bottom - 1])}`;
  });
}

/** The supporting line, or all of a fan of them. */
function supports({ chart, balance: { lambda }, line: { lambda: slope, touch, drawn } }: Shown): TemplateResult {
  const at = chart.toPixels(touch), own = directionOf(angleOf(chart, slope));
  const whole = drawn ? line('line', along(at, own, -FAR), along(at, own, FAR)) : svg``;
  if (lambda?.kind !== 'interval') return whole;
  const [low, high] = [lambda.from, lambda.to].map((end) => directionOf(angleOf(chart, end))) as [Vec2, Vec2];
  const wedge = (by: number) => svg`<path class="fan" d=${`${polyline([at, along(at, low, by), along(at, high, by)])}Z`} />`;
  return svg`${wedge(FAR)}${wedge(-FAR)}${whole}`;
}

/** A thick piece of the line: all its t have this λ. */
function level({ chart: { toPixels, inner }, balance: { budget, touches, lambda }, budget: t }: Shown): TemplateResult {
  const first = toPixels(touches[0]), last = toPixels(touches.at(-1)!);
  if (budget.kind === 'interval') return line('level', first, budget.to === Infinity ? [inner.right, first[1]] : last);
  const idle = lambda?.kind === 'number' && lambda.value === 0 && t > touches[0][0];
  return idle ? line('level', first, toPixels([t, touches[0][1]])) : svg``;
}

const LEAP = 0.1; // of the whole fall of L: so much from place to place is a jump
const paths = new WeakMap<Attainable, { readonly key: string; readonly places: Frontier['places']; readonly path: string }>();

/** The outline of the set, kept while a λ sweep changes nothing of it. */
function setPath({ image, late }: NonNullable<Shown['image']>, { places }: Frontier, { plane: { matrix }, toPixels }: Chart): string {
  const key = `${late} ${matrix.join(' ')}`, kept = paths.get(image);
  if (kept?.key === key && kept.places === places) return kept.path;
  const path = attainablePath(late ? image : grounded(image, places, LEAP * (places[0]!.loss - places.at(-1)!.loss)), toPixels);
  paths.set(image, { key, places, path });
  return path;
}

/** The picture of the trade-off, in the pixels of its plot. */
export function tradeoffPicture(shown: Shown): TemplateResult {
  const { chart, frontier, image, balance, budget, asked, line: { lambda, touch, drawn }, certified } = shown, { toPixels, inner } = chart;
  const { places, knots, attained } = frontier, last = places.at(-1)!;
  const touches = balance.touches.map(toPixels), [at] = touches as [Vec2];
  const upright = (t: number): [Vec2, Vec2] => [[toPixels([t, 0])[0], inner.top], [toPixels([t, 0])[0], inner.bottom]];
  const crossing = toPixels([0, touch[1] + lambda * touch[0]]);
  const marked = drawn && lambda > 0 && lambda < Infinity && touch[0] > 0 && crossing[1] > inner.top;
  return svg`
    <svg x=${inner.left} y=${inner.top} width=${inner.right - inner.left} height=${inner.bottom - inner.top} viewBox=${`${inner.left} ${inner.top} ${inner.right - inner.left} ${inner.bottom - inner.top}`}>
      ${image ? svg`<path class="set ${image.late ? 'late' : ''}" d=${setPath(image, frontier, chart)} />` : nothing}
      ${gaps(shown)}
      ${attained ? line('frontier rest', toPixels([last.budget, last.loss]), [inner.right, toPixels([0, last.loss])[1]]) : nothing}
      <path class="frontier" d=${polyline(places.map((place) => toPixels([place.budget, place.loss])))} />
      ${level(shown)}
      ${asked === undefined ? nothing : line('vertical asked', ...upright(asked))}
      ${line('vertical', ...upright(budget))}
      ${supports(shown)}
      ${balance.gap > 0 ? line('missing', at, toPixels([budget, balance.touches[0][1] - balance.gap])) : nothing}
    </svg>
    ${chartAxes(chart, { x: italic('R'), y: italic('L') })}
    ${knots.map((t) => { const place = places.find((each) => each.budget === t); const [x, y] = place ? toPixels([t, place.loss]) : [0, 0]; return place ? svg`<circle class="knot" cx=${x} cy=${y} r="3" />` : nothing; })}
    ${marked ? svg`<circle class="intercept" cx=${crossing[0]} cy=${crossing[1]} r="4" />` : nothing}
    ${touches.map(([x, y]) => svg`<circle class="solution ${certified ? '' : 'doubtful'}" cx=${x} cy=${y} r="7.5" />`)}
    ${words(shown, marked ? crossing : undefined, at)}`;
}

function words({ chart: { inner, toPixels }, frontier, balance, budget, asked, letter, image }: Shown, crossing: Vec2 | undefined, at: Vec2): TemplateResult {
  const t = asked ?? budget, x = toPixels([t, 0])[0], left = x > inner.right - 90;
  const widest = frontier.gaps.reduce<readonly [number, number] | undefined>((best, { from, to }) => {
    const ends = [toPixels([from.budget, 0])[0], toPixels([to.budget, 0])[0]] as const;
    return best && best[1] - best[0] > ends[1] - ends[0] ? best : ends;
  }, undefined);
  const covered = image && !image.late && image.image.runs.at(-12)?.some(([low, high]) => toPixels([0, low])[1] > inner.top + 60 && toPixels([0, high])[1] < inner.top + 30);
  return svg`
    <text class="halo words amber" x=${left ? x - 20 : x + 20} y=${inner.top + 21} text-anchor=${left ? 'end' : 'start'}>${italic('t')} = ${figures(t, 4)}</text>
    ${crossing && Math.hypot(crossing[0] - at[0], crossing[1] - at[1]) > 56 ? svg`<text class="halo words amber" x=${crossing[0] + 9} y=${crossing[1] - 8}>${italic('L')} + ${italic(letter)}${italic('R')}</text>` : nothing}
    ${balance.gap > 0 ? svg`<text class="halo words blue" x=${at[0] + 13} y=${at[1] - 7}>gap ${figures(balance.gap, 2)}</text>` : nothing}
    ${widest ? svg`<text class="halo words blue" text-anchor="middle" x=${Math.min(inner.right - 76, Math.max(inner.left + 76, (widest[0] + widest[1]) / 2))} y=${inner.bottom - 10}>no ${italic(letter)} reaches these ${italic('t')}</text>` : nothing}
    ${covered && !left ? svg`<text class="words muted" text-anchor="end" x=${inner.right - 8} y=${inner.top + 48}>attainable</text>` : nothing}`;
}
