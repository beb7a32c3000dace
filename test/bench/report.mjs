// test/bench/results.md from the newest result of each scenario.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { growth } from './growth.mjs';
import { SCENARIOS } from './scenarios/index.mjs';
import { cache, home } from './site.mjs';

const BY_HAND = '\n## On a real GPU\n'; // no scenario measures it: the section stays, at the end

export async function report(name, result, version) {
  const kept = join(cache, 'results.json');
  await mkdir(cache, { recursive: true });
  const all = existsSync(kept) ? JSON.parse(await readFile(kept, 'utf8')) : {};
  all[name] = result;
  await writeFile(kept, JSON.stringify(all, null, 1));
  const plot = growth(all);
  if (plot) await writeFile(join(home, 'growth.svg'), plot);
  const written = join(home, 'results.md'), before = existsSync(written) ? await readFile(written, 'utf8') : '', own = before.indexOf(BY_HAND);
  const peers = Object.entries(JSON.parse(await readFile(join(home, 'package.json'), 'utf8')).dependencies).map(([peer, at]) => `${peer} ${at}`).join(', ');
  await writeFile(written, `# Measured\n\nMade by \`npm run bench\`; one scenario anew by \`npm run bench sweep\` (${Object.keys(SCENARIOS).join(', ')}), with fewer runs by
\`npm run bench sweep -- --runs 3\`. Headless Chromium ${version} on ${availableParallelism()} processor cores that others use too, without a GPU: WebGPU is
SwiftShader, canvas 2D is rastered by the processor (\`--disable-accelerated-2d-canvas --disable-gpu-rasterization\`). All of one
table is measured in turns in one run, so ratios hold where milliseconds do not. What each subject draws at both ends of a sweep is read back
from the screen and must differ. Beside: ${peers}.\n${plot ? '\n![How cost grows over the grid, the samples and the number of figures](growth.svg)\n' : ''}${Object.keys(SCENARIOS).filter((key) => key in all).map((key) => `\n## ${all[key].title}\n\n${all[key].text.join('\n\n')}\n`).join('')}${own < 0 ? '' : before.slice(own)}`);
}
