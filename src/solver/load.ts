import type { Problem } from '../problem/types.ts';
import { lacking, supply, type Families, type Family } from './families.ts';

const LOADERS: { readonly [Name in Family]: () => Promise<Pick<Families, Name>> } = {
  data: () => import('./families/data.ts'),
  global: () => import('./families/global.ts'),
  pieces: () => import('./families/pieces.ts'),
  samples: () => import('./families/samples.ts'),
  typed: () => import('./families/typed.ts'),
};

async function fetchPart(name: Family): Promise<void> {
  const found = await LOADERS[name]();
  supply({ [name]: found[name as keyof typeof found] });
}

/**
 * Loads what solves a problem, all at once.
 * @returns undefined where all of it is there already
 * @throws Error (the promise rejects) where a part of the library does not arrive
 */
export function loading(problem: Problem): Promise<unknown> | undefined {
  const names = lacking(problem);
  return names.length > 0 ? Promise.all(names.map(fetchPart)) : undefined;
}
