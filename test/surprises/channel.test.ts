import { describe, expect, test } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { lastEphemeral, openIncident, seen } from '../slack/handlers/open-incident.ts'
import { openTeam, type Team } from '../stanch.ts'

const cardsIn = async (team: Team, channel: string): Promise<readonly string[]> =>
  (await team.slack.messages(channel)).filter((one) => wordsIn(one).includes('Post update')).map(({ ts }) => ts)

const directTo = async (team: Team, person: string): Promise<string> =>
  seen((await team.slack.direct(person)).map(wordsIn).join('\n'))

/** Calls that Slack refused since then, by method. */
const refusedSince = async (team: Team, since: number): Promise<readonly string[]> =>
  (await team.slack.calls())
    .slice(since)
    .flatMap(({ method, outcome }) => (outcome === 'ok' ? [] : [`${method} ${outcome}`]))

describe('the incident’s channel', () => {
  test('Stanch is taken out of it: told at once, nothing more is tried there, and all is drawn anew when it is let in again', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const noa = team.slack.as('noa')
    await team.slack.as('stanch').leaves(channel)
    await team.settle()
    expect(await directTo(team, 'noa')).toContain('type /invite @Stanch in the channel')

    const before = (await team.slack.calls()).length
    await noa.types('/incident severity sev1', { in: channel })
    const update = await noa.types('/incident update Half of the payments fail', { in: channel })
    expect(seen(update.text)).toContain('is recorded')
    await team.settle()
    expect(await lastEphemeral(team, 'noa')).toContain('Stanch is no longer in')
    expect(await refusedSince(team, before)).toEqual([])

    await team.slack.as('stanch').joins(channel, 'noa')
    await team.settle()
    const [card] = await team.slack.pins(channel)
    expect(seen(wordsIn(card ?? { text: '' }))).toMatch(/sev1[^]*Half of the payments fail/)
    expect(await cardsIn(team, channel)).toHaveLength(1)
    await noa.says('[14:05] rolled back', { in: channel })
    await team.settle()
    expect(seen((await noa.types('/incident timeline', { in: channel })).text)).toContain('rolled back')
  })

  test('it is archived: told once, no call is refused afterwards; unarchived and Stanch invited, the card is true again', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const [card = ''] = await cardsIn(team, channel)
    await team.slack.as('noa').archives(channel)
    await team.settle()
    expect(await directTo(team, 'noa')).toMatch(/its channel .* is archived/)
    const before = (await team.slack.calls()).length
    team.later(3 * 60 * 60_000)
    await team.settle()
    // From the direct message, where the word about it stands.
    await team.slack.as('noa').presses('Resolve', { in: 'dm' })
    await (await team.slack.as('noa').form()).fill({ 'What fixed it': 'Rolled back' }).then((form) => form.submit())
    await team.settle()
    expect(await refusedSince(team, before)).toEqual([])

    await team.slack.as('noa').unarchives(channel)
    await team.slack.as('stanch').joins(channel, 'noa')
    await team.settle()
    const shown = (await team.slack.channel(channel)).messages.find(({ ts }) => ts === card)
    expect(seen(wordsIn(shown ?? { text: '' }))).toContain('Resolved')
    const words = (await team.slack.messages(channel)).map((one) => seen(wordsIn(one))).join('\n')
    expect(words).toContain('Postmortem')
  })

  test('it is archived with nobody telling us: the first refusal says so, and the rest is not tried', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    await team.slack.rig.holdEvents()
    await team.slack.as('noa').archives(channel)
    await team.slack.as('noa').types('/incident severity sev1', { in: channel })
    await team.stanch().settle()
    const told = async () => (await directTo(team, 'noa')).split('is archived').length - 1
    expect(await told()).toBe(1)
    await team.slack.rig.releaseEvents()
    await team.settle()
    expect(await told()).toBe(1)
    expect((await team.stanch().database.reads.open(5))[0]?.severity).toBe('sev1')
  })

  test('it is archived, opened and Stanch invited, and the news come the other way round: the card is true again', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const noa = team.slack.as('noa')
    await team.slack.rig.holdEvents()
    await noa.archives(channel)
    await noa.unarchives(channel)
    await team.slack.as('stanch').joins(channel, 'noa')
    await team.slack.rig.releaseEvents('reversed')
    await team.settle()
    await noa.types('/incident severity sev1', { in: channel })
    await team.settle()
    const [card] = await team.slack.pins(channel)
    expect(seen(wordsIn(card ?? { text: '' }))).toContain('sev1')
    expect(await directTo(team, 'noa')).not.toContain('is archived')
  })

  test('a call is refused for it, and it is open by the time that this is read: done then, and nobody is alarmed', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    // As if it had been on its way while somebody let Stanch in again.
    await team.slack.rig.fault({ method: 'chat.postMessage', how: { error: 'not_in_channel' }, times: 1 })
    await team.slack.as('noa').types('/incident update Half of the payments fail', { in: channel })
    const said = async () => (await team.slack.messages(channel)).map((one) => seen(wordsIn(one))).join('\n')
    await team.slack.until(async () => (await said()).includes('Half of the payments fail'), { timeoutMs: 20_000 })
    await team.settle()
    expect(await directTo(team, 'noa')).not.toContain('no longer in')
    expect(team.complaints().filter((line) => line.includes('effect-refused'))).toEqual([])
  })

  test('it is deleted: told, and the incident can still be ended', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    await team.slack.as('noa').deletesChannel(channel)
    await team.settle()
    expect(await directTo(team, 'noa')).toContain('its channel was deleted')
    await team.slack.as('noa').presses('Resolve', { in: 'dm' })
    await (await team.slack.as('noa').form()).fill({ 'What fixed it': 'Rolled back' }).then((form) => form.submit())
    await team.settle()
    expect((await team.slack.messages('incidents')).map((one) => seen(wordsIn(one))).join('\n')).toContain('Resolved')
    expect(await team.stanch().database.reads.openCount()).toBe(0)
  })

  test('it is renamed by hand: everything goes on, for every link is by id', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const { id } = await team.slack.channel(channel)
    await team.slack.as('noa').renames(channel, 'payments-war-room')
    await team.settle()
    await team.slack.as('noa').types('/incident update Rolling back', { in: 'payments-war-room' })
    await team.settle()
    expect((await team.slack.messages('payments-war-room')).map(wordsIn).join('\n')).toContain('Rolling back')
    expect((await team.slack.messages('incidents')).map(wordsIn).join('\n')).toContain(`<#${id}>`)
  })

  test('it is made private: Stanch goes on in it, hears and posts', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const noa = team.slack.as('noa')
    await noa.makesPrivate(channel)
    await noa.says('[14:05] rolled back', { in: channel })
    await noa.types('/incident update Half of the payments fail', { in: channel })
    await noa.types('/incident rename Payments fail', { in: channel })
    await team.settle()
    expect(seen((await noa.types('/incident timeline', { in: channel })).text)).toContain('rolled back')
    expect((await team.slack.messages(channel)).map(wordsIn).join('\n')).toContain('Half of the payments fail')
    expect(seen(await team.slack.topic(channel))).toContain('Payments fail')
    expect(team.complaints().filter((line) => line.includes('effect-refused'))).toEqual([])
  })
})

describe('what Stanch posted is deleted by hand', () => {
  test('the card: posted anew once, pinned, and the old pin is gone', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const [card = ''] = await cardsIn(team, channel)
    await team.slack.as('noa').deletes(card, { in: channel })
    await team.settle()
    const [anew, ...more] = await cardsIn(team, channel)
    expect(more).toEqual([])
    expect(anew).not.toBe(card)
    expect((await team.slack.channel(channel)).pins.map(({ ts }) => ts)).toEqual([anew])
    const asked = (await team.slack.channel(channel)).messages.filter((one) => wordsIn(one).includes('Give the lead'))
    expect(asked).toHaveLength(1)
  })

  test('the announcement: posted anew with the next change', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    const ofBot = async () => (await team.slack.messages('incidents')).filter(({ bot_id: bot }) => bot !== undefined)
    const [announced] = await ofBot()
    await team.slack.as('noa').deletes(announced?.ts ?? '', { in: 'incidents' })
    await team.slack.as('noa').types('/incident severity sev1', { in: channel })
    await team.settle()
    expect((await ofBot()).map((one) => seen(wordsIn(one)))).toEqual([expect.stringContaining('sev1')])
  })

  test('the root of the postmortem: the thread is posted anew, whole and once', async () => {
    const team = await openTeam()
    const channel = await openIncident(team)
    await team.slack.as('noa').presses('Resolve', { in: channel })
    await (await team.slack.as('noa').form()).fill({ 'What fixed it': 'Rolled back' }).then((form) => form.submit())
    await team.settle()
    /** The postmortem is the longest thread that there is. */
    const longest = async () => {
      const { messages } = await team.slack.channel(channel)
      const roots = messages.filter(({ reply_count: count }) => count !== undefined)
      const [first] = roots.toSorted((one, other) => (other.reply_count ?? 0) - (one.reply_count ?? 0))
      return { ts: first?.ts ?? '', replies: first?.reply_count ?? 0, threads: roots.length }
    }
    // A channel takes one post a second, so that the thread is not there at once.
    const whole = (exceptAt?: string) =>
      team.slack.until(
        async () => {
          await team.settle()
          const thread = await longest()
          return thread.replies >= 6 && thread.ts !== exceptAt && thread
        },
        { timeoutMs: 40_000, what: 'the whole postmortem' },
      )
    const before = await whole()

    await team.slack.as('noa').deletes(before.ts, { in: channel })
    const after = await whole(before.ts)
    expect(after).toMatchObject({ replies: before.replies, threads: before.threads })
    expect((await team.slack.thread(channel, before.ts)).filter(({ ts }) => ts !== before.ts)).toEqual([])
    expect(team.complaints().filter((line) => line.includes('effect-refused'))).toEqual([])
  })
})
