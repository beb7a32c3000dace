// Compiles every .wgsl under shaders/ with Tint (Dawn in Node on SwiftShader); exits 1 on any error or warning.
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from './chromium.mjs';

if (!process.env.REG_SHADER_CHILD) { // the dynamic linker reads LD_LIBRARY_PATH only when a process starts
  const { env } = await chromium();
  const child = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit', env: { ...env, REG_SHADER_CHILD: '1' } });
  process.exit(child.status ?? 1);
}
const { create, globals } = await import('webgpu');
Object.assign(globalThis, globals);
const gpu = create([]); // must stay referenced: once collected, Dawn is torn down under the device
const adapter = await gpu.requestAdapter();
if (!adapter) throw new Error('no WebGPU adapter: the shaders cannot be checked');
const device = await adapter.requestDevice();
const names = (await readdir('shaders', { recursive: true })).filter((name) => name.endsWith('.wgsl')).sort();
let messages = 0;
for (const name of names) {
  // A stage refers to functions that are generated from the problem's formulas; the check supplies stand-ins.
  const prelude = await readFile('shaders/prelude.wgsl', 'utf8');
  const text = name === 'prelude.wgsl' ? '' : await readFile(join('shaders', name), 'utf8');
  const stub = ['loss', 'penalty'].filter((own) => !text.includes(`fn ${own}(`))
    .map((own) => `fn ${own}(p: vec2f) -> f32 { return p.x; }\nfn ${own}_slope(p: vec2f) -> vec2f { return p; }\n`).join('');
  const code = `${prelude}${stub}fn sample_loss(eta: f32, goal: f32) -> f32 { return eta * goal; }\n${text}`;
  device.pushErrorScope('validation');
  const { messages: found } = await device.createShaderModule({ code, label: name }).getCompilationInfo();
  await device.popErrorScope();
  for (const message of found) {
    messages += 1;
    console.error(`shaders/${name}:${message.lineNum}:${message.linePos}: ${message.type}: ${message.message}`);
  }
}
console.log(`${names.length} shaders, ${messages} messages`);
process.exit(messages || !names.length ? 1 : 0);
