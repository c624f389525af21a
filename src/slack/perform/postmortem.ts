import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../../app/failure.ts'
import { channelId, type Moment } from '../../domain/ids.ts'
import { textIn } from '../../text/text.ts'
import { postmortemMarkdownInTurns } from '../postmortem-markdown.ts'
import { postmortemPages, postmortemPart } from '../views/postmortem.ts'
import { digest } from '../views/postmortem-digest.ts'
import { drawTimeline } from '../views/timeline-pages.ts'
import { mustHaveChannel } from './channel.ts'
import { filesNamed, markOf } from './look.ts'
import { answer, type Performer } from './parts.ts'
import { lookAgainAfterMs, post, update } from './send.ts'

/**
 * One message of the postmortem: the root in the channel, the others in its thread. A part that shows what it showed
 * before is not sent; one that somebody deleted is posted anew.
 */
export const showPostmortem: Performer<'show-postmortem'> = async (row, incident, parts) => {
  const { part, anew } = row.effect
  const channel = mustHaveChannel(incident)
  const t = textIn(incident.language)
  const { drawn, nameOf } = await parts.drafted(incident)
  await drawTimeline(drawn.entries, t, nameOf, () => turn())
  const pages = postmortemPages(drawn, t, nameOf)
  const shown = postmortemPart(part, drawn, t, nameOf)
  const mark = digest(shown)
  const { root, [part]: known } = incident.postmortem.messages
  const base = { ...answer(row, incident, parts), type: 'record-postmortem-part', part, drawn: mark, pages } as const
  if (known !== undefined) {
    if (known.drawn === mark && anew === undefined)
      return pages > incident.postmortem.pages ? { ...base, ts: known.ts } : undefined
    const again = { ...row.effect, anew: true } as const
    if (await update(parts, { channel, ts: known.ts }, shown, again)) return { ...base, ts: known.ts }
  }
  if (part !== 'root' && root === undefined) throw new Failure('root_not_posted_yet', { kind: 'wait', inMs: 500 })
  const { ts } = await post(
    row,
    parts,
    { channel, ...(part !== 'root' && root !== undefined && { thread: root.ts }) },
    shown,
  )
  return { ...base, ts }
}

const place = z.object({ upload_url: z.string(), file_id: z.string() })

/**
 * `20260302-130500` in UTC: names the export of that second, so that a later one of the same incident is told apart.
 */
const stampOf = (at: Moment): string =>
  new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')

/**
 * The whole postmortem as one Markdown file, in its own thread. After an uncertain try the file is looked for first,
 * and once more later: an upload that was completed after all makes a second one.
 */
export const uploadPostmortem: Performer<'upload-postmortem'> = async (row, incident, parts) => {
  const channel = mustHaveChannel(incident)
  const { root } = incident.postmortem.messages
  if (root === undefined) throw new Failure('root_not_posted_yet', { kind: 'wait', inMs: 500 })
  const t = textIn(incident.language)
  const { drawn, nameOf } = await parts.drafted(incident)
  const reader = await parts.people.find(row.effect.for)
  const forWhom = { timeZone: reader?.timeZone ?? 'UTC', people: nameOf }
  const markdown = await postmortemMarkdownInTurns(drawn, t, forWhom, () => turn())
  const bytes = new TextEncoder().encode(markdown)
  const filename = `${incident.channelName}-postmortem-${stampOf(row.createdAt)}.md`
  const look = { channel: channelId(channel), thread: root.ts, since: row.createdAt }
  if (row.uncertain) {
    const [there] = await filesNamed(filename, look, row.createdAt, parts.call)
    if (there !== undefined) return undefined
    const again = { type: 'remove-surplus', ...look, mark: markOf(row), file: filename } as const
    await parts.outbox.ask(again, { incident: row.incident, inMs: lookAgainAfterMs })
  }
  const { upload_url: url, file_id: id } = await parts.call(
    'files.getUploadURLExternal',
    { filename, length: bytes.byteLength },
    place,
  )
  await parts.upload(url, bytes, filename)
  const file = { id, title: filename }
  parts.ifLate({ type: 'remove-surplus', ...look, mark: markOf(row), file: filename })
  await parts.call(
    'files.completeUploadExternal',
    { files: [file], channel_id: channel, thread_ts: root.ts },
    z.object({}),
  )
  return undefined
}
