import { z } from 'zod'
import type { Stage } from './stage.ts'

const recorded = z.object({
  declaredBy: z.string(),
  members: z.array(z.string()),
  channel: z.string(),
  card: z.string(),
  cardPinned: z.literal(true),
  announcement: z.object({ channel: z.string(), ts: z.string() }),
  postmortem: z.object({ messages: z.record(z.string(), z.object({ ts: z.string() })) }),
  troubles: z.array(z.unknown()),
})
const effect = z.object({ type: z.string(), news: z.object({ say: z.string() }).optional() })
const mark = z.object({ event_payload: z.object({ mark: z.string() }) })

type Row = { readonly id: number; readonly type: string; readonly say: string | undefined; readonly kept: boolean }
type Said = { readonly ts: string; readonly row: Row | undefined; readonly isFile: boolean; readonly where: string }

/**
 * Looks whether Slack and the database agree on one whole incident: one channel with the declarer in it, one card, pinned,
 * one announcement, every post once, and nothing that the database does not know. Names in words what does not hold.
 */
export const brokenPromises = async (stage: Stage): Promise<readonly string[]> => {
  const { sql, slack } = stage
  const incidents = await sql<{ state: unknown }[]>`select state from incidents`
  if (incidents.length !== 1) return [`${incidents.length} incidents`]
  const read = recorded.safeParse(incidents[0]?.state)
  if (!read.success) return [`the record is unfinished: ${z.prettifyError(read.error).replaceAll('\n', ' ')}`]
  const incident = read.data
  const rows = await outboxRows(stage)
  const channels = (await slack.channels()).filter(({ creator }) => creator === 'U0STANCHBOT')
  const channel = await slack.channel(incident.channel)
  const said = await saidByBot(stage, rows)
  const drawn = (type: string): readonly string[] => said.filter(({ row }) => row?.type === type).map(({ ts }) => ts)

  return [
    ...same(
      'channels',
      channels.map(({ id }) => id),
      [incident.channel],
    ),
    ...same(
      'members',
      channel.members.filter((id) => id !== 'U0STANCHBOT'),
      incident.members,
    ),
    ...(incident.members.includes(incident.declaredBy) ? [] : ['the declarer is no member']),
    ...same('cards', drawn('show-card'), [incident.card]),
    ...same(
      'pins',
      channel.pins.map(({ ts }) => ts),
      [incident.card],
    ),
    ...same('announcements', drawn('show-announcement'), [incident.announcement.ts]),
    ...same(
      'postmortem',
      drawn('show-postmortem'),
      Object.values(incident.postmortem.messages).map(({ ts }) => ts),
    ),
    ...(channel.topic.value === '' || channel.purpose.value === '' ? ['no topic or no purpose'] : []),
    ...(incident.troubles.length === 0 ? [] : [`troubles: ${JSON.stringify(incident.troubles)}`]),
    ...rows.filter(({ kept }) => !kept).map(({ type }) => `${type} was given up`),
    ...onceEach(rows, said),
    ...(await answers(stage, rows, said)),
    ...(await twiceInTimeline(stage)),
  ]
}

const same = (what: string, found: readonly string[], expected: readonly string[]): readonly string[] =>
  found.toSorted().join() === expected.toSorted().join()
    ? []
    : [`${what}: ${found.length} in Slack (${found.join()}), ${expected.length} recorded (${expected.join()})`]

/** Posts and direct messages are said once for each row; nothing else of ours stands anywhere. */
const onceEach = (rows: readonly Row[], said: readonly Said[]): readonly string[] => {
  const unknown = said.filter(({ row, isFile }) => row === undefined && !isFile)
  const files = said.filter(({ isFile }) => isFile).length
  const uploads = rows.filter(({ type }) => type === 'upload-postmortem').length
  return [
    ...unknown.map(({ where, ts }) => `a message that no row knows: ${where} ${ts}`),
    ...(files === uploads ? [] : [`${files} files for ${uploads} exports`]),
    ...rows
      .filter(({ type }) => type === 'post' || type === 'tell')
      .map((row) => ({ row, times: said.filter((one) => one.row?.id === row.id).length }))
      .filter(({ times }) => times !== 1)
      .map(({ row, times }) => `${row.type} ${row.id} was said ${times} times`),
  ]
}

/** An answer that nobody can look up is given at most once that way; what matters reaches the person all the same. */
const answers = async ({ slack, sandbox }: Stage, rows: readonly Row[], said: readonly Said[]): Promise<string[]> => {
  const asked = rows.filter(({ type }) => type === 'answer')
  const directly = asked.filter(({ id }) => said.some(({ row }) => row?.id === id))
  const taken = sandbox.calls.list({ method: 'response_url' }).filter(({ outcome }) => outcome?.startsWith('ok'))
  const seen = (await slack.ephemerals('noa')).map(({ text }) => text)
  const opened = asked.filter(({ say }) => say === 'channel-opened').length
  return [
    ...(new Set(seen).size === seen.length ? [] : [`an answer was given twice: ${seen.join(' | ')}`]),
    ...(taken.length + directly.length >= opened ? [] : ['nobody told the declarer where the channel is']),
  ]
}

const twiceInTimeline = async ({ sql }: Stage): Promise<readonly string[]> => {
  const twice = await sql<{ type: string; times: number }[]>`
    select type, count(*)::int as times from events group by type, data::text having count(*) > 1`
  return twice.map(({ type, times }) => `${type} stands ${times} times in the record`)
}

const outboxRows = async ({ sql }: Stage): Promise<readonly Row[]> => {
  const rows = await sql<{ id: string; effect: unknown; kept: boolean }[]>`
    select id::text, effect, gave_up_at is null as kept from outbox order by outbox.id`
  return rows.map(({ id, effect: asked, kept }) => {
    const { type, news } = effect.parse(asked)
    return { id: Number(id), type, say: news?.say, kept }
  })
}

/** Every message of ours in every channel, thread and direct message, with the row whose mark it bears. */
const saidByBot = async ({ slack }: Stage, rows: readonly Row[]): Promise<readonly Said[]> => {
  const channels = await Promise.all((await slack.channels()).map(({ id }) => slack.channel(id)))
  return channels.flatMap(({ name, messages }) =>
    messages
      .filter(({ user, subtype }) => user === 'U0STANCHBOT' && (subtype === undefined || subtype === 'file_share'))
      .map((message) => {
        const marked = mark.safeParse(message.metadata)
        const id = marked.success ? Number(marked.data.event_payload.mark.split('/').at(-1)) : undefined
        const row = rows.find((one) => one.id === id)
        return { ts: message.ts, row, isFile: (message.files ?? []).length > 0, where: name }
      }),
  )
}
