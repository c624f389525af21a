import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../../sandbox/start.ts'
import { bundlePage } from '../../../../scripts/page.mjs'
import { hasBrowser, openBrowser } from '../../../../scripts/pictures/browser.ts'
import { graveFaults } from '../../../browser.ts'

/** On a busy machine everything takes longer; no test depends on how long. */
const soon = <Seen>(look: () => Promise<Seen>) => expect.poll(look, { timeout: 20_000 })

describe.skipIf(!hasBrowser)('one of everything in Block Kit, in a browser', () => {
  let sandbox: Sandbox
  let browser: Browser
  const strange: string[] = []

  const open = async (language: string, theme: 'light' | 'dark', width = 1280): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme })
    page.on('pageerror', (error) => strange.push(error.message))
    page.on('dialog', (dialog) => strange.push(`a dialog: ${dialog.message()}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(sandbox.url)) strange.push(`a request to ${request.url()}`)
    })
    await page.goto(`${sandbox.url}/?gallery=${language}`)
    await page.getByRole('button', { name: 'Declare' }).waitFor()
    return page
  }

  beforeAll(async () => {
    await bundlePage()
    sandbox = await startSandbox({ manifest: null })
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await sandbox?.stop()
    expect(strange).toEqual([])
  })

  it.each([
    ['en', 'light', 1280],
    ['he', 'dark', 390],
  ] as const)('is accessible and whole in %s, %s, %i pixels wide', async (language, theme, width) => {
    const page = await open(language, theme, width)
    expect(await graveFaults(page)).toEqual([])
    expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(width)
    await page.close()
  })

  it('is used by keyboard alone, and says what is wrong where it is wrong', async () => {
    const page = await open('en', 'light')
    const held = (name: string) => page.getByRole('combobox', { name, exact: true }).last().textContent()

    // A short menu is a list; a long one has a filter.
    await page.getByRole('combobox', { name: 'Severity' }).last().press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await graveFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await soon(() => held('Severity')).toBe('sev3')
    await page.getByRole('combobox', { name: 'City (optional)' }).press('Enter')
    await page.keyboard.type('haif')
    await page.keyboard.press('Enter')
    await soon(() => held('City (optional)')).toBe('Haifa')
    await page.getByRole('button', { name: 'Clear' }).press('Enter')
    await soon(() => held('City (optional)')).toBe('Where it began')

    // Of many, each has a button that takes it away; Esc leads back.
    await page.getByRole('combobox', { name: 'Affected' }).press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove Cairo' }).press('Enter')
    await soon(() => page.getByRole('listitem').filter({ hasText: 'Delhi' }).count()).toBe(1)
    expect(await page.getByRole('listitem').filter({ hasText: 'Cairo' }).count()).toBe(0)

    // What the app suggests; a person; a menu behind dots; a question before a deed.
    await page.getByRole('combobox', { name: 'Service' }).press('Enter')
    await page.keyboard.type('pay')
    await page.getByRole('option', { name: 'pay-api' }).waitFor()
    await page.keyboard.press('Enter')
    await soon(() => held('Service')).toBe('pay-api')
    await page.getByRole('button', { name: 'More actions' }).press('ArrowDown')
    await page.getByRole('menuitem', { name: 'Rename' }).press('End')
    await soon(() => page.locator(':focus').textContent()).toContain('Runbook')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Cancel', exact: true }).press('Enter')
    await page.getByRole('dialog', { name: 'Cancel INC-42?' }).getByRole('button', { name: 'Keep it' }).press('Enter')
    await soon(() => page.getByRole('dialog').count()).toBe(0)

    // Rich text is typed with its marks; files are taken, and given back.
    expect(await page.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('With *style*')
    const log = { name: 'error.log', mimeType: 'text/plain', buffer: Buffer.from('502') }
    await page.getByLabel('Files (optional)').setInputFiles([log, { ...log, name: 'trace.log' }])
    await page.getByRole('button', { name: 'Remove trace.log' }).press('Enter')
    await soon(() => page.getByRole('listitem').filter({ hasText: '.log' }).allInnerTexts()).toEqual([
      expect.stringContaining('error.log'),
    ])

    await page.getByLabel('Title').fill('Checkout')
    await page.getByLabel('Title').press('Enter')
    const title = page.getByRole('textbox', { name: 'Title' })
    await soon(() => title.getAttribute('aria-invalid')).toBe('true')
    const described = await title.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${described}"]`).textContent()).toBe('Please complete this required field.')
    expect(await title.inputValue()).toBe('Checkout')
    expect(await page.locator(':focus').getAttribute('id')).toBe(await title.getAttribute('id'))
    expect(await graveFaults(page)).toEqual([])
    await page.close()
  })

  it('turns nothing that was sent into markup, and shows what it does not know', async () => {
    const page = await open('en', 'light')
    await page.getByText('<img src=x onerror=alert(1)>').waitFor()
    expect(await page.locator('a[href^="javascript"], img[onerror]').count()).toBe(0)
    expect(await page.locator('a[target=_blank]:not([rel~=noopener])').count()).toBe(0)
    await page.getByText('This page does not know how to draw “hologram”').click()
    await page.getByText('"depth": 3').waitFor()
    await page.close()
  })
})
