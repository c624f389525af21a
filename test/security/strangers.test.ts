import { describe, expect, it } from 'vitest'
import { handlers } from '../../src/slack/handlers/all.ts'
import { openEdge, type Edge } from './edge.ts'

/*
 * Whoever belongs to another organisation, whoever is a guest, and other apps: over every slash word, button, form and
 * shortcut that there is, so that a new one joins by itself.
 */

type Person = { readonly id: string; readonly team: string }
const strangers: readonly (readonly [who: string, person: Person, GUESTS: string])[] = [
  ['of another organisation', { id: 'U0PIET', team: 'T0NORTHWIND' }, 'members'],
  ['of another organisation, whom Slack never listed', { id: 'U0NEVERSEEN', team: 'T0ELSEWHERE' }, 'members'],
  ['of ours by id, whose request says another workspace', { id: 'U0NOA', team: 'T0ELSEWHERE' }, 'members'],
  ['that is a bot', { id: 'USLACKBOT', team: 'T0STANCH' }, 'members'],
  ['who is a guest, where guests may only report', { id: 'U0MAYA', team: 'T0STANCH' }, 'report'],
]

const keysOf = (part: 'presses' | 'submits' | 'shortcuts'): string[] =>
  // Of controls that stand in a row, numbered, one is as good as another.
  handlers.flatMap((handler) => Object.keys(handler[part] ?? {})).filter((key) => !/-[1-9]\d*$/.test(key))
const words = handlers.flatMap(({ slash }) => (slash === undefined ? [] : [slash.word]))

/** An open incident of Noa's, with everything in it that a control may be about. */
const incidentIn = async (edge: Edge) => {
  const noa = { user_id: 'U0NOA', team_id: 'T0STANCH', command: '/incident' }
  await edge.send('command', { ...noa, channel_id: 'C0GENERAL', text: 'declare sev2 Checkout is down' })
  await edge.settle()
  const [row] = await edge.sql<{ id: string; channel: string }[]>`select id, channel from incidents`
  if (row === undefined) throw new Error('not declared')
  for (const text of ['follow-up write it down', 'role comms', 'note rolled back']) {
    await edge.send('command', { ...noa, channel_id: row.channel, text })
  }
  await edge.settle()
  return row
}

/** What a control's value may be for one view or another. */
const valuesAbout = (id: string): readonly string[] => [
  id,
  `${id}:update-overdue`,
  `${id}:comms:1700000000.000100`,
  `${id}:${id}`,
  'sev1',
  'monitoring',
  'lead',
  'rename',
  '0',
  'remove:1700000000.000100',
]

describe.each(strangers)('somebody %s', (_, { id: user, team }, GUESTS) => {
  it('is told no in words by everything, and nothing of theirs is recorded', { timeout: 120_000 }, async () => {
    const edge = await openEdge({ GUESTS })
    const { id, channel } = await incidentIn(edge)
    const who = { user: { id: user, team_id: team }, team: { id: 'T0STANCH', domain: 'acme' } }
    const asked: { readonly what: string; readonly nth: number }[] = []
    const begun: Promise<void>[] = []
    const send = async (what: string, ...request: Parameters<Edge['send']>): Promise<void> => {
      const sent = edge.send(...request).then((nth) => void asked.push({ what, nth }))
      // A handful at once, as from several people.
      if (begun.push(sent) % 16 === 0) await Promise.all(begun)
    }
    for (const word of words.filter((one) => one !== 'declare' && one !== 'language')) {
      const typed = { user_id: user, team_id: team, channel_id: channel, command: '/incident' }
      await send(`/incident ${word}`, 'command', { ...typed, text: `${word} sev1 monitoring lead something` })
    }
    for (const action_id of keysOf('presses')) {
      for (const value of user === 'U0PIET' ? valuesAbout(id) : [id, 'sev1']) {
        const action = { action_id, block_id: `incident/${id}/x`, value, selected_option: { value } }
        const at = { channel: { id: channel }, container: { message_ts: '1700000000.000100', channel_id: channel } }
        const view = {
          id: 'V1',
          callback_id: 'x',
          private_metadata: `${id}:0`,
        }
        await send(action_id, 'interactive', { type: 'block_actions', ...who, ...at, view, actions: [action] })
      }
    }
    for (const callback_id of keysOf('submits')) {
      const place = JSON.stringify({ incident: id, page: 0, entry: '1700000000.000100' })
      for (const private_metadata of [id, `${id}:impact`, place]) {
        const element = { type: 'plain_text_input', value: 'something' }
        const view = {
          id: 'V1',
          callback_id,
          private_metadata,
          blocks: [],
          state: { values: { any: { any: element } } },
        }
        await send(callback_id, 'interactive', { type: 'view_submission', ...who, view })
      }
    }
    for (const callback_id of keysOf('shortcuts')) {
      const message = { ts: '1700000000.000100', text: 'something' }
      const at = { type: 'message_action', channel: { id: channel }, message }
      await send(callback_id, 'interactive', { ...at, ...who, callback_id })
    }
    await Promise.all(begun)
    await edge.settle()
    expect(edge.faults()).toEqual([])
    const recorded = await edge.sql<{ type: string; command: string }[]>`
      select type, command from events where by ->> 'user' = ${user} and by ->> 'standing' <> 'member'`
    expect([...recorded]).toEqual([])
    const silent = () =>
      asked.filter(({ nth }) => edge.answer(nth).ack === '200 ' && edge.answer(nth).words.length === 0)
    const allTold = async (): Promise<boolean> => {
      await edge.settle()
      return silent().length === 0
    }
    await edge.slack.until(allTold, { what: `words for ${silent().map(({ what }) => what)}`, timeoutMs: 30_000 })
    expect(asked.filter(({ nth }) => !edge.answer(nth).ack.startsWith('200'))).toEqual([])
  })
})
