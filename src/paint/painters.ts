import { isTable, type Table } from '../problem/formulas.ts';
import { CpuPainter, type PaintTask } from './cpu.ts';

/** A table of which the other side has the values: they cross once, and not with every λ. */
export const without = (table: Table): Table => ({ ...table, values: new Float32Array(0) });

/** The painters of the page's views; each keeps what a λ sweep leaves as it is, and the table of its loss. */
export class Painters {
  readonly #views = new Map<number, { readonly painter: CpuPainter; table?: Table }>();

  /** Paints in resumable steps; the pixels are used again for the view's next picture. */
  *paint({ view, picture, width, height }: PaintTask): Generator<void, Uint8ClampedArray<ArrayBuffer>> {
    let there = this.#views.get(view);
    if (!there) this.#views.set(view, (there = { painter: new CpuPainter() }));
    const { loss } = picture.formulas;
    if (!isTable(loss)) return yield* there.painter.paint(picture, width, height);
    if (loss.values.length > 0) there.table = loss;
    if (there.table?.id !== loss.id) throw new Error('The table of the loss did not arrive.');
    return yield* there.painter.paint({ ...picture, formulas: { ...picture.formulas, loss: there.table } }, width, height);
  }

  close(view: number): void { this.#views.delete(view); }
}
