import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
// @ts-expect-error a plain module shared with scripts that run without TypeScript
import { chromium, gpuArgs } from './test/chromium.mjs';

const browser = process.env.VITEST ? await chromium() : { executablePath: '', env: {} };

export default defineConfig({
  root: process.env.VITEST ? '.' : 'demo',
  base: './',
  test: {
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        optimizeDeps: { include: ['lit', 'lit/decorators.js', 'lit/directives/live.js', 'gl-matrix'] },
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
});
