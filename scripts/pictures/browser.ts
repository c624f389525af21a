import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The system's own browser: none is downloaded. `CHROMIUM` names another. */
const program = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find(existsSync)

/** Whether pages can be looked at here. */
export const hasBrowser = program !== undefined

/** A browser without a window that calls nobody by itself. Rejects where there is none. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    ...(program !== undefined && { executablePath: program }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
