import { z } from 'zod'
import { Failure } from '../../app/failure.ts'
import { textIn } from '../../text/text.ts'
import { postmortemMarkdown } from '../postmortem-markdown.ts'
import { digest, postmortemPages, postmortemPart } from '../views/postmortem.ts'
import { mustHaveChannel } from './channel.ts'
import { hasFile } from './look.ts'
import { answer, type Performer } from './parts.ts'
import { post, update } from './send.ts'

/**
 * One message of the postmortem: the root in the channel, the others in its thread. A part that shows what it showed
 * before is not sent; one that somebody deleted is posted anew.
 */
export const showPostmortem: Performer<'show-postmortem'> = async (row, incident, parts) => {
  const { part } = row.effect
  const channel = mustHaveChannel(incident)
  const t = textIn(incident.language)
  const { drawn, nameOf } = await parts.drafted(incident)
  const pages = postmortemPages(drawn, t, nameOf)
  const shown = postmortemPart(part, drawn, t, nameOf)
  const mark = digest(shown)
  const { root, [part]: known } = incident.postmortem.messages
  const base = { ...answer(row, incident, parts), type: 'record-postmortem-part', part, drawn: mark, pages } as const
  if (known !== undefined) {
    if (known.drawn === mark) return pages > incident.postmortem.pages ? { ...base, ts: known.ts } : undefined
    if (await update(parts, { channel, ts: known.ts }, shown)) return { ...base, ts: known.ts }
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

/** The whole postmortem as one Markdown file, in its own thread. After an uncertain try the file is looked for first. */
export const uploadPostmortem: Performer<'upload-postmortem'> = async (row, incident, parts) => {
  const channel = mustHaveChannel(incident)
  const { root } = incident.postmortem.messages
  if (root === undefined) throw new Failure('root_not_posted_yet', { kind: 'wait', inMs: 500 })
  const t = textIn(incident.language)
  const { drawn, nameOf } = await parts.drafted(incident)
  const reader = await parts.people.find(row.effect.for)
  const markdown = postmortemMarkdown(drawn, t, {
    timeZone: reader?.timeZone ?? 'UTC',
    people: nameOf,
  })
  const bytes = new TextEncoder().encode(markdown)
  const filename = `${incident.channelName}-postmortem.md`
  if (row.uncertain) {
    const wanted = { name: filename, size: bytes.byteLength }
    if (await hasFile(wanted, { channel, thread: root.ts }, row.createdAt, parts.call)) return undefined
  }
  const { upload_url: url, file_id: id } = await parts.call(
    'files.getUploadURLExternal',
    { filename, length: bytes.byteLength },
    place,
  )
  await parts.upload(url, bytes, filename)
  const file = { id, title: filename }
  await parts.call(
    'files.completeUploadExternal',
    { files: [file], channel_id: channel, thread_ts: root.ts },
    z.object({}),
  )
  return undefined
}
