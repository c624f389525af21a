import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Slack } from '../../sandbox/client.ts'
import { wire, type Ask } from '../../sandbox/client/wire.ts'
import type { PlayState } from '../../sandbox/page/guide/told.ts'
import { languages, scriptIn, type Language } from '../../sandbox/play/script.ts'
import { startSandbox, type Sandbox } from '../../sandbox/start.ts'
import { startPlayingApp } from './playing-app.ts'

let sandbox: Sandbox
let slack: Slack
let ask: Ask

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: null })
  slack = connect(sandbox.url)
  ask = wire(sandbox.url)
})

afterEach(async () => {
  await sandbox.stop()
})

const start = (language: string, beatMs = 0): Promise<PlayState> => ask('start-play', { language, beatMs })
const wish = (one: string): Promise<PlayState> => ask('play', { wish: one })
const state = (): Promise<PlayState> => ask('play')

const parts = (language: Language) => scriptIn(language).talk.map(([part]) => part)

/** Waits for the play to be as `look` wants it. */
const until = (look: (now: PlayState) => boolean): Promise<PlayState> =>
  slack.until(
    async () => {
      const now = await state()
      return look(now) && now
    },
    { timeoutMs: 30_000, what: 'the play' },
  )

describe('an incident that is played', () => {
  it('goes from the declare to the submitted form, by its own people, and stays where it led', async () => {
    const app = await startPlayingApp(sandbox, slack)
    await start('en')
    const ended = await until(({ phase }) => phase === 'ended')
    expect(ended).toMatchObject({ played: ended.scenes, trouble: null })
    const said = (await slack.channel(ended.channel ?? '')).messages.filter((one) => one.client_msg_id !== undefined)
    expect(said.map(({ user }) => user)).toEqual(['U0ANN', 'U0LAYLA', 'U0NOA', 'U0NOA', 'U0ANN', 'U0NOA'])
    expect(app.typed.map((text) => text.split(' ')[0])).toEqual(['declare', 'update', 'status', 'resolve'])
    expect(Object.values(app.answers)).toEqual(scriptIn('en').resolution)
  })

  it('is led in another language by somebody at home in it, who first sets it for themselves and the channel', async () => {
    const app = await startPlayingApp(sandbox, slack)
    await start('he')
    await until(({ phase }) => phase === 'ended')
    expect(app.typed.slice(0, 3)).toEqual(['language he', 'declare sev1 עמוד התשלום לא עולה', 'language channel he'])
    expect(Object.values(app.answers)).toEqual(scriptIn('he').resolution)
  })

  it('says that nobody listens while no app is connected, and goes on by itself once one is', async () => {
    await start('en')
    expect(await until(({ phase }) => phase === 'waiting')).toMatchObject({
      played: 0,
      trouble: { code: 'not-connected' },
    })
    await startPlayingApp(sandbox, slack)
    // Whoever connects over a socket is noticed at once; over HTTP, at the next change.
    await slack.as('noa').says('is it there?', { in: 'random' })
    expect(await until(({ phase }) => phase === 'ended')).toMatchObject({ trouble: null })
  })

  it('is one for everybody: a second cannot begin meanwhile', async () => {
    await start('en', 60_000)
    await expect(start('he')).rejects.toThrow('an incident is being played already')
    expect(await state()).toMatchObject({ language: 'en', phase: 'playing' })
  })

  it('waits while paused, takes single steps, and goes on', async () => {
    await startPlayingApp(sandbox, slack)
    await start('en', 60_000)
    expect(await wish('pause')).toMatchObject({ phase: 'paused', played: 0 })
    await wish('next')
    expect(await until(({ played }) => played === 1)).toMatchObject({ phase: 'paused', scene: { does: 'command' } })
    await wish('next')
    expect(await until(({ played }) => played === 2)).toMatchObject({ phase: 'paused', scene: { does: 'join' } })
    await wish('resume')
    expect(await until(({ played }) => played === 3)).toMatchObject({ phase: 'playing' })
  })

  it('leaves what happened where it is when it is stopped, and can begin anew', async () => {
    const app = await startPlayingApp(sandbox, slack)
    await start('en', 60_000)
    await wish('next')
    await until(({ played }) => played === 1)
    expect(await wish('stop')).toMatchObject({ phase: 'stopped', played: 1 })
    await start('en')
    expect(await until(({ phase }) => phase === 'ended')).toMatchObject({ run: 2 })
    expect(app.typed.filter((text) => text.startsWith('declare'))).toHaveLength(2)
  })

  it('asks to go on when the app does not answer, and then does the same once more', async () => {
    const app = await startPlayingApp(sandbox, slack)
    const { port } = new URL(sandbox.url)
    await slack.rig.deliverTo({ url: `http://127.0.0.1:${port}/nowhere`, signingSecret: 's' })
    await start('en')
    expect(await until(({ phase }) => phase === 'stuck')).toMatchObject({
      trouble: { code: 'no-answer', error: 'http_client_error' },
    })
    expect(app.typed).toEqual([])
    await app.connect()
    await wish('resume')
    await until(({ phase }) => phase === 'ended')
    expect(app.typed[0]).toBe('declare sev1 Checkout is down')
  })

  it('opens a form again that somebody has closed', async () => {
    const app = await startPlayingApp(sandbox, slack)
    await start('en', 60_000)
    await wish('pause')
    for (;;) {
      const { played } = await wish('next')
      const now = await until((one) => one.played > played)
      if (now.scene?.does === 'fill') break
    }
    await ask('close', { user: 'ann' })
    await wish('next')
    expect(await until(({ phase }) => phase === 'stuck')).toMatchObject({ trouble: { code: 'form-closed' } })
    await wish('resume')
    await wish('next')
    await until(({ scene }) => scene?.does === 'command')
    expect(app.typed.filter((text) => text === 'resolve')).toHaveLength(2)
  })
})

describe('the script', () => {
  it('tells the same incident in every language', () => {
    for (const language of languages) expect(parts(language)).toEqual(parts('en'))
  })

  it('names no clock time, for it plays at any', () => {
    for (const language of languages) expect(JSON.stringify(scriptIn(language))).not.toMatch(/\d{1,2}:\d\d/)
  })
})
