import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

/** The system's own browser: none is downloaded. */
const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** Whether pages can be looked at here; tests that do are skipped where not, and say so. */
export const hasBrowser = program !== undefined

if (!hasBrowser) console.warn('No Chromium on this machine: what is tested in a browser is skipped')

/** A browser without a window that calls nobody by itself. */
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

/** What axe-core finds serious or critical on a page as it stands, each with the first element it is found at. */
export const graveFaults = async (page: Page): Promise<string[]> => {
  // Added as a script it would be refused by the page's own policy.
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // What the line above has put there.
    const { axe: here } = globalThis as unknown as { axe: typeof axe }
    const { violations } = await here.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`)
  })
}
