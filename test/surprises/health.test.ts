import { describe, expect, test } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { requiredScopes } from '../../src/slack/scopes.ts'
import { lastEphemeral, openIncident, seen } from '../slack/handlers/open-incident.ts'
import { openTeam, type Team } from '../stanch.ts'

const healthFor = async (team: Team, person = 'ann'): Promise<string> => {
  const { blocks, text } = await team.slack.as(person).types('/incident health', { in: 'general' })
  return seen(wordsIn({ text: text ?? '', blocks }))
}

const everyScope = (...without: readonly string[]) => requiredScopes.filter((scope) => !without.includes(scope))

describe('/incident health', () => {
  test('says that all is well, anywhere, to members; guests and outsiders are refused in words', async () => {
    const team = await openTeam()
    expect(await healthFor(team)).toMatch(/Stanch is well[^]*In order: database · connection[^]*Nothing waits/)
    expect(await healthFor(team, 'maya')).toContain('Guests can report incidents')
    await team.slack.as('ann').types('/incident language ja', { in: 'general' })
    expect(await healthFor(team)).toContain('Stanch は正常です')
  })

  test('a scope is missing: named to the person and in health, the rest goes on; Try again says what came of it each time', async () => {
    const team = await openTeam()
    await team.slack.rig.grant(everyScope('pins:write'))
    const channel = await openIncident(team)
    const ann = team.slack.as('ann')
    const told = (await team.slack.direct('noa')).map((one) => seen(wordsIn(one))).join('\n')
    expect(told).toContain('The app lacks the scope pins:write. Add it under OAuth & Permissions')
    expect(team.complaints().join('\n')).toContain('"needed":"pins:write"')
    expect((await team.slack.messages('incidents')).map((one) => seen(wordsIn(one))).join('\n')).toContain('INC-1')
    expect(await healthFor(team)).toMatch(/lacks scopes: pins:write[^]*pin the card of INC-1[^]*Try again/)

    await ann.presses('Try again', { in: 'general' })
    await team.settle()
    expect(await lastEphemeral(team, 'ann')).toContain('The app lacks the scope pins:write')
    await ann.joins(channel)
    await ann.presses('Try again', { in: channel })
    await team.settle()
    expect(await lastEphemeral(team, 'ann')).toContain('The app lacks the scope pins:write')

    await team.slack.rig.grant(null)
    await healthFor(team)
    await ann.presses('Try again', { in: 'general' })
    await team.settle()
    expect(await lastEphemeral(team, 'ann')).toContain('what Slack had refused for INC-1 has gone through')
    expect(await team.slack.pins(channel)).toHaveLength(1)
    const [card] = await team.slack.pins(channel)
    expect(wordsIn(card ?? { text: '' })).not.toContain('Try again')
    expect(await healthFor(team)).toContain('Stanch is well')
  })

  test('a word to one person that Slack refused waits there, and is sent when the cause is mended', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const fault = await team.slack.rig.fault({ method: 'conversations.open', how: { error: 'messages_tab_disabled' } })
    await team.slack.as('noa').types('/incident role comms @haruki', { in: channel })
    await team.settle()
    expect(await healthFor(team)).toMatch(/private message about INC-1[^]*Messages Tab/)
    const ann = team.slack.as('ann')
    await ann.presses('Try again', { in: 'general' })
    expect(await lastEphemeral(team, 'ann')).toMatch(/failed again \(messages_tab_disabled\)[^]*Messages Tab/)

    await team.slack.rig.clearFaults(fault)
    await healthFor(team)
    await ann.presses('Try again', { in: 'general' })
    await team.settle()
    expect((await team.slack.direct('haruki')).map((one) => seen(wordsIn(one))).join('\n')).toContain('連絡')
    expect(await healthFor(team)).toContain('Stanch is well')
  })

  test('with several things given up, one press tries all of them', async () => {
    const team = await openTeam()
    await team.slack.rig.grant(everyScope('pins:write'))
    await team.slack.rig.fault({ method: 'conversations.open', how: { error: 'messages_tab_disabled' } })
    const channel = await openIncident(team)
    await team.slack.as('noa').types('/incident role comms @haruki', { in: channel })
    await team.settle()
    expect(await healthFor(team)).toContain('Try all again')
    await team.slack.rig.grant(null)
    await team.slack.rig.clearFaults()
    await team.slack.as('ann').presses('Try all again', { in: 'general' })
    await team.settle()
    expect(await team.slack.pins(channel)).toHaveLength(1)
    expect(await healthFor(team)).toContain('Stanch is well')
  })

  test('a token that is taken again is found out at a press', async () => {
    const team = await openTeam()
    await team.slack.rig.refuseToken('xoxb-1-1-test', 'token_revoked')
    await team.slack.as('noa').types('/incident declare sev2 Search is slow', { in: 'general' })
    await team.settle()
    expect(await healthFor(team)).toMatch(/with the token of the app \(token_revoked\)[^]*SLACK_BOT_TOKEN/)
    const ann = team.slack.as('ann')
    const asked = (await ann.ephemerals()).at(-1)?.ts ?? ''
    await ann.presses('Ask Slack again', { in: 'general' })
    expect(await lastEphemeral(team, 'ann')).toContain('token_revoked')
    await team.slack.rig.refuseToken('xoxb-1-1-test', null)
    await ann.presses('Ask Slack again', { in: 'general', ts: asked })
    await team.settle()
    expect(await healthFor(team)).toContain('Stanch is well')
  })
})

describe('the announcement channel', () => {
  test('is archived: the declarer is told, and Try again announces once it is mended', async () => {
    const team = await openTeam()
    await team.slack.as('noa').archives('incidents')
    await openIncident(team)
    expect(await lastEphemeral(team, 'noa')).toMatch(/announce INC-1 \(is_archived\)[^]*Unarchive it/)
    expect(await healthFor(team)).toMatch(/Nothing can be announced in #incidents/)
    const noa = team.slack.as('noa')
    await noa.presses('Try again', { in: 'general' })
    await team.settle()
    expect(await lastEphemeral(team, 'noa')).toMatch(/announce INC-1 \(is_archived\)[^]*Unarchive it/)

    await noa.unarchives('incidents')
    await team.slack.as('stanch').joins('incidents', 'noa')
    await noa.presses('Try again', { in: 'general' })
    await team.settle()
    expect((await team.slack.messages('incidents')).map((one) => seen(wordsIn(one))).join('\n')).toContain('INC-1')
    expect(await lastEphemeral(team, 'noa')).toContain('has gone through now')
  })

  test('is deleted and another made in its place: the announcement moves there', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    await team.slack.as('noa').deletesChannel('incidents')
    await team.slack.as('noa').types('/incident severity sev1', { in: channel })
    await team.settle()
    await team.slack.as('noa').creates('incidents')
    await team.slack.as('stanch').joins('incidents', 'noa')
    await team.slack.as('noa').types('/incident severity sev2', { in: channel })
    await team.settle()
    const words = (await team.slack.messages('incidents')).map((one) => seen(wordsIn(one))).join('\n')
    expect(words).toContain('sev2')
  })
})
