import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { hasBrowser } from '../scripts/pictures/browser.ts'

if (!hasBrowser) console.warn('No Chromium on this machine: what is tested in a browser is skipped')

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
