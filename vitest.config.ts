import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One worker per core but one is the default: on two cores whatever waits for a frozen process or a lease holds up
    // all the rest.
    maxWorkers: 3,
  },
})
