import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One worker less than cores is the default: what waits for a frozen process or a lease would hold up all the rest.
    maxWorkers: 2,
  },
})
