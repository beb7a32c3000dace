// Mutation testing: breaks one place at a time in the given folders and asks whether a unit test notices.
//   npm run mutate [COUNT] [SEED] [FOLDER…]     100 places of src/solver and its certificate when nothing is said
// Works on a copy of the tree; prints what survived and the score. Not part of `npm test`: it takes minutes to hours.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [count = '100', seed = '1', ...folders] = process.argv.slice(2);
const rooms = folders.length > 0 ? folders : ['src/solver'];

/** What may be broken, and into what. */
const OPERATORS = [
  [/ <= /g, ' < '], [/ >= /g, ' > '], [/ < /g, ' <= '], [/ > /g, ' >= '], [/ === /g, ' !== '], [/ !== /g, ' === '],
  [/ \+ /g, ' - '], [/ - /g, ' + '], [/ \* /g, ' / '], [/ \/ /g, ' * '], [/ && /g, ' || '], [/ \|\| /g, ' && '],
  [/Math\.max\(/g, 'Math.min('], [/Math\.min\(/g, 'Math.max('], [/Math\.abs\(/g, '('], [/\btrue\b/g, 'false'], [/\bfalse\b/g, 'true'],
  [/(?<![\w.])0(?![\w.])/g, '1'], [/(?<![\w.])1(?![\w.])/g, '2'], [/(?<![\w.])2(?![\w.])/g, '3'], [/\bbreak;/g, ''], [/\bcontinue;/g, ''],
];
const isCode = (line) => !/^\s*(\/\/|\*|\/\*|import |export (type|interface)|interface |type |readonly )/.test(line) && !/^\s*['`]/.test(line);

let state = Number(seed) || 1;
const random = () => (state = (state * 48271) % 2147483647) / 2147483647;

const home = mkdtempSync(join(tmpdir(), 'mutate-'));
for (const name of ['src', 'shaders', 'test', 'demo', 'package.json', 'tsconfig.json', 'vite.config.ts']) cpSync(name, join(home, name), { recursive: true });
symlinkSync(resolve('node_modules'), join(home, 'node_modules'));

const places = rooms.flatMap((room) => readdirSync(room, { recursive: true }).filter((name) => name.endsWith('.ts')).flatMap((name) => {
  const file = join(room, name);
  return readFileSync(file, 'utf8').split('\n').flatMap((line, index) => (isCode(line) ? OPERATORS.flatMap(([pattern, to]) => {
    const bare = line.replace(/\/\/.*$/, (comment) => ' '.repeat(comment.length)).replace(/'[^']*'/g, (text) => `'${'_'.repeat(text.length - 2)}'`);
    return [...bare.matchAll(pattern)].map((match) => ({ file, index, at: match.index, from: match[0], to }));
  }) : []));
}));
const chosen = Array.from({ length: Math.min(Number(count), places.length) }, () => places.splice(Math.floor(random() * places.length), 1)[0]);

const passes = () => spawnSync('npx', ['vitest', 'run', '--project', 'unit', '--bail', '1', '--reporter', 'dot'], { cwd: home, timeout: 300_000, stdio: 'ignore' }).status === 0;
if (!passes()) { console.error('The tests fail before anything is broken.'); process.exit(1); }

let killed = 0;
for (const { file, index, at, from, to } of chosen) {
  const path = join(home, file), text = readFileSync(path, 'utf8'), lines = text.split('\n');
  lines[index] = lines[index].slice(0, at) + to + lines[index].slice(at + from.length);
  writeFileSync(path, lines.join('\n'));
  if (passes()) console.log(`survived  ${file}:${index + 1}  “${from.trim()}” → “${to.trim()}”  ${lines[index].trim().slice(0, 120)}`);
  else killed += 1;
  writeFileSync(path, text);
}
console.log(`${killed} of ${chosen.length} noticed (${Math.round((100 * killed) / chosen.length)} %), of ${places.length + chosen.length} places in ${rooms.join(', ')}`);
rmSync(home, { recursive: true });
