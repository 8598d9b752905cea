import { defineConfig } from 'vitest/config'

/** One project per layer, so that each can be run alone: `npx vitest run --project core`. */
const layer = (name: string) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`] },
})

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Files of a project follow one another in one process: what they import is read and compiled once.
    isolate: false,
    setupFiles: ['test/support/remove-folders.ts'],
    // A limit against hanging, not a measure: the machine may be busy with something else.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 50 } },
    projects: [
      layer('core'),
      {
        extends: true,
        test: {
          name: 'service',
          include: ['test/service/**/*.test.ts'],
          globalSetup: ['test/support/postgres-server.ts'],
          setupFiles: ['test/support/remove-folders.ts', 'test/support/quick-passwords.ts'],
        },
      },
      layer('renderer'),
      layer('electron'),
      layer('scripts'),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // After all others: two browsers with a service each are enough for two cores.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
