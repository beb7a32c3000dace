import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'demo',
  test: {
    root: '.',
    projects: [{ root: '.', test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'] } }],
  },
});
