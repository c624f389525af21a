import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { openBrowser } from '../../scripts/pictures/browser.ts'

/** Makes the page of what the sources are now. */
const buildPage = async (): Promise<void> => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const build = "import('./scripts/page.mjs').then(({ bundlePage }) => bundlePage())"
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', build], { cwd: root })
}

/** One browser for all tests of a file, and the page as the sources are now. */
export const withBrowser = (): (() => Browser) => {
  const opened: { browser?: Browser } = {}
  beforeAll(async () => {
    await buildPage()
    opened.browser = await openBrowser()
  }, 120_000)
  afterAll(() => opened.browser?.close())
  return () => opened.browser ?? expect.fail('there is no browser')
}

/** What a window could not do, said in its console, or asked for beyond this machine. */
export type Window = { readonly page: Page; readonly complaints: readonly string[] }

/** A window of its own, as a person has who has never been here: it keeps nothing of others. */
export const openWindow = async (browser: Browser, url: string, how: BrowserContextOptions = {}): Promise<Window> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...how })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', (request) => {
    const isHere = request.url().startsWith(new URL(url).origin) || /^(data|blob):/.test(request.url())
    if (!isHere) complaints.push(request.url())
  })
  await page.goto(url)
  return { page, complaints }
}
