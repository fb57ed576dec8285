import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    pool: 'threads',
    // The first database of a worker takes long on a busy machine.
    hookTimeout: 60_000,
    maxWorkers: 2,
    // One embedded database for each worker instead of one for each file: it takes seconds to start.
    isolate: false,
    globalSetup: 'test/set-up.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/postgres/**', 'test/browser/**'],
          testTimeout: 20_000,
        },
      },
      { extends: true, test: { name: 'postgres', include: ['test/postgres/**/*.test.ts'], testTimeout: 60_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
})
