import { figures, fixed } from '../../geometry/number.ts';
import type { Distribution } from '../../geometry/shares/distribution.ts';
import { LANDING, type Landing, type LandingName } from '../../problem/landing.ts';
import type { ClassName } from '../../geometry/shares/shares.ts';

/** What stands on a basin, and what is said of it. */
export const LANDING_WORDS: { readonly [Place in Landing]: readonly [short: string, long: string] } = {
  [LANDING.free]: ['', 'no weight is zero'],
  [LANDING.origin]: ['both 0', 'both weights are exactly zero'],
  [LANDING.right]: ['θ₂ = 0', 'θ₂ is exactly zero and θ₁ positive'],
  [LANDING.left]: ['θ₂ = 0', 'θ₂ is exactly zero and θ₁ negative'],
  [LANDING.up]: ['θ₁ = 0', 'θ₁ is exactly zero and θ₂ positive'],
  [LANDING.down]: ['θ₁ = 0', 'θ₁ is exactly zero and θ₂ negative'],
  [LANDING.northeast]: ['θ₁ = θ₂', 'both weights are equal and positive'],
  [LANDING.southwest]: ['θ₁ = θ₂', 'both weights are equal and negative'],
  [LANDING.southeast]: ['θ₁ = −θ₂', 'both weights are equally large, θ₁ positive'],
  [LANDING.northwest]: ['θ₁ = −θ₂', 'both weights are equally large, θ₁ negative'],
  [LANDING.inside]: ['', 'the constraint does not bind'],
};

export const CLASS_WORDS: { readonly [Name in ClassName]: string } = {
  both: 'both weights zero', first: 'θ₁ alone zero', second: 'θ₂ alone zero', tied: 'equal weights', free: 'no zero', inside: 'inside (θ* = θ̂)',
};

/** A name of a landing as an attribute gives it. */
export const landingOfName = (name: string): Landing | undefined => (Object.hasOwn(LANDING, name) ? LANDING[name as LandingName] : undefined);

/** 17.3 %; what is not 0 is never written as 0. */
export function percent(share: number): string {
  const hundredth = 100 * share;
  if (hundredth === 0) return `${figures(0)}\u00a0%`;
  return hundredth < 0.05 ? `<\u00a0${figures(0.1)}\u00a0%` : hundredth > 99.95 && hundredth < 100 ? `>\u00a0${figures(99.9)}\u00a0%` : `${fixed(hundredth, 1)}\u00a0%`;
}

export const distributionWords = ({ kind, size }: Distribution): string =>
  (kind === 'uniform' ? `θ̂ uniform on [−${figures(size)}, ${figures(size)}]²` : `θ̂ normal, standard deviation ${figures(size)}`);

/** How sure the shares are. */
export const errorWords = (error: number, side: number | undefined): string =>
  (side !== undefined ? `counted on ${side} × ${side} cells, ±\u00a0${figures(100 * error, 1)}\u00a0%` : error === 0 ? 'exact, from polygons' : `from polygons inside and around the curve, ±\u00a0${figures(100 * error, 1)}\u00a0%`);
