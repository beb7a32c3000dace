import type { Curve } from '../../geometry/shares/curve.ts';
import { countOver, countShares, sharesOf, type Shares } from '../../geometry/shares/shares.ts';
import { LANDING } from '../../problem/landing.ts';
import type { AtlasMap, Answered } from './map.ts';
import type { Sheet } from './sheet.ts';

/** What an atlas can say of its shares. */
export interface Tallied {
  readonly shares: Shares;
  /** The cells a side that they are counted on; not there where they come from closed forms. */
  readonly side?: number;
  /** Whether they are of an older question, or a finer count is on its way. */
  readonly late: boolean;
}

/** Keeps the shares of an atlas: exact where polygons give them, else counted over a map. */
export class AtlasTally {
  readonly #map: AtlasMap;
  readonly #census: AtlasMap;
  #kept: { readonly key: string; readonly tallied: Tallied } | undefined;
  #levels: { readonly of: Answered; readonly curve: Curve } | undefined;

  /** @param map the map that is shown, @param census one of its own for counting */
  constructor(map: AtlasMap, census: AtlasMap) {
    this.#map = map;
    this.#census = census;
  }

  /** The map that is counted on, once there is one; of an older question until its own answer is there. */
  cells({ census, question }: Sheet): Answered | undefined {
    return census === null ? undefined : census === question ? this.#map.answered : this.#census.answered;
  }

  /** The shares of a sheet; nothing while they are counted for the first time. */
  shares(sheet: Sheet): Tallied | undefined {
    const { problem, distribution, basins, census, mode, question } = sheet, own = JSON.stringify(distribution);
    if (census === null) return this.#keep(`${own} ${question.key}`, () => ({ shares: sharesOf(problem, distribution, basins ?? undefined), late: false }));
    const cells = this.cells(sheet);
    if (!cells) return undefined;
    const { landings: found, columns, rows, key, whole } = cells, late = key !== census.key || !whole;
    return this.#keep(`${own} ${key} ${columns} ${late}`, () => ({
      shares: mode === 'minimizer' ? countOver(found, columns, distribution) : countShares({ found, columns, rows }, [even(columns), even(rows)]), side: columns, late,
    }));
  }

  /** Of a map of correlations, the share of them with an exact zero at each λ. */
  curve(sheet: Sheet): Curve | undefined {
    const cells = this.cells(sheet);
    if (!cells) return undefined;
    if (this.#levels?.of !== cells) this.#levels = { of: cells, curve: { top: sheet.window.y[1], shares: sparseRows(cells) } };
    return this.#levels.curve;
  }

  #keep(key: string, tally: () => Tallied): Tallied {
    if (this.#kept?.key !== key) this.#kept = { key, tallied: tally() };
    return this.#kept.tallied;
  }
}

const even = (count: number): number[] => Array.from({ length: count }, () => 1 / count);

function sparseRows({ landings, columns, rows }: Answered): number[] {
  return Array.from({ length: rows }, (_, row) => {
    let sparse = 0;
    for (let at = row * columns; at < (row + 1) * columns; at += 1) if (landings[at] !== LANDING.free) sparse += 1;
    return sparse / columns;
  });
}
