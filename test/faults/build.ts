import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext { built: string }
}

/** Builds the one self-contained file and its worker once, into a folder of its own, for the pages that are then broken. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'reg-geometry-'));
  const vite = join(import.meta.dirname, '..', '..', 'node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build', '--mode', 'single', '--outDir', folder, '--logLevel', 'error'], { cwd: join(import.meta.dirname, '..', '..'), stdio: 'pipe' });
  provide('built', folder);
  return () => rm(folder, { recursive: true, force: true });
}
