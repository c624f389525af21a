import { handlers } from '../../src/slack/handlers/all.ts'
import { textIn } from '../../src/text/text.ts'
import type { Edge } from './edge.ts'

/*
 * What Stanch's own messages and forms carry, as Slack sends it back: for tests that ask what comes of it in the wrong
 * hands, or changed on the way.
 */

/** The names that are listened to; of controls that stand in a row, numbered, the first is as good as another. */
export const keysOf = (part: 'presses' | 'submits' | 'shortcuts'): readonly string[] => {
  const all = handlers.flatMap((handler) => Object.keys(handler[part] ?? {}))
  return all.filter((key, nth) => !/-\d+$/.test(key) || all.findIndex((other) => rowOf(other) === rowOf(key)) === nth)
}

const rowOf = (key: string): string => key.replace(/-\d+$/, '')

/** An open incident of Noa's with something of everything in it, another open one, and a list of services. */
export type Scene = { readonly id: string; readonly channel: string; readonly other: string; readonly entry: string }

/** Plays it, and rests. */
export const playScene = async (edge: Edge): Promise<Scene> => {
  const noa = { user_id: 'U0NOA', team_id: 'T0STANCH', command: '/incident' }
  for (const title of ['Checkout is down', 'Mail is late']) {
    await edge.send('command', { ...noa, channel_id: 'C0GENERAL', text: `declare sev2 ${title}` })
  }
  await rest(edge)
  const [first, second] = await edge.sql<{ id: string; channel: string }[]>`
    select id, channel from incidents order by number`
  if (first === undefined || second === undefined) throw new Error('not declared')
  for (const text of ['follow-up write it down', 'role comms', 'note rolled back', 'change restarted the cache']) {
    await edge.send('command', { ...noa, channel_id: first.channel, text })
  }
  await edge.sql`insert into services (key, name) values ('checkout', 'checkout')`
  await rest(edge)
  const [note] = await edge.sql<{ id: string }[]>`select id from events where type = 'note-added'`
  return { ...first, other: second.id, entry: note?.id ?? '' }
}

/** On a busy machine a call may time out, and is looked up before it is made again. */
const rest = (edge: Edge): Promise<void> => {
  const isDone = async (): Promise<boolean> => {
    await edge.settle()
    return (await edge.sql`select from outbox where done_at is null and gave_up_at is null`).count === 0
  }
  return edge.slack.until(isDone, { what: 'everything to be done', timeoutMs: 90_000 }).then(() => undefined)
}

const update = '7d0f6c2e-2b1d-4a53-9f0e-1c2d3e4f5a6b'

/** What stands behind a word; by default `something`. */
const typedBehind: Readonly<Record<string, string>> = {
  severity: 'sev1',
  status: 'monitoring',
  role: 'comms',
  merge: 'INC-2',
  again: 'INC-2',
  language: 'channel he',
  subscribe: 'ann@acme.test',
}

/** What somebody types who means it. */
export const typedFor = (word: string): string => `${word} ${typedBehind[word] ?? 'something'}`

/** The value of a control as its view gives it away; by default the incident's id. */
export const valueFor = (action: string, { id, other, entry }: Scene): string => {
  const values: Readonly<Record<string, string>> = {
    'card-severity': 'sev1',
    'card-status': 'monitoring',
    'card-role': 'lead',
    'card-menu': 'rename',
    'give-lead': 'U0ANN',
    'undo-role': `${id}:comms:1700000000.000100`,
    'change-undo-0': `${id}:${update}`,
    'public-stage': 'investigating',
    'public-approve': `${id}:${update}:1`,
    'public-edit': `${id}:${update}:1`,
    'public-send-back': `${id}:${update}:1`,
    'public-withdraw': `${id}:${update}:1`,
    'timeline-earlier': '0',
    'timeline-later': '0',
    'timeline-entry-0': `remove:${entry}`,
    'postmortem-edit-prose': `${id}:impact`,
    'service-menu-0': 'remove:checkout',
    'retry-parked-0': 'outbox:1',
    'join-instead-1': other,
    'it-is-this-one-1': `${id}:${other}`,
  }
  const reminded = /^(snooze|stop-reminder)/.test(action) ? `${id}:update-overdue` : undefined
  return values[action] ?? reminded ?? id
}

const sourced = { channel: 'C0GENERAL', ts: '1700000000.000100', user: 'U0NOA', files: [] }

const draft = (id: string): string =>
  JSON.stringify({ incident: id, update, version: 0, stage: 'investigating', at: 1, page: 0, estimate: '', shown: {} })

/** The `private_metadata` of the form in which a control stands. */
export const metadataAround = (action: string, { id }: Scene): string => {
  if (action === 'report-instead') return '{}'
  return action === 'public-stage' ? draft(id) : `${id}:0`
}

/** What forms carry, in each shape that one of ours has. */
export const metadataOfForms = ({ id, entry }: Scene): readonly string[] => [
  id,
  `${id}:impact`,
  `${id}:${update}:1`,
  JSON.stringify({ ...JSON.parse(draft(id)), entry }),
  '{"shown":true}',
]

/** Forms about an incident that is there, with `part` in the place of something else that they carry; by callback_id. */
export const forgedForms = (
  { id }: Scene,
  part: string,
): readonly (readonly [callback: string, metadata: string])[] => [
  ['postmortem-prose', `${id}:${part}`],
  ['public-approve', `${id}:${part}:1`],
  ['public-send-back', `${id}:${update}:${part}`],
  ['public-draft', JSON.stringify({ ...JSON.parse(draft(id)), version: part })],
  ['timeline-entry-text', JSON.stringify({ ...JSON.parse(draft(id)), entry: part })],
  ['timeline-entry-time', JSON.stringify({ ...JSON.parse(draft(id)), entry: part })],
  ['impact', JSON.stringify({ ...JSON.parse(draft(id)), incident: part })],
  ['vendor', JSON.stringify({ ...JSON.parse(draft(id)), incident: part })],
  ['production-change', JSON.stringify({ ...JSON.parse(draft(id)), incident: part })],
  ['service', JSON.stringify({ at: part, was: 'checkout' })],
  ['declare', JSON.stringify({ shown: true, source: { ...sourced, channel: part } })],
  ['report', JSON.stringify({ source: { ...sourced, ts: part } })],
  ['report', JSON.stringify({ source: { ...sourced, user: part } })],
]

/** The fields to type in, without which a form would be refused for their sake. */
const typedIn: readonly string[] = [
  'declare-title',
  'report-title',
  'update-text',
  'vendor-name',
  'change-text',
  'follow-up-text',
  'why',
  'resolve-fix',
  'watch-exit',
  'rename-title',
  'timeline-entry-text',
  'postmortem-prose',
  'service-name',
  'decline-why',
  'public-why',
  'impact-who',
  'merge-why',
  'public-title-en-investigating',
  'public-body-en-investigating',
]
const option = (value: string) => ({ any: { type: 'static_select', selected_option: { value } } })

/** Every form filled in, by the names of their fields. */
export const answersOfForms = ({ other }: Scene) => {
  const chosen: Readonly<Record<string, string>> = {
    'declare-severity': 'sev3',
    'accept-severity': 'sev3',
    'watch-length': 'day',
    'merge-into': other,
    'recurrence-of': other,
    'public-stage': 'investigating',
    'impact-workaround': 'unknown',
  }
  return {
    ...Object.fromEntries(typedIn.map((block) => [block, { any: { type: 'plain_text_input', value: 'something' } }])),
    ...Object.fromEntries(Object.entries(chosen).map(([block, value]) => [block, option(value)])),
    'timeline-entry-date': { any: { type: 'datepicker', selected_date: '2026-01-02' } },
    'timeline-entry-time': { any: { type: 'timepicker', selected_time: '03:04' } },
  }
}

/**
 * Everything that is recorded, row by row; but not who people are, as Slack says, nor what somebody was answered, nor how
 * many calls Slack takes before it must be left alone (`limits`): those that told them no count too.
 */
export const recordOf = async ({ sql }: Edge): Promise<Readonly<Record<string, readonly string[]>>> => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`
  const kept: Record<string, readonly string[]> = {}
  for (const { name } of tables) {
    if (['replies', 'people', 'limits'].includes(name)) continue
    const rows =
      name === 'outbox'
        ? await sql<{ row: string }[]>`
            select effect::text as row from outbox where effect ->> 'type' <> 'answer' order by id`
        : await sql<{ row: string }[]>`select row_to_json(t)::text as row from ${sql(name)} t order by 1`
    kept[name] = rows.map(({ row }) => row)
  }
  return kept
}

/** What is said of what no view of ours gives away, or of what is gone. */
export const wordsForForged: readonly string[] = [
  textIn('en')('answer.unknown-control'),
  textIn('en')('refusal.no-incident-here'),
]
