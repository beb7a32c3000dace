import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

// What npm installs from the packed package into a project that has nothing else.
const ROOT = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const bin = (script: string) => join(ROOT, 'node_modules', script);
const { NODE_ENV: _, ...env } = process.env;

let home: string;
const node = async (...given: string[]) => (await run(process.execPath, given, { cwd: home, env })).stdout.trim();
const write = (files: Record<string, string>) => { for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text); };

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'empty-'));
  write({ 'package.json': '{ "private": true, "type": "module" }' });
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', inject('tarball')], { cwd: home });
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const SOLVE = "solve({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: { kind: 'l1' }, form: 'penalty', lambda: 0.6 }).theta";
const THETA = [expect.closeTo(0.99, 12), 0];

test('Node opens every door, and registers nothing twice', async () => {
  expect(JSON.parse(await node('--input-type=module', '-e', `import { solve } from 'reg-geometry/core'; console.log(JSON.stringify(${SOLVE}));`))).toEqual(THETA);
  expect(JSON.parse(await node('-e', `const { solve } = require('reg-geometry/core'); console.log(JSON.stringify(${SOLVE}));`))).toEqual(THETA);
  const names = "import * as first from 'reg-geometry'; import * as all from 'reg-geometry/all'; import 'reg-geometry/react'; import 'reg-geometry/vue'; import 'reg-geometry/svelte'; console.log(JSON.stringify([first, all].map((door) => Object.keys(door).filter((name) => name.startsWith('Reg')))));";
  const [first, all] = JSON.parse(await node('--input-type=module', '-e', names)) as [string[], string[]];
  expect(first).toEqual(['RegArgmin', 'RegAxes', 'RegConstraintRegion', 'RegGeometry', 'RegHeatmap', 'RegLayer', 'RegLevelSets']);
  expect(all.length).toBeGreaterThan(15);
  const { exports: doors } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };
  const tags = Object.keys(doors).filter((door) => door.startsWith('./reg-') && !door.endsWith('.js')).map((door) => door.slice(2));
  const classes = "const found = []; for (const tag of process.argv.slice(1)) found.push(Object.keys(await import(`reg-geometry/${tag}`)).includes(tag.replace(/(^|-)(.)/g, (_, dash, letter) => letter.toUpperCase()))); console.log(found.join());";
  expect(await node('--input-type=module', '-e', classes, ...tags)).toBe(tags.map(() => 'true').join());
  expect(tags.length).toBeGreaterThan(10);
  const taken = "await import('lit'); customElements.define('reg-axes', class Other extends (await import('lit')).LitElement {}); await import('reg-geometry'); console.log(customElements.get('reg-geometry').name, customElements.get('reg-axes').name);";
  expect(await node('--input-type=module', '-e', taken)).toBe('RegGeometry Other');
});

test('a bundler takes of it what is used', async () => {
  write({ 'main.js': `import { solve } from 'reg-geometry/core'; console.log(JSON.stringify(${SOLVE}));`, 'vite.config.js': 'export default { ssr: { noExternal: true }, build: { minify: false } };' });
  await node(bin('vite/bin/vite.js'), 'build', '--ssr', 'main.js', '--logLevel', 'error');
  expect(JSON.parse(await node('dist/main.js'))).toEqual(THETA);
  const text = readFileSync(join(home, 'dist', 'main.js'), 'utf8');
  expect(text).not.toMatch(/customElements|createComputePipeline/); // neither elements nor the GPU engine
  expect(text).toContain('soft');
  // what the solver is made of is there for every problem, and for who asks for something else nothing of it
  const hard = "solve({ loss: { kind: 'himmelblau' }, penalty: { kind: 'mcp', shape: 3 }, form: 'penalty', lambda: 0.1 }).certificate.holds";
  write({ 'main.js': `import { solve } from 'reg-geometry/core'; console.log(${hard});` });
  await node(bin('vite/bin/vite.js'), 'build', '--ssr', 'main.js', '--logLevel', 'error');
  expect(await node('dist/main.js')).toBe('true');
  write({ 'main.js': "import { solveQuadratic } from 'reg-geometry/core'; console.log(solveQuadratic({ loss: { kind: 'quadratic', minimizer: [1.5, 0.3], curvature: [[1, 0.3], [0.3, 1]] }, penalty: 'l1', form: 'penalty', lambda: 0.6 }).theta.join());" });
  await node(bin('vite/bin/vite.js'), 'build', '--ssr', 'main.js', '--logLevel', 'error');
  expect((await node('dist/main.js')).split(',').map(Number)).toEqual(THETA);
  expect(readFileSync(join(home, 'dist', 'main.js'), 'utf8').length).toBeLessThan(text.length / 5);
});

test('its declarations hold by themselves, strictly, and those of core without a DOM', async () => {
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: 'es2022', module: 'nodenext', types: [], noUncheckedSideEffectImports: true };
  write({
    'core.ts': `import { solve, type Solution } from 'reg-geometry/core';\nexport const solution: Solution = solve({ loss: { kind: 'himmelblau' }, penalty: { kind: 'l1' }, form: 'constraint', budget: 2 });\n`,
    'page.ts': `import 'reg-geometry';\nimport { RegLayer, workerUrl, type Scene } from 'reg-geometry';
export class Mine extends RegLayer { override draw({ plane }: Scene) { return super.draw({ plane } as Scene); } }
workerUrl('/assets/');
const figure = document.querySelector('reg-geometry')!;
figure.addEventListener('reg-solution', ({ detail }) => detail.solution.certificate.holds);
export const lambda: string | number = document.createElement('reg-geometry').lambda;
// @ts-expect-error -- the tag has its own type
figure.lambda = true;\n`,
    'all.ts': `import { RegAtlas, RegGeometry } from 'reg-geometry/all';\nimport { RegAtlas as Alone } from 'reg-geometry/reg-atlas';\nimport { discover, type RegTradeoff } from 'reg-geometry';
export const both: [typeof RegAtlas, typeof Alone] = [Alone, RegAtlas];
export const tradeoff: RegTradeoff = document.createElement('reg-tradeoff');
export const figure: RegGeometry = document.createElement('reg-geometry');
await discover(figure.shadowRoot!);\n`,
    'core.json': JSON.stringify({ compilerOptions: { ...options, lib: ['es2022'] }, files: ['core.ts'] }),
    'page.json': JSON.stringify({ compilerOptions: { ...options, lib: ['es2022', 'dom', 'dom.iterable'] }, files: ['page.ts', 'all.ts'] }),
  });
  for (const project of ['core.json', 'page.json']) expect(await node(bin('typescript/bin/tsc'), '-p', project).catch(({ stdout }) => stdout)).toBe('');
});

test('the command draws a figure in either format, and solves', { timeout: 120_000 }, async () => {
  const command = async (...given: string[]) => (await run('npx', ['--no-install', 'reg-geometry', ...given], { cwd: home, env })).stdout;
  expect(await command('--help')).toContain('reg-geometry render --penalty l1 --lambda 0.6 -o figure.svg');
  expect(await command('--version')).toBe(`${(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version}\n`);
  expect((JSON.parse(await command('solve')) as { theta: number[] }).theta).toEqual(THETA);
  await command('render', '-o', 'figure.svg');
  expect(readFileSync(join(home, 'figure.svg'), 'utf8')).toMatch(/^<svg /);
  // The rasteriser is no dependency: without it a sentence says what to install.
  const refused = await command('render', '-o', 'figure.png').catch((error: { code: number; stderr: string }) => error) as { code: number; stderr: string };
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('npm install sharp');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', 'sharp@0.35'], { cwd: home });
  await command('render', '-o', 'figure.png', '--scale', '1', '--width', '300');
  const png = readFileSync(join(home, 'figure.png'));
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(png.readUInt32BE(16)).toBe(300);
  const sharp = createRequire(join(home, 'index.js'))('sharp') as (file: string) => { stats(): Promise<{ channels: { stdev: number }[] }> };
  for (const { stdev } of (await sharp(join(home, 'figure.png')).stats()).channels.slice(0, 3)) expect(stdev).toBeGreaterThan(10); // not blank
});

test('publint and are-the-types-wrong find nothing', async () => {
  expect(await node(bin('publint/src/cli.js'), 'run', inject('tarball'), '--strict')).toContain('All good!');
  // ES modules only: how the older “node10” finds subpaths is not asked.
  const report = await node(bin('@arethetypeswrong/cli/dist/index.js'), inject('tarball'), '--profile', 'esm-only', '--format', 'ascii');
  const judged = report.split('\n').filter((line) => /^(node16 \(from ESM\)|bundler):/.test(line));
  expect(judged.length).toBeGreaterThanOrEqual(36); // two ways to each of eighteen doors
  for (const line of judged) expect(line).toContain('🟢');
});

test('every door and every file that package.json names is there', async () => {
  const place = join(home, 'node_modules', 'reg-geometry');
  const { exports: doors, customElements, 'web-types': webTypes, main, types, unpkg, jsdelivr } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as Record<string, string> & { exports: Record<string, string | Record<string, string>> };
  const named = [...Object.values(doors).flatMap((door) => (typeof door === 'string' ? [door] : Object.values(door))), customElements, webTypes, main, types, unpkg, jsdelivr];
  expect(named.filter((file) => !existsSync(join(place, file!)))).toEqual([]);
});
