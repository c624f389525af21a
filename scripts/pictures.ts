import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { act, follow, openStage as openSet } from '../sandbox/play/perform.ts'
import { scenesOf, type Scene } from '../sandbox/play/scenes.ts'
import { type Language, scriptIn } from '../sandbox/play/script.ts'
import { textIn } from '../src/text/text.ts'
import { hasBrowser, openBrowser } from './pictures/browser.ts'
import { connectInTerminal, terminalPage } from './pictures/connect.ts'
import { readPng, writePng } from './pictures/palette.ts'
import { openStage, type Stage } from './stage/stage.ts'

/*
 * `npm run pictures`: plays the scripted incident and takes the README's pictures of it, from the page on which anybody
 * can play it, so that they show what is and not what was.
 */

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))

/** Root, summary, impact, one page of timeline, lessons, root cause, follow-ups. */
const postmortemParts = 7

const large = { width: 1180, height: 820 }
const small = { width: 900, height: 500 }

/** Slack takes one message a second in a channel, and this may be a busy machine. */
const theirTime = { timeoutMs: 60_000, what: 'the postmortem' }

if (hasBrowser) await takeAll()
else {
  console.error('There is no Chromium on this machine: install it (apt-get install chromium), or name one in CHROMIUM')
  process.exitCode = 1
}

async function takeAll(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const browser = await openBrowser()
  try {
    await takeConnect(await browser.newPage())
    for (const language of ['en', 'he'] as const) {
      const stage = await openStage({ settings: { DEFAULT_LANGUAGE: language } })
      const context = await browser.newContext({
        viewport: large,
        locale: language,
        colorScheme: 'light',
      })
      try {
        await takeIn(language, stage, await context.newPage())
      } finally {
        await context.close()
        await stage.close()
      }
    }
  } finally {
    await browser.close()
  }
}

async function take(what: Locator | Page, name: string): Promise<void> {
  const png = await what.screenshot({ animations: 'disabled' })
  await writeFile(join(folder, `${name}.png`), writePng(readPng(png)))
  console.log(`docs/pictures/${name}.png`)
}

/** `npm run connect` in a terminal, in two parts: what is to be done in Slack's pages, and what comes of it. */
async function takeConnect(page: Page): Promise<void> {
  const printed = await connectInTerminal()
  const second = printed.indexOf('ok      connection')
  for (const [name, part] of [
    ['connect', printed.slice(0, second)],
    ['connected', printed.slice(second)],
  ] as const) {
    await page.setContent(terminalPage(part))
    await take(page.locator('pre'), name)
  }
  await page.close()
}

/** Plays it in this language, and takes each picture when what it shows stands there. */
async function takeIn(language: Language, stage: Stage, page: Page): Promise<void> {
  const t = textIn(language)
  const script = scriptIn(language)
  const { sandbox, settle, slack } = stage
  const set = openSet(sandbox)
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: t('card.add-follow-up-button') }) })
  let isGuideHidden = false
  const look = async (): Promise<void> => {
    const channel = (await slack.channel(set.channel ?? '')).id
    await page.goto(`${sandbox.url}/archives/${channel}`)
    // The first steps are for visitors; they stay hidden.
    if (!isGuideHidden) await page.locator('.guide button').first().click()
    isGuideHidden = true
    await card.waitFor()
  }
  const play = async (scene: Scene): Promise<void> => {
    const trouble = (await act(sandbox, scene, set)) ?? (await follow(sandbox, scene, set))
    if (trouble !== undefined)
      throw new Error(`The play came to a halt: ${[trouble.code, 'error' in trouble ? trouble.error : ''].join(': ')}`)
    await settle()
  }

  for (const scene of scenesOf(script, language, false)) {
    await play(scene)
    if (scene.does === 'command' && scene.words.startsWith('/incident update')) {
      await look()
      await take(card, language === 'en' ? 'card' : `card-${language}`)
      if (language !== 'en') return
      await take(page.getByRole('article').filter({ hasText: script.update }).last(), 'update')
      // Kept small: it is the first that a reader loads.
      await page.setViewportSize(small)
      await take(page, 'workspace')
      await page.setViewportSize(large)
      await page.goto(`${sandbox.url}/archives/C0INCIDENTS`)
      await take(page.getByRole('article').filter({ hasText: script.title }).last(), 'announcement')
      await look()
    }
    if (scene.does === 'fill') await take(page.getByRole('dialog'), 'form')
  }
  const root = await slack.until(async () => {
    const roots = (await slack.messages(set.channel ?? '')).filter(({ reply_count: replies = 0 }) => replies > 0)
    const thread = await slack.thread(set.channel ?? '', roots.at(-1)?.ts ?? '')
    return thread.length >= postmortemParts && roots.at(-1)?.ts
  }, theirTime)
  await page.locator(`article[data-ts="${root}"]`).getByRole('button').last().click()
  const thread = page.getByRole('complementary').last()
  await thread
    .getByRole('article')
    .nth(postmortemParts - 1)
    .waitFor()
  await thread.getByRole('article').first().scrollIntoViewIfNeeded()
  await take(thread, 'postmortem')
}
