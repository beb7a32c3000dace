import { cpuEngine, crossCheck, type CrossCheck, type Engine } from '../../src/core.ts';
import { ENTRIES, GRID, type Entry } from './catalogue.ts';

/** What came out for one entry; an error where the GPU refused. */
export interface Result { readonly entry: Entry; readonly check?: CrossCheck; readonly error?: string }

/** Evaluates every entry on the GPU and in double precision and holds them against each other. A stop is heeded after the one at hand. */
export async function* checks(engine: Engine, signal: AbortSignal, entries: readonly Entry[] = ENTRIES): AsyncGenerator<Result> {
  for (const entry of entries) {
    if (signal.aborted) return;
    try {
      yield { entry, check: await crossCheck(entry.problem, GRID, [engine, cpuEngine]) };
    } catch (error) {
      yield { entry, error: error instanceof Error ? error.message : String(error) };
    }
  }
}

export const agrees = ({ check }: Result): boolean => check !== undefined && check.agrees;

/** One line for each loss and each penalty: the worst of all that it was paired with. */
export interface Line { readonly part: 'loss' | 'penalty'; readonly name: string; readonly worst: number; readonly difference: number; readonly unbounded: number; readonly fields: number; readonly failed: number }

export function linesOf(results: readonly Result[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const result of results) for (const part of ['loss', 'penalty'] as const) {
    const name = result.entry[part], key = `${part} ${name}`, found = result.check?.[part];
    const { worst, difference, unbounded, fields, failed } = lines.get(key) ?? { worst: 0, difference: 0, unbounded: 0, fields: 0, failed: 0 };
    lines.set(key, {
      part, name, worst: Math.max(worst, found?.worst ?? 0), difference: Math.max(difference, found?.difference ?? 0), unbounded: unbounded + (found?.unbounded ?? 0),
      fields: fields + 1, failed: failed + (found && found.worst <= 1 ? 0 : 1),
    });
  }
  return [...lines.values()].sort((a, b) => a.part.localeCompare(b.part));
}
