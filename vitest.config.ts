import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // More than the two cores of a small machine: what waits for a frozen process or a lease must not hold up all the rest
    // (with two: 16 min 48 s, with three 12 min).
    maxWorkers: 3,
  },
})
