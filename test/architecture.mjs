// Arrows only point down: a file imports from its own room or from those named here. Exits 1 on any other arrow.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

const BELOW = {
  formula: [],
  problem: ['formula'],
  data: ['problem'],
  samples: ['problem'],
  solver: ['samples', 'problem', 'formula'],
  gpu: [],
  geometry: ['solver', 'problem'],
  field: ['gpu', 'samples', 'problem', 'formula', 'shaders'],
  cli: ['api', 'data', 'problem'],
  api: ['print', 'paint', 'field', 'geometry', 'solver', 'data', 'problem'],
  paint: ['field', 'geometry', 'gpu', 'solver', 'problem', 'shaders'],
  print: ['paint', 'field', 'geometry', 'solver', 'problem'],
  elements: ['api', 'print', 'paint', 'field', 'geometry', 'gpu', 'solver', 'data', 'problem'],
};
const DOORS = ['index.ts', 'all.ts', 'core.ts', 'worker.ts', 'solving.ts', 'cli.ts']; // may open every room
const source = /(?:^|\n)(?:import|export)[^'"]*?from '([^']+)'|(?:^|\n)import '([^']+)'|\bimport\('([^']+)'\)/g;

let wrong = 0, arrows = 0;
for (const name of await readdir('src', { recursive: true })) {
  if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue; // the types of tags for frameworks have no code
  const room = name.includes('/') ? name.split('/')[0] : name;
  const text = await readFile(join('src', name), 'utf8');
  const complain = (message) => { wrong += 1; console.error(`src/${name}: ${message}`); };
  if (!DOORS.includes(room) && !(room in BELOW)) complain(`${room} is no known room; name it in test/architecture.mjs`);
  if (/\b(eval|Function)\s*\(|unsafeHTML|unsafeCSS|innerHTML/.test(text)) complain('evaluates text as code or markup');
  if (room === 'elements' && /<style|\sstyle=/.test(text)) complain('writes an inline style, which a strict policy refuses');
  for (const [, from, bare, late] of text.matchAll(source)) {
    const target = from ?? bare ?? late;
    if (!target.startsWith('.')) {
      const known = /^cli\b/.test(room) ? /^node:/ : /^(lit|gl-matrix)(\/|$)/; // only the command line knows Node
      if (!known.test(target)) complain(`imports ${target}`);
      else if (target.startsWith('lit') && room !== 'elements') complain('imports lit below the elements');
      continue;
    }
    arrows += 1;
    const path = relative('.', resolve('src', dirname(name), target.replace(/\?.*/, '')));
    const to = path.startsWith('src/') ? path.split('/')[1] : path.split('/')[0];
    if (target.endsWith('?worker&url') || DOORS.includes(room) || to === room || BELOW[room]?.includes(to)) continue; // an address is no arrow
    complain(`points up to ${to}`);
  }
}
console.log(`${arrows} imports, ${wrong} wrong`);
process.exit(wrong || !arrows ? 1 : 0);
