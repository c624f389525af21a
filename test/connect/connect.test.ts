import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { requiredScopes } from '../../src/slack/scopes.ts'
import { app, bot, type House, openHouse, root, run, started } from './house.ts'

/** Runs `npm run connect` in a terminal, as `script` of util-linux makes one, in which somebody types. */
const inTerminal = ({ folder, settings, slack }: House) => {
  const command = `${process.execPath} ${join(root, 'scripts/run.mjs')} connect`
  const { child, told, ended } = started('script', ['-qec', command, join(folder, 'typescript')], folder, settings)
  let from = 0
  return {
    /** Types it once this stands there. */
    async types(text: string, after: string): Promise<void> {
      await slack.until(async () => told.out.includes(after, from), {
        timeoutMs: 60_000,
        what: `"${after}" in ${told.out}`,
      })
      from = told.out.indexOf(after, from) + after.length
      child.stdin.write(text)
    },
    ended,
  }
}

test('a person is led from no app to a tested one, and no token is ever shown', { timeout: 240_000 }, async () => {
  const house = await openHouse()
  const { folder, slack } = house
  await slack.as('noa').deletesChannel('incidents')
  writeFileSync(join(folder, '.env'), '# ours\nDEFAULT_LANGUAGE=he\nSLACK_BOT_TOKEN=\n', { mode: 0o644 })
  const terminal = inTerminal(house)
  await terminal.types(`${app}\n`, 'as you paste it): ')
  await terminal.types(`${bot}\n`, 'This is the app-level token')
  await terminal.types(`${app}\n`, '(it does not show): ')
  await terminal.types('yes\n', 'Shall Stanch create #incidents now?')
  await terminal.types('y\n', 'Declare a test incident now')
  const { code, out } = await terminal.ended

  expect(out).toContain('https://api.slack.com/apps?new_app=1&manifest_json=')
  expect(out).toContain('ok      bot token: it is stanch’s in Stanch Local')
  expect(out).toMatch(
    /ok {6}test incident: INC-\d+, declared by Stanch itself and cancelled[^]*its card was posted in it and pinned[^]*it was announced/,
  )
  expect(code, out).toBe(0)
  expect(out + readFileSync(join(folder, 'typescript'), 'utf8')).not.toMatch(/leak/)
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(
    `# ours\nDEFAULT_LANGUAGE=he\nSLACK_BOT_TOKEN=${bot}\nSLACK_APP_TOKEN=${app}\n`,
  )
  expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
  const announced = (await slack.messages('incidents')).map((one) => wordsIn(one)).join('\n')
  expect(announced).toContain('בדיקה')
  expect(announced).toContain('בוטל')

  const doctor = await run('doctor', [], house)
  expect(doctor, doctor.out + doctor.err).toMatchObject({ code: 0, err: '' })
  expect(doctor.out).not.toMatch(/^(look|broken)/m)
  expect(doctor.out).toContain('ok      manifest: the app was made from manifest.yml as it is')
})

test('a Ctrl-C at a question leaves everything as it was', { timeout: 240_000 }, async () => {
  const house = await openHouse()
  writeFileSync(join(house.folder, '.env'), '# ours\n')
  const terminal = inTerminal(house)
  await terminal.types(`${bot}\n`, 'as you paste it): ')
  await terminal.types('xapp-half\u0003', '(it does not show): ')
  expect(await terminal.ended).toMatchObject({ code: 130, out: expect.stringContaining('Stopped') })
  expect(readFileSync(join(house.folder, '.env'), 'utf8')).toBe('# ours\n')
})

test('a Ctrl-C while the test incident is open still cancels it', { timeout: 240_000 }, async () => {
  const house = await openHouse()
  const { slack } = house
  writeFileSync(join(house.folder, '.env'), `SLACK_BOT_TOKEN=${bot}\nSLACK_APP_TOKEN=${app}\n`)
  // The card is pinned in a minute at the earliest.
  await slack.rig.fault({ method: 'pins.add', how: { status: 429, headers: { 'retry-after': '60' } } })
  const announced = async () => (await slack.messages('incidents')).map((one) => wordsIn(one)).join('\n')
  const terminal = inTerminal(house)
  await terminal.types('y\n', 'Declare a test incident now')
  await slack.until(async () => (await announced()).includes('A test: nothing is broken'), { timeoutMs: 60_000 })
  await terminal.types('\u0003', 'One moment')
  const { code, out } = await terminal.ended
  expect(out).toMatch(/broken {2}test incident: INC-\d+[^]*and not pinned/)
  expect(code).toBe(1)
  expect(await announced()).toContain('Cancelled')
})

test(
  'with nobody to ask it says what is missing, takes it from the environment or files, and checks it',
  { timeout: 240_000 },
  async () => {
    const house = await openHouse()
    const { folder, slack } = house
    const asked = await run('connect', [], house)
    expect(asked).toMatchObject({
      code: 1,
      err: expect.stringContaining('SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing'),
    })
    expect(asked.out).toContain('manifest_json=')

    const swapped = await run('connect', [], house, { SLACK_BOT_TOKEN: app, SLACK_APP_TOKEN: bot })
    expect(swapped).toMatchObject({
      code: 1,
      err: expect.stringContaining('from the environment: This is the app-level token'),
    })

    await slack.rig.refuseToken(bot, 'invalid_auth')
    const refused = await run('connect', [], house, { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app })
    expect(refused.err).toMatch(/bot token: Slack refuses it \(invalid_auth\)\n +https:.*OAuth & Permissions/)
    await slack.rig.refuseToken(bot, null)

    await slack.rig.grantToApp(['authorizations:read'])
    const closed = await run('connect', [], house, { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app })
    expect(closed.err).toMatch(/lacks the scope connections:write\n +https:.*A0STANCH.*Add Scope, connections:write/)
    await slack.rig.grantToApp(null)

    const foreign = await run('connect', [], house, { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: 'xapp-1-A0OTHERAPP-3-x' })
    expect(foreign.err).toContain('SLACK_APP_TOKEN is of another app than SLACK_BOT_TOKEN')
    expect(() => statSync(join(folder, '.env'))).toThrow('ENOENT')

    await slack.rig.grant(requiredScopes.filter((scope) => scope !== 'pins:write'))
    writeFileSync(join(folder, 'bot'), `${bot}\n`)
    const lacking = await run('connect', ['--bot-token-file', join(folder, 'bot')], house, { SLACK_APP_TOKEN: app })
    expect(lacking).toMatchObject({ code: 1, out: expect.stringContaining('broken  scopes: the app lacks pins:write') })
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain(`SLACK_BOT_TOKEN=${bot}\n`)
    await slack.rig.grant(null)

    const again = await run('connect', [], house)
    expect(again, again.err).toMatchObject({ code: 0, out: expect.stringContaining('.env: nothing to change') })
    for (const { out, err } of [asked, swapped, refused, closed, foreign, lacking, again])
      expect(out + err).not.toMatch(/leak/)
  },
)

test(
  'over HTTP it asks for the signing secret, and says so where the environment wants Socket Mode',
  { timeout: 240_000 },
  async () => {
    const house = await openHouse()
    const args = ['--url', 'https://stanch.example.com']
    const secrets = { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' }
    const [asked, both] = await Promise.all([
      run('connect', args, house),
      run('connect', args, house, { ...secrets, SLACK_APP_TOKEN: app }),
    ])
    expect(decodeURIComponent(asked.out)).toContain('"request_url":"https://stanch.example.com/slack/events"')
    expect(asked.err).toContain('SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are missing')
    expect(both.err).toContain('SLACK_APP_TOKEN is set in the environment, and with it Stanch uses Socket Mode')
    const done = await run('connect', args, house, secrets)
    expect(done, done.err).toMatchObject({ code: 0 })
    expect(readFileSync(join(house.folder, '.env'), 'utf8')).toContain('SLACK_SIGNING_SECRET=8f742231b10e8888')
  },
)
