import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
// @ts-expect-error a plain module shared with scripts that run without TypeScript
import { chromium, gpuArgs } from './test/chromium.mjs';

const browser = process.env.VITEST ? await chromium() : { executablePath: '', env: {} };
const DOORS = ['src/index.ts', 'src/all.ts', 'src/core.ts', 'src/cli.ts'];

/** `npm run build`: the package's modules with their dependencies outside, then one file that needs nothing else. */
const library = (single: boolean): ViteUserConfig => ({
  base: './', // a worker's address must be relative to the file that starts it
  publicDir: false,
  ...(single ? { define: { 'process.env.NODE_ENV': '"production"' } } : {}),
  worker: { format: 'es', rolldownOptions: { output: { minify: true } } },
  build: {
    outDir: 'dist', emptyOutDir: !single, target: 'es2022', sourcemap: true, minify: false,
    lib: { entry: single ? 'src/all.ts' : DOORS, formats: ['es'], ...(single ? { fileName: () => 'reg-geometry.min.js' } : {}) },
    rolldownOptions: single ? { output: { minify: true, codeSplitting: false } } : {
      external: [/^lit(\/|$)/, /^gl-matrix/, /^node:/],
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});

/**
 * `npm run build:demo`: every page of the demo in one folder that any static host serves from any path, offline. What is asked for
 * by an element's attribute and not by the page stands beside the pages under its own name. REG_SITE=https://… gives the address
 * of the pages to the social card, whose readers know no relative ones.
 */
const demo = (): ViteUserConfig => ({
  root: 'demo', base: './', publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'demo-dist'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0,
    rolldownOptions: { input: readdirSync('demo', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html')).map((name) => join('demo', name)) },
  },
  plugins: [{
    name: 'demo-data',
    generateBundle() {
      for (const name of readdirSync('demo/data')) this.emitFile({ type: 'asset', fileName: `data/${name}`, source: readFileSync(join('demo/data', name)) });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replace(/\s*<meta charset="utf-8">/, '').replace(/<html lang="en">(\s*<head>)?/, '$&\n<meta charset="utf-8">') // before all that was put in
        .replace(/(property="og:image" content=")\.?\/?/, process.env.REG_SITE ? `$1${process.env.REG_SITE.replace(/\/?$/, '/')}` : '$&'),
    },
  }],
});

const pages: ViteUserConfig = {
  root: process.env.VITEST ? '.' : 'demo',
  base: './',
  test: {
    maxWorkers: 2, // whatever the machine: one works out what another waits for a browser with
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/*.d.ts'], reporter: ['text-summary', 'json-summary'], reportsDirectory: 'node_modules/.cache/coverage' },
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'], setupFiles: ['test/seed.ts'], testTimeout: 30_000 } },
      { extends: true, test: { name: 'package', environment: 'node', include: ['test/package/**/*.test.ts'], globalSetup: ['test/package/build.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      { extends: true, test: { name: 'faults', environment: 'node', include: ['test/faults/**/*.test.ts'], globalSetup: ['test/faults/build.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        extends: true,
        optimizeDeps: { include: ['lit', 'lit/decorators.js', 'lit/directives/guard.js', 'lit/directives/live.js', 'gl-matrix', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 15_000 } }, // a busy machine is no failure
          fileParallelism: false,
          browser: {
            enabled: true, headless: true, screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: browser.executablePath, args: gpuArgs, env: browser.env } }),
            instances: [{ browser: 'chromium', viewport: { width: 640, height: 480 } }],
          },
        },
      },
    ],
  },
};

export default defineConfig(({ mode }) => {
  if (mode === 'demo') {
    process.env.NODE_ENV = 'production';
    return demo();
  }
  if (mode !== 'library' && mode !== 'single') return pages;
  process.env.NODE_ENV = 'production'; // whatever the caller's is: Lit's development build must not be bundled
  return library(mode === 'single');
});

