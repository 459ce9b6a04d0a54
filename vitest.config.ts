import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*/test/**/*.test.ts'],
    testTimeout: 60_000,
    // The machines that run this have few cores, and every worker that binds KQL loads Microsoft's parser.
    maxWorkers: 2,
    snapshotFormat: { printBasicPrototype: false },
  },
});
