import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { root: import.meta.dirname, include: ['**/*.window.ts'], testTimeout: 90_000, hookTimeout: 300_000, fileParallelism: false },
});
