import { html, nothing, type TemplateResult } from 'lit';
import { coordinates, figures } from '../../geometry/number.ts';
import type { Plane } from '../../geometry/plane.ts';
import { CLASSES, shareOfAll, sparseShare, type ClassName } from '../../geometry/shares/shares.ts';
import { LANDING, type Landing } from '../../problem/landing.ts';
import type { Vec2 } from '../../problem/types.ts';
import type { Place } from './places.ts';
import type { Sheet } from './sheet.ts';
import type { Tallied } from './tally.ts';
import { CLASS_WORDS, distributionWords, errorWords, LANDING_WORDS, percent } from './words.ts';

/** The classes that a problem can have, with their shares. */
function rows({ problem }: Sheet, { shares }: Tallied): [ClassName, number][] {
  const tied = problem.penalty.kind === 'linf', bounded = problem.form === 'constraint';
  const names = (Object.keys(CLASSES) as ClassName[]).filter((name) => (name === 'inside' ? bounded : name === 'tied' ? tied : name === 'free' || name === 'both' || !tied));
  return names.map((name) => [name, shareOfAll(shares, CLASSES[name])]);
}

const shareWords = (tallied: Tallied | undefined, landing: Landing): string => (tallied ? percent(tallied.shares.of.get(landing) ?? 0) : '…');

/** Where a basin lands: its corner by the coordinates, and what that means. */
const placeWords = ({ mode }: Sheet, landing: Landing, corner: Vec2 | undefined): string =>
  `${corner && mode === 'minimizer' && landing !== LANDING.origin ? `${coordinates(corner)}: ` : ''}${LANDING_WORDS[landing][1]}`;

/** What a screen reader is told in place of the map. */
export function labelOf(sheet: Sheet, plane: Plane, tallied: Tallied | undefined): string {
  const { mode, distribution } = sheet, [low, high] = plane.window.x;
  const shares = tallied ? rows(sheet, tallied).map(([name, share]) => `${CLASS_WORDS[name]} ${percent(share)}`).join(', ') : 'being counted';
  return `A map of ${mode === 'minimizer' ? `every θ̂ from ${figures(low)} to ${figures(high)}` : 'every correlation and λ'} by where the solution lands; ${mode === 'minimizer' ? distributionWords(distribution) : 'shares of the map'}: ${shares}`;
}

/** A basin's label, which points at it by hover and focus and chooses it by click and key. */
export function basinButton({ landing, corner }: Place, sheet: Sheet, tallied: Tallied | undefined, chosen: Landing | undefined, on: { point(landing: Landing): void; leave(): void; choose(landing: Landing): void }): TemplateResult | typeof nothing {
  const [short] = LANDING_WORDS[landing], point = () => on.point(landing);
  return short === '' ? nothing : html`<button class="basin" data-landing=${landing} aria-pressed=${String(chosen === landing)}
    aria-label=${`${short}: ${placeWords(sheet, landing, corner)}; ${shareWords(tallied, landing)} of ${sheet.mode === 'minimizer' ? 'θ̂' : 'the map'}`}
    @focus=${point} @blur=${on.leave} @pointerenter=${point} @pointerleave=${on.leave} @click=${() => on.choose(landing)}>${short}</button>`;
}

/** What stands under the map: the basin that is pointed at, else what the map is of. */
export function captionOf(sheet: Sheet, places: readonly Place[], chosen: Landing | undefined, tallied: Tallied | undefined): TemplateResult {
  const { mode, problem } = sheet;
  if (chosen !== undefined) {
    const { corner } = places.find(({ landing }) => landing === chosen) ?? {};
    return html`${placeWords(sheet, chosen, corner)}: ${shareWords(tallied, chosen)} of ${mode === 'minimizer' ? html`<i>θ̂</i>` : 'the map'}`;
  }
  if (mode === 'correlation') return html`Where this <i>θ̂</i> lands, for each <i>ρ</i> and <i>λ</i>`;
  return html`Where each <i>θ̂</i> lands at ${problem.form === 'penalty' ? html`<i>λ</i> = ${figures(problem.lambda, 4)}` : html`<i>t</i> = ${figures(problem.budget, 4)}`}`;
}

/** The shares with their signs, of what they are, and how sure they are. */
export function sharesList(sheet: Sheet, tallied: Tallied | undefined): TemplateResult {
  if (!tallied) return html`<p class="note">Counting…</p>`;
  const { shares, side, late } = tallied, { mode, distribution } = sheet;
  const none = mode === 'minimizer' && side === undefined && sparseShare(shares) === 0 && shares.of.get(LANDING.free) !== undefined;
  return html`<ul class="shares" part="shares" aria-label="Shares of each outcome">${rows(sheet, tallied).map(([name, share]) => html`<li><span class="swatch ${name}" aria-hidden="true"></span>${CLASS_WORDS[name]} <b>${percent(share)}</b></li>`)}</ul>
    <p class="note">${mode === 'minimizer' ? distributionWords(distribution) : 'Shares of this map'}; ${late ? 'counting…' : errorWords(shares.error, side)}${none ? '; no θ̂ but a set without area lands on an exact zero' : ''}.</p>`;
}
