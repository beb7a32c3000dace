import type { Problem, Window } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { isFrom, originOf } from './rows.ts';

const SOURCE = ['loss', 'src', 'features', 'target', 'weights', 'scaling', 'intercept'] as const;
export type Source = Pick<RegGeometry, (typeof SOURCE)[number]>;

/** All that a figure shows, as a value that can be put back. Data with an address are kept by it, so that a link stays short. */
export interface Moment { readonly problem: Problem; readonly frame: Window; readonly source: Source | undefined }

export function momentOf(figure: RegGeometry): Moment {
  const source = figure.src ? (Object.fromEntries(SOURCE.map((name) => [name, figure[name]])) as unknown as Source) : undefined;
  return { problem: figure.problem, frame: figure.frame, source };
}

/** Equal for what a reader sees as one; samples are told apart by identity. */
export function keyOf({ problem, frame, source }: Moment): string {
  const { loss, ...rest } = problem, window = [...frame.x, ...frame.y].map((end) => end.toPrecision(6));
  return JSON.stringify(['X' in loss && !source ? originOf(loss).id : source ?? loss, rest, window]);
}

let coming = 0;
/** Whether rows are on their way: what the figure shows until then is no moment of its own. */
export const isComing = (): boolean => coming > 0;

const same = (figure: RegGeometry, source: Source) => SOURCE.every((name) => (figure[name] ?? undefined) === (source[name] ?? undefined));

/** Gives the figure data by their address and, once they are there, what belongs to them; at once where they are there already. */
export async function bring(figure: RegGeometry, source: Source, rest: object): Promise<void> {
  if (!same(figure, source)) {
    const before = figure.findings.problem.loss, done = new AbortController(), { signal } = done;
    coming += 1;
    await new Promise<void>((resolve) => {
      figure.addEventListener('reg-solution', () => { if (figure.findings.problem.loss !== before) resolve(); }, { signal });
      figure.addEventListener('reg-error', ({ target }) => { if (target === figure) resolve(); }, { signal });
      Object.assign(figure, source);
    });
    done.abort();
    coming -= 1;
  }
  Object.assign(figure, rest);
}

/** Puts a moment back, the part of the plane that was looked at too. */
export async function putBack(figure: RegGeometry, { problem, frame, source }: Moment): Promise<void> {
  if (source) {
    const { loss: _, ...rest } = problem;
    await bring(figure, source, rest);
  } else {
    figure.problem = problem;
    if ('X' in problem.loss && figure.problem.loss !== problem.loss) isFrom(figure.problem.loss, problem.loss);
  }
  await figure.updateComplete;
  figure.change({ window: frame }, true);
}
