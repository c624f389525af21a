import { describe, expect, test } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { lastEphemeral, openIncident, seen } from '../slack/handlers/open-incident.ts'
import { openTeam } from '../stanch.ts'

const botToken = 'xoxb-1-1-test'

describe('the token is revoked', () => {
  test('everything is held after one call, said to who asks, in the log once and by /readyz; after a restart all of it goes out', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const noa = team.slack.as('noa')
    expect((await team.readyz()).status).toBe(200)

    await team.slack.rig.refuseToken(botToken, 'token_revoked')
    const before = (await team.slack.calls()).length
    const declared = await noa.types('/incident declare sev1 Search is slow', { in: 'general' })
    expect(seen(declared.text)).toContain('INC-2 is recorded')
    await team.settle()
    expect(await lastEphemeral(team, 'noa')).toContain("refuses the bot's token right now (token_revoked)")
    const withToken = async () =>
      (await team.slack.calls()).slice(before).flatMap(({ method }) => (method === 'response_url' ? [] : [method]))
    expect(await withToken()).toEqual(['conversations.create'])

    const changed = await noa.types('/incident severity sev1', { in: channel })
    expect(seen(changed.text)).toMatch(/INC-1 is sev1 now[^]*nothing of it shows in Slack/)
    await noa.types('/incident update Half of the payments fail', { in: channel })
    await team.settle()
    expect(await withToken()).toEqual(['conversations.create'])
    expect(team.complaints().filter((line) => line.includes('"token-refused"'))).toHaveLength(1)
    expect(await team.readyz()).toEqual({
      status: 503,
      body: { ok: false, why: "Slack refuses the bot's token (token_revoked)" },
    })

    await team.slack.rig.refuseToken(botToken, null)
    await team.restart()
    await team.settle()
    expect((await team.readyz()).status).toBe(200)
    expect((await team.slack.channels()).map(({ name }) => name)).toContain('inc-0002-search-is-slow')
    const said = (await team.slack.messages(channel)).map((one) => seen(wordsIn(one))).join('\n')
    expect(said).toContain('Half of the payments fail')
  })

  test('it is taken again, and nobody asks: what waited goes out well within the minute that is promised', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    await team.slack.rig.refuseToken(botToken, 'token_revoked')
    await team.slack.as('noa').types('/incident update Half of the payments fail', { in: channel })
    await team.settle()
    await team.slack.rig.refuseToken(botToken, null)
    const isSaid = async (): Promise<boolean> =>
      (await team.slack.messages(channel)).some((one) => wordsIn(one).includes('Half of the payments fail'))
    await team.slack.until(isSaid, { what: 'what waited', timeoutMs: 40_000 })
  }, 60_000)

  test('a press and a form are answered in words too', async () => {
    const team = await openTeam({}, 'http')
    const channel = await openIncident(team)
    const noa = team.slack.as('noa')
    await noa.presses('Resolve', { in: channel })
    const form = await noa.form()

    await team.slack.rig.refuseToken(botToken, 'account_inactive')
    await noa.types('/incident severity sev1', { in: channel })
    await team.settle()
    await noa.presses('Take the lead', { in: channel })
    const own = await team.slack.until(
      async () => (await team.slack.ephemerals('noa')).findLast(({ text }) => text.includes('account_inactive')),
      { what: 'an answer to the press' },
    )
    expect(seen(own.text)).toContain('What you do is recorded')
    await (await form.fill({ 'What fixed it': 'Rolled back' })).submit()
    const shown = (await noa.forms()).at(-1)
    expect(seen(JSON.stringify(shown))).toContain('What you do is recorded')
  })
})
