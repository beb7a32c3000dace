// Finds or unpacks a Chromium whose WebGPU runs on SwiftShader, so the tests need neither a GPU nor system packages.
//   REG_CHROMIUM=file   use that browser and the system's own libraries instead
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

// Without the two Vulkan switches a device is created but a WebGPU canvas stays transparent.
export const gpuArgs = [
  '--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
];

// The package unpacks its libraries only when it believes that it runs in a cloud function, and reads this at import.
async function unpack(temporary) {
  const saved = { ...process.env };
  Object.assign(process.env, { TMPDIR: temporary, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  try {
    const { default: bundled } = await import('@sparticuz/chromium');
    await bundled.executablePath();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
    Object.assign(process.env, saved);
  }
}

/** @returns {Promise<{ executablePath: string, env: Record<string, string> }>} */
export async function chromium() {
  const base = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
  if (process.env.REG_CHROMIUM) return { executablePath: process.env.REG_CHROMIUM, env: base };
  const folder = resolve(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const cache = join(root, 'node_modules', '.cache');
  const home = join(cache, `chromium-${version}`);
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true });
    const temporary = await mkdtemp(join(cache, 'unpack-'));
    await unpack(temporary);
    // The package's own fonts.conf looks in one fixed temporary folder only: without this no text is drawn.
    await writeFile(join(temporary, 'fonts.conf'), '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
      + `<fontconfig><dir>${join(home, 'fonts', 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>\n`);
    try {
      await rename(temporary, home);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      if (!existsSync(home)) throw error; // else another process was faster
    }
  }
  return {
    executablePath: join(home, 'chromium'),
    env: {
      ...base,
      LD_LIBRARY_PATH: `${join(home, 'al2023', 'lib')}:${home}`,
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      VK_ICD_FILENAMES: join(home, 'vk_swiftshader_icd.json'),
    },
  };
}
