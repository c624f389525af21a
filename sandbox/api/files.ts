import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { app } from '../workspace/identity.ts'
import { post } from '../workspace/messages.ts'
import { fileShape } from '../workspace/shapes.ts'
import type { StoredFile } from '../workspace/state.ts'
import { typeByName } from '../file-type.ts'
import { liveChannel } from './lookup.ts'
import { json, method } from './method.ts'
import type { Method } from './method.ts'

/** Uploads in Slack's two steps; the bytes go to the address in between, see upload.ts. */
export const fileMethods: Method[] = [
  method({
    name: 'files.getUploadURLExternal',
    scopes: ['files:write'],
    tier: 't4',
    args: z.object({ filename: z.string().min(1), length: z.coerce.number().int().positive() }),
    run: (parts, args) => {
      const id = parts.workspace.id('F')
      parts.uploads.set(id, { name: args.filename, length: args.length, bytes: undefined })
      return { upload_url: `${parts.workspace.url}/upload/${id}`, file_id: id }
    },
  }),
  method({
    name: 'files.completeUploadExternal',
    scopes: ['files:write'],
    tier: 't4',
    args: z.object({
      files: json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
      channel_id: z.string().optional(),
      channels: z.string().optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().default(''),
    }),
    run: (parts, args) => {
      const { workspace } = parts
      const id = args.channel_id ?? args.channels
      const channel = id === undefined ? undefined : liveChannel(parts, id)
      const stored = args.files.map((file): StoredFile => {
        const upload = parts.uploads.get(file.id)
        if (upload?.bytes === undefined) throw new Refusal('file_not_found')
        return {
          id: file.id,
          name: upload.name,
          title: file.title ?? upload.name,
          mimetype: typeByName(upload.name),
          size: upload.bytes.length,
          user: app.botUser,
          created: workspace.seconds(),
          base64: upload.bytes.toString('base64'),
        }
      })
      for (const file of stored) parts.uploads.delete(file.id)
      workspace.state.files.push(...stored)
      if (channel !== undefined) {
        post(workspace, channel, {
          user: app.botUser,
          text: args.initial_comment,
          thread_ts: args.thread_ts,
          files: stored.map((file) => file.id),
        })
      }
      workspace.changes.bump()
      return { files: stored.map((file) => fileShape(file, workspace.url)) }
    },
  }),
]
