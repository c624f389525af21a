import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { textIn } from '../../src/text/text.ts'
import { hasBrowser } from '../../scripts/pictures/browser.ts'
import { graveFaults } from '../browser.ts'
import { openTeam } from '../stanch.ts'
import { openWindow, withBrowser } from './window.ts'

/*
 * The local workspace as people meet it: the real page in a real browser, with the real program behind it.
 */

describe.skipIf(!hasBrowser)('the local workspace in a browser', { timeout: 120_000 }, () => {
  const browser = withBrowser()

  it('leads from declare to postmortem with a mouse, in English, and axe finds nothing serious on the way', async () => {
    const { sandbox } = await openTeam()
    const { page, complaints } = await openWindow(browser(), sandbox.url)
    await page.getByRole('textbox', { name: /Message .*general/ }).fill('/incident declare sev1 Checkout is down')
    await page.getByRole('button', { name: 'Send' }).click()
    await page
      .getByRole('link', { name: /inc-0001-checkout-is-down/ })
      .first()
      .click()
    const card = cardOn(page, 'en')
    await card.getByRole('button', { name: 'Take the lead' }).click()
    await card.getByRole('button', { name: '@ann' }).waitFor()
    expect(await graveFaults(page)).toEqual([])

    await card.getByRole('button', { name: 'Post update' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox').first().fill('Payments fail for everyone; rolling back.')
    expect(await graveFaults(page)).toEqual([])
    await form.getByRole('button', { name: 'Post', exact: true }).click()
    await card.getByText(/Payments fail for everyone/).waitFor()

    await card.getByRole('button', { name: 'Resolve' }).click()
    await form.getByRole('textbox').first().fill('Rolled back to the last release.')
    await form.getByRole('button', { name: 'Resolve' }).click()
    await form.waitFor({ state: 'detached' })

    const draft = page.getByRole('article').filter({ has: page.getByRole('button', { name: 'Publish' }) })
    await draft.getByRole('button', { name: /repl/ }).click()
    await page
      .getByRole('complementary')
      .getByText(/Rolled back to the last release/)
      .first()
      .waitFor()
    expect(await page.getByText('3 of 3 done').count()).toBe(1)
    expect(await graveFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('leads from declare to postmortem by keyboard alone, in Hebrew, from right to left', async () => {
    const { sandbox } = await openTeam({ DEFAULT_LANGUAGE: 'he' })
    const { page, complaints } = await openWindow(browser(), sandbox.url, { locale: 'he-IL' })
    const t = textIn('he')
    await page.getByRole('textbox', { name: /general/ }).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    const { keyboard } = page
    const says = async (text: string): Promise<void> => {
      await keyboard.type(text)
      await keyboard.press('Enter')
    }
    const goes = async (name: string): Promise<void> => {
      await keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await says(name)
      await page.getByRole('textbox', { name: new RegExp(name) }).waitFor()
    }
    await page.getByRole('textbox', { name: /general/ }).focus()
    await says('/incident language he')
    await says('/incident declare sev1 התשלום לא עובד')
    await page
      .getByRole('link', { name: /inc-0001/ })
      .first()
      .waitFor()
    await goes('inc-0001')
    await page.getByRole('textbox', { name: /inc-0001/ }).focus()
    await says('/incident role lead')
    const card = cardOn(page, 'he')
    await card.getByRole('button', { name: '@noa' }).waitFor()
    await card.getByRole('button', { name: t('card.post-update-button') }).focus()
    await keyboard.press('Enter')
    const form = page.getByRole('dialog')
    await form.getByRole('textbox').first().waitFor()
    await keyboard.type('חוזרים לגרסה הקודמת.')
    await form.getByRole('button', { name: t('form.update.form-submit') }).focus()
    await keyboard.press('Enter')
    await card.getByText(/חוזרים לגרסה הקודמת/).waitFor()
    await card.getByRole('button', { name: t('card.resolve-button') }).focus()
    await keyboard.press('Enter')
    await form.getByRole('textbox').first().waitFor()
    await keyboard.type('חזרנו לגרסה הקודמת.')
    await form.getByRole('button', { name: t('form.resolve.form-submit') }).focus()
    await keyboard.press('Enter')
    await form.waitFor({ state: 'detached' })
    await page
      .getByRole('article')
      .filter({ hasText: t('postmortem.publish-button') })
      .first()
      .waitFor()
    expect(await graveFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('two windows stay in step, and each says what is unread', async () => {
    const { sandbox, slack } = await openTeam()
    const ann = await openWindow(browser(), sandbox.url)
    const noa = await openWindow(browser(), sandbox.url, { locale: 'he-IL' })
    await noa.page.getByRole('textbox', { name: /general/ }).waitFor()
    await ann.page.getByRole('textbox', { name: /general/ }).fill('The dashboards are back')
    await ann.page.keyboard.press('Enter')
    const heard = noa.page.getByRole('article').filter({ hasText: 'The dashboards are back' })
    await heard.waitFor()
    const ts = (await heard.getAttribute('data-ts')) ?? ''
    await slack.as('noa').reacts('eyes', ts, { in: 'general' })
    await ann.page.getByRole('article').filter({ hasText: 'The dashboards are back' }).getByText('👀').waitFor()
    await slack.as('ann').edits(ts, 'The dashboards are slow', { in: 'general' })
    await noa.page.getByRole('article').filter({ hasText: 'The dashboards are slow' }).waitFor()
    await slack.as('ann').says('Lunch?', { in: 'random' })
    await noa.page.getByRole('link', { name: /random, / }).waitFor()
    const log = { name: 'error.log', mimeType: 'text/plain', buffer: Buffer.from('502 Bad Gateway') }
    await ann.page.locator('input[type=file]').first().setInputFiles([log])
    await ann.page.getByRole('button', { name: 'Send' }).click()
    await noa.page.getByText('502 Bad Gateway').waitFor()
    expect(await noa.page.getByRole('link', { name: /error\.log/ }).getAttribute('download')).toBe('error.log')
    expect(await graveFaults(noa.page)).toEqual([])
    await slack.as('ann').deletes(ts, { in: 'general' })
    await heard.waitFor({ state: 'detached' })
    await noa.page.getByRole('article').filter({ hasText: 'The dashboards are slow' }).waitFor({ state: 'detached' })
  })

  it('shows what is wrong under the field of a form, and keeps what was written', async () => {
    const { sandbox } = await openTeam()
    const { page } = await openWindow(browser(), sandbox.url)
    await page.getByRole('textbox', { name: /general/ }).fill('/incident declare')
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog')
    const title = form.getByRole('textbox').first()
    await title.fill('   ')
    await form.getByRole('textbox').nth(1).fill('Nobody can pay since 14:05')
    await form.getByRole('button', { name: 'Declare', exact: true }).click()
    const isInvalid = form.locator('[aria-invalid="true"]')
    await isInvalid.waitFor()
    const described = (await isInvalid.getAttribute('aria-describedby')) ?? ''
    const words = await Promise.all(described.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText()))
    expect(words.join(' ')).toMatch(/title/i)
    expect(await form.getByRole('textbox').nth(1).inputValue()).toBe('Nobody can pay since 14:05')
    expect(await graveFaults(page)).toEqual([])
    await title.fill('Checkout is down')
    await form.getByRole('button', { name: 'Declare', exact: true }).click()
    await form.getByText(/INC-1/).waitFor()
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    await page
      .getByRole('link', { name: /inc-0001-checkout-is-down/ })
      .first()
      .waitFor()
  })

  it('scrolls through 5,000 messages without a stall', async () => {
    const sandbox = await startSandbox()
    onTestFinished(() => sandbox.stop())
    const slack = connect(sandbox.url)
    const texts = Array.from({ length: 5_000 }, (_, nth) => `Message number ${nth}, with *some* \`code\` in it`)
    await slack.as('noa').saysMany(texts, { in: ['random'], atOnce: 100 })
    const { page } = await openWindow(browser(), `${sandbox.url}/archives/C0RANDOM`)
    await page.getByText('Message number 4999').waitFor()
    const { longest, whole } = await page.evaluate<{ longest: number; whole: number }>(scrollUp)
    expect(longest / whole).toBeLessThan(0.2)
    expect(await page.getByRole('article').count()).toBeLessThan(400)
    expect(await page.getByText('Message number 4999').count()).toBe(0)
  })
})

/** The card of the only incident: it has what no other message has. */
const cardOn = (page: Page, language: 'en' | 'he') =>
  page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: textIn(language)('card.add-follow-up-button') }) })

/**
 * Of the page's own world. Scrolls up by 96,000 pixels; the longest time in ms in which the page could draw nothing,
 * and the whole of it.
 */
const scrollUp = `(async () => {
  const element = document.querySelector('[aria-label*="random"].messages')
  const from = performance.now()
  let [last, longest] = [from, 0]
  for (let nth = 0; nth < 240; nth++) {
    element.scrollTop -= 400
    await new Promise((resolve) => requestAnimationFrame(resolve))
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  return { longest, whole: last - from }
})()`
