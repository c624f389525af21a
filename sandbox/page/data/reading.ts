import type { MessagesAnswer, ThreadAnswer } from '../answers.ts'
import { withNewer, withOlder } from './run.ts'
import type { Shown } from './shown.ts'
import type { Store } from './store.ts'
import type { Ask } from './wire.ts'

type Around = {
  readonly ask: Ask
  readonly store: Store<Shown>
  /** Tells the reader why something could not be read. */
  sayWhy(error: unknown): undefined
}

/** So many more are read at once: fewer are drawn without a pause that can be felt. */
const more = 50

/** Reads messages into the window: the open channel's, older and newer ones, and a thread's. */
export const openReading = ({ ask, store, sayWhy }: Around) => {
  let latest: object | undefined

  /** The open channel, around the message or the thread that was named, or its newest. */
  const readChannel = async (): Promise<void> => {
    const { place, me } = store.get()
    const { channel, message, thread } = place
    if (channel === undefined) return
    const near = thread ?? message
    const mine = (latest = {})
    const request = { user: me, channel, ...(near === undefined ? {} : { around: near }) }
    const answer = await ask<MessagesAnswer>('messages', request).catch(sayWhy)
    // Somebody has gone elsewhere meanwhile.
    if (latest === mine && answer !== undefined) store.set({ run: { ...answer, channel } })
  }

  /** The thread that is open beside the channel. */
  const readThread = async (): Promise<void> => {
    const { place, me } = store.get()
    const { channel, thread } = place
    if (channel === undefined || thread === undefined) return
    const answer = await ask<ThreadAnswer>('thread', { user: me, channel, ts: thread }).catch(sayWhy)
    const now = store.get()
    if (answer === undefined || now.place.thread !== thread || now.me !== me) return
    store.set({ thread: { ts: thread, messages: answer.messages } })
  }

  return {
    readChannel,
    readThread,
    async readOlder(): Promise<void> {
      const { run, me } = store.get()
      const before = run?.messages[0]?.ts
      if (run === undefined || !run.hasOlder || before === undefined) return
      const older = await ask<MessagesAnswer>('messages', {
        user: me,
        channel: run.channel,
        before,
        limit: more,
      }).catch(sayWhy)
      const now = store.get().run
      // Asked twice, or elsewhere by now: the other answer is the one that fits.
      if (older === undefined || now?.channel !== run.channel || now.messages[0]?.ts !== before) return
      store.set({ run: withOlder(now, older) })
    },
    async readNewer(): Promise<void> {
      const { run, me } = store.get()
      const after = run?.messages.at(-1)?.ts
      if (run === undefined || !run.hasNewer || after === undefined) return
      const newer = await ask<MessagesAnswer>('messages', { user: me, channel: run.channel, after, limit: more }).catch(
        sayWhy,
      )
      const now = store.get().run
      if (newer === undefined || now?.channel !== run.channel || now.messages.at(-1)?.ts !== after) return
      store.set({ run: withNewer(now, newer) })
    },
  }
}
