import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { app } from '../workspace/identity.ts'
import { post, remove } from '../workspace/messages.ts'
import { fileShape } from '../workspace/shapes.ts'
import type { StoredFile } from '../workspace/state.ts'
import { typeByName } from '../file-type.ts'
import { liveChannel } from './lookup.ts'
import { json, method } from './method.ts'
import type { Method } from './method.ts'

/**
 * Uploads in Slack's two steps (the bytes go to the address in between, see upload.ts), and taking a file away again.
 */
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
  method({
    name: 'files.delete',
    scopes: ['files:write'],
    tier: 't3',
    args: z.object({ file: z.string() }),
    run: (parts, args) => {
      const { workspace } = parts
      const found = workspace.state.files.find(({ id }) => id === args.file)
      if (found === undefined) throw new Refusal('file_not_found')
      if (found.user !== app.botUser) throw new Refusal('cant_delete_file')
      workspace.state.files = workspace.state.files.filter((file) => file !== found)
      for (const channel of workspace.state.channels) {
        for (const message of channel.messages.filter(({ files = [] }) => files.includes(found.id))) {
          message.files = message.files?.filter((id) => id !== found.id)
          // A message that was nothing but the file goes with it.
          if (message.text === '' && message.files?.length === 0) remove(workspace, channel, message)
        }
      }
      workspace.changes.bump()
      return {}
    },
  }),
]
