import { readFileSync } from 'node:fs';

/** The package's version, from its own package.json: one folder above dist, or two above this file. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { name: string; version: string };
      if (name === 'reg-geometry') return found;
    } catch { /* the other place */ }
  }
  return 'unknown';
}
