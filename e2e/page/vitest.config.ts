import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { root: import.meta.dirname, include: ['**/*.page.ts'], fileParallelism: false, testTimeout: 30_000, hookTimeout: 120_000 },
});
