import { expect, test } from 'vitest'
import { wordsIn } from '../sandbox/client.ts'
import { openTeam, type Team, type Transport } from './stanch.ts'

/** The one incident channel of a team. */
const incidentChannel = async ({ slack }: Team): Promise<string> => {
  const channel = await slack.until(async () => (await slack.channels()).find(({ name }) => name.startsWith('inc-')), {
    what: 'the incident channel',
  })
  return channel.name
}

test.for<Transport>(['socket', 'http'])(
  'an incident, from the first word to the postmortem (%s)',
  async (transport) => {
    const team = await openTeam({}, transport)
    const { slack, settle } = team
    const noa = slack.as('noa')
    const layla = slack.as('layla')

    // One line declares. It is answered when it is recorded, and again when the channel is open.
    const ack = await noa.types('/incident declare sev1 Checkout is down', { in: 'general' })
    expect(ack.text).toContain('INC-1')
    await settle()
    const channel = await incidentChannel(team)
    expect(channel).toBe('inc-0001-checkout-is-down')
    expect(await slack.members(channel)).toContain('noa')
    expect(await slack.topic(channel)).toContain('Checkout is down')
    expect(await noa.ephemerals()).toEqual(
      expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('C') })]),
    )

    // The card stands in the channel, pinned; the announcement offers to join.
    const [card] = await slack.messages(channel).then((all) => all.filter((one) => one.subtype === undefined))
    expect(card && wordsIn(card)).toContain('Checkout is down')
    expect((await slack.pins(channel)).map(({ ts }) => ts)).toEqual([card?.ts])
    await layla.presses('Join', { in: 'incidents' })
    await settle()
    expect(await slack.members(channel)).toContain('layla')

    // Roles come from what people say.
    await noa.says("I'm IC", { in: channel })
    await layla.says("I'll take comms", { in: channel })
    await settle()
    const roles = await slack.messages(channel).then((all) => wordsIn(all.find(({ ts }) => ts === card?.ts)!))
    expect(roles).toContain('U0NOA')
    expect(roles).toContain('U0LAYLA')

    // An update, a change of status, and the end.
    await layla.types('/incident update Payments fail for everyone; we roll back.', { in: channel })
    await noa.types('/incident status monitoring', { in: channel })
    await noa.says('rolled back the payments release', { in: channel })
    await settle()
    await noa.types('/incident resolve', { in: channel })
    const form = await noa.form()
    const [fix = ''] = form.labels()
    const handedIn = await (await form.fill({ [fix]: 'Rolled the release back.' })).submit()
    expect(handedIn.errors).toEqual({})
    await settle()

    // The postmortem is a thread, posted by itself, one message a second: root, summary, impact, timeline, lessons,
    // root cause, follow-ups.
    const thread = await slack.until(
      async () => {
        const roots = (await slack.messages(channel)).filter((one) => wordsIn(one).includes('Postmortem'))
        const parts = await slack.thread(channel, roots.at(-1)?.ts ?? '')
        return parts.length === 7 && parts.map(wordsIn).join('\n')
      },
      { what: 'seven messages of the postmortem', timeoutMs: 15_000 },
    )
    expect(thread).toContain('rolled back the payments release')
    expect(thread).toContain('Payments fail for everyone; we roll back.')
    expect(thread).toContain('Rolled the release back.')
    expect(team.complaints()).toEqual([])
  },
)
