import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext { tarball: string }
}

/** Builds the package once, and packs it as it would be published. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '..', '..');
  const folder = await mkdtemp(join(tmpdir(), 'reg-geometry-'));
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }); // prepack builds
  if (status !== 0) throw new Error(`The package could not be built. ${(stdout + stderr).slice(-1500)}`);
  provide('tarball', join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz'))!));
  return () => rm(folder, { recursive: true, force: true });
}
