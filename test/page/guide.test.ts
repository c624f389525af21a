import { describe, expect, it } from 'vitest'
import { hasBrowser } from '../../scripts/pictures/browser.ts'
import { graveFaults } from '../browser.ts'
import { openTeam } from '../stanch.ts'
import { openWindow, withBrowser } from './window.ts'

/*
 * What lies around the workspace in a browser: the first steps, the play, the drawer for developers, and what the page
 * itself says to people whom it must refuse something.
 */

describe.skipIf(!hasBrowser)('around the local workspace in a browser', { timeout: 120_000 }, () => {
  const browser = withBrowser()

  it('leads a first visit by the hand: writes the command, ticks the step off, can be skipped, hidden and brought back', async () => {
    const { sandbox } = await openTeam()
    const { page, complaints } = await openWindow(browser(), sandbox.url)
    const guide = page.getByRole('region', { name: 'Your first incident' })
    const step = (standing: string) => guide.getByRole('listitem').filter({ hasText: standing })
    await guide.getByText('0 of 3 done').waitFor()
    expect(await step('next').innerText()).toContain('Declare it')
    expect(await graveFaults(page)).toEqual([])

    await guide.getByRole('button', { name: 'Write it for me' }).click()
    await guide.getByText('press Enter to send it').waitFor()
    await page.keyboard.press('Enter')
    await guide.getByText('1 of 3 done').waitFor()
    expect(await step('done').innerText()).toContain('Declare it')
    expect(await step('next').innerText()).toContain('Post an update')

    await guide.getByRole('button', { name: 'Skip' }).click()
    expect(await step('skipped').innerText()).toContain('Post an update')
    expect(await step('next').innerText()).toContain('Resolve it')
    await guide.getByRole('button', { name: 'Write it for me' }).click()
    // It is put into the incident's own channel.
    const composer = page.getByRole('textbox', { name: /inc-0001-search-is-slow/ })
    expect(await composer.inputValue()).toBe('/incident resolve')

    await guide.getByRole('button', { name: 'Hide the first steps' }).click()
    await guide.waitFor({ state: 'detached' })
    await page.reload()
    await composer.waitFor()
    expect(await guide.count()).toBe(0)
    await page.getByRole('button', { name: 'First steps' }).click()
    expect(await step('next').innerText()).toContain('Resolve it')
    expect(complaints).toEqual([])
  })

  it('plays an incident in the reader’s language, stands still when paused, goes on step by step, and stops', async () => {
    const { sandbox } = await openTeam()
    const { page, complaints } = await openWindow(browser(), sandbox.url, { locale: 'ja-JP' })
    await page.getByRole('button', { name: 'インシデントを再生' }).click()
    const play = page.getByRole('region', { name: '再生', exact: true })
    await play.getByRole('button', { name: '一時停止' }).click()
    await play.getByRole('button', { name: '続ける' }).waitFor()
    expect(await graveFaults(page)).toEqual([])
    const progress = play.getByRole('progressbar')
    const played = async (): Promise<number> => Number(await progress.getAttribute('value'))
    const before = await played()
    // The language, the declare, the channel's language: then its people come in.
    for (let nth = before + 1; nth <= 4; nth++) {
      await play.getByRole('button', { name: '次へ' }).click()
      await play.locator(`progress[value="${nth}"]`).waitFor()
    }
    await page.getByRole('article').filter({ hasText: '決済ページが表示されない' }).first().waitFor()
    expect(sandbox.play.state().phase).toBe('paused')
    await play.getByRole('button', { name: '停止', exact: true }).click()
    await play.getByText('ここまでの内容は残ります').waitFor()
    await play.getByRole('button', { name: '閉じる' }).click()
    await page.getByRole('region', { name: 'はじめてのインシデント' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('shows each call and event with its time and JSON, and arms what is to go wrong, by keyboard too', async () => {
    const { sandbox } = await openTeam()
    const { page, complaints } = await openWindow(browser(), sandbox.url)
    await page.getByRole('textbox', { name: /general/ }).fill('/incident declare sev1 Checkout is down')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /inc-0001/ }).waitFor()
    await page.getByRole('button', { name: 'Open the drawer for developers' }).press('Enter')
    const drawer = page.getByRole('complementary', { name: 'For developers' })
    const lines = drawer.getByRole('listitem')
    await drawer.getByLabel('Filter', { exact: true }).fill('conversations.create')
    const call = lines.getByRole('button').first()
    expect(await call.innerText()).toMatch(/\d\d:\d\d:\d\d\.\d{3}\s+conversations\.create[^]*ok\s+\d+ ms/)
    await call.press('Enter')
    await drawer.getByText('inc-0001-checkout-is-down').last().waitFor()
    await drawer.getByText('Answer').waitFor()
    expect(await graveFaults(page)).toEqual([])

    await drawer.getByRole('tab', { name: 'Traffic' }).press('ArrowRight')
    await drawer.getByText('Everything works as it should.').waitFor()
    expect(await graveFaults(page)).toEqual([])
    await drawer.getByLabel('Method').fill('chat.update')
    await drawer.getByRole('combobox', { name: 'How', exact: true }).selectOption('status-after')
    await drawer.getByRole('combobox', { name: 'How often' }).selectOption('always')
    await drawer.getByRole('button', { name: 'Arm', exact: true }).press('Enter')
    await drawer.getByRole('switch', { name: "Slack's rate limits" }).press('Space')
    await drawer.getByRole('spinbutton', { name: /Delay/ }).fill('250')
    await page.keyboard.press('Enter')
    const armed = drawer.getByRole('region', { name: 'Armed now' })
    await armed.getByRole('listitem').nth(2).waitFor()
    expect(await armed.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('chat.update'),
      expect.stringContaining("Slack's rate limits"),
      expect.stringContaining('250'),
    ])
    await drawer.getByRole('button', { name: 'Everything normal again' }).click()
    await drawer.getByText('Everything works as it should.').waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  it('says in the reader’s language what it cannot do for them, and why', async () => {
    const { sandbox, slack } = await openTeam()
    const { page } = await openWindow(browser(), sandbox.url, { locale: 'he-IL' })
    await page.getByRole('button', { name: 'כל הערוצים' }).first().click()
    await page.getByRole('dialog').getByRole('textbox').fill('תשלומים!')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /#תשלומים/ })
      .click()
    await page.getByText('בשם של ערוץ יש אותיות').waitFor()
    await page.keyboard.press('Escape')
    const ts = await slack.as('ann').says('Soon gone', { in: 'general' })
    const row = page.getByRole('article').filter({ hasText: 'Soon gone' })
    await row.hover()
    // Somebody is quicker than this window hears of it.
    await page.route('**/control/pin', async (route) => {
      await slack.as('ann').deletes(ts, { in: 'general' })
      await route.continue()
    })
    await row.getByRole('button', { name: 'נעיצה בערוץ' }).click()
    await page.getByText('זה כבר לא כאן').waitFor()
  })
})
