import type { Window } from '../problem/grid.ts';

/** A map of cells that fill a window, row by row from the lowest; each holds what was found at its centre. */
export interface Cells { readonly found: Uint8Array<ArrayBuffer>; readonly columns: number; readonly rows: number }

/** The cells that touch another kind, corners included: an edge may run through them. */
export function borderline({ found, columns, rows }: Cells): number[] {
  const border: number[] = [];
  for (let row = 0, at = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1, at += 1) {
    let other = false;
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) {
      other ||= found[r * columns + c] !== found[at];
    }
    if (other) border.push(at);
  }
  return border;
}

/** The cells beside the middle lines of a map that is as wide as high, where the axes of θ̂ are: a strip along one may be narrower than they. */
export function seams({ columns, rows }: Pick<Cells, 'columns' | 'rows'>): number[] {
  const beside = (count: number) => (at: number) => Math.abs(2 * at + 1 - count) <= 1;
  return Array.from({ length: columns * rows }, (_, at) => at).filter((at) => beside(columns)(at % columns) || beside(rows)(Math.floor(at / columns)));
}

/**
 * Each cell as `times` × `times` smaller ones, and those of them that are to be found anew: the parts of borderline cells.
 * @param also cells that are divided whatever their neighbours are
 */
export function refine(cells: Cells, times: number, also: readonly number[] = []): { readonly cells: Cells; readonly open: readonly number[] } {
  const columns = cells.columns * times, rows = cells.rows * times;
  const found = new Uint8Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1, at += 1) {
    found[at] = cells.found[Math.floor(row / times) * cells.columns + Math.floor(column / times)]!;
  }
  const open = [...new Set([...borderline(cells), ...also])].flatMap((cell) => {
    const first = Math.floor(cell / cells.columns) * times * columns + (cell % cells.columns) * times;
    return Array.from({ length: times * times }, (_, i) => first + Math.floor(i / times) * columns + (i % times));
  });
  return { cells: { found, columns, rows }, open };
}

/** The centres of cells, two numbers each. */
export function centres({ x, y }: Window, { columns, rows }: Pick<Cells, 'columns' | 'rows'>, which: readonly number[]): Float64Array<ArrayBuffer> {
  const points = new Float64Array(2 * which.length);
  which.forEach((cell, i) => {
    points[2 * i] = x[0] + ((x[1] - x[0]) * ((cell % columns) + 0.5)) / columns;
    points[2 * i + 1] = y[0] + ((y[1] - y[0]) * (Math.floor(cell / columns) + 0.5)) / rows;
  });
  return points;
}
