import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
// @ts-expect-error a plain module shared with scripts that run without TypeScript
import { chromium, gpuArgs } from './test/chromium.mjs';

const browser = process.env.VITEST ? await chromium() : { executablePath: '', env: {} };
const DOORS = ['src/index.ts', 'src/core.ts', 'src/cli.ts'];

/** `npm run build`: the package's modules with their dependencies outside, then one file that needs nothing else. */
const library = (single: boolean): ViteUserConfig => ({
  base: './', // a worker's address must be relative to the file that starts it
  publicDir: false,
  ...(single ? { define: { 'process.env.NODE_ENV': '"production"' } } : {}),
  worker: { format: 'es', rolldownOptions: { output: { minify: true } } },
  build: {
    outDir: 'dist', emptyOutDir: !single, target: 'es2022', sourcemap: true, minify: false,
    lib: { entry: single ? DOORS.slice(0, 1) : DOORS, formats: ['es'], ...(single ? { fileName: () => 'reg-geometry.min.js' } : {}) },
    rolldownOptions: single ? { output: { minify: true } } : {
      external: [/^lit(\/|$)/, /^gl-matrix/, /^node:/],
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});

const pages: ViteUserConfig = {
  root: process.env.VITEST ? '.' : 'demo',
  base: './',
  test: {
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'], setupFiles: ['test/seed.ts'] } },
      { extends: true, test: { name: 'package', environment: 'node', include: ['test/package/**/*.test.ts'], globalSetup: ['test/package/build.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      { extends: true, test: { name: 'faults', environment: 'node', include: ['test/faults/**/*.test.ts'], globalSetup: ['test/faults/build.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        extends: true,
        optimizeDeps: { include: ['lit', 'lit/decorators.js', 'lit/directives/guard.js', 'lit/directives/live.js', 'gl-matrix', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
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
  if (mode !== 'library' && mode !== 'single') return pages;
  process.env.NODE_ENV = 'production'; // whatever the caller's is: Lit's development build must not be bundled
  return library(mode === 'single');
});

