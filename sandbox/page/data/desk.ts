import type { FollowAnswer, PageAnswer } from '../answers.ts'
import { type Place, pathTo } from './address.ts'
import { follow } from './follow.ts'
import { openReading } from './reading.ts'
import { merged, withChanges } from './run.ts'
import { channelOf, nothingShown, type Overlay, type Panel, type Shown } from './shown.ts'
import { makeStore, type Store } from './store.ts'
import { type Ask, Away, type NotPossible, Refused } from './wire.ts'

/** What the app's answer to something a person did tells the page. */
type Outcome = { readonly ok?: boolean; readonly error?: string; readonly errors?: object } | null

/** Who is there in every workspace, and whom a new window acts as. */
export const founder = 'U0NOA'

/** How long a word to the reader stays, in ms. */
const toastMs = 6000

/** A window at work: what it shows, and all that can be done in it. */
export type Desk = {
  readonly store: Store<Shown>
  readonly ask: Ask
  /**
   * Does something as whoever is acted as (`user` is added). Resolves with the answer; rejects, with words for the reader,
   * where it could not be done or the app did not answer.
   */
  act<Answer>(verb: string, request?: object): Promise<Answer>
  /** The same, but says itself why it could not be done, and resolves with undefined then. */
  attempt<Answer>(verb: string, request?: object): Promise<Answer | undefined>
  /** Acts as somebody else from now on. */
  actAs(id: string): void
  /** Goes to a channel, a message in it, or a thread beside it. */
  go(place: Place): void
  /** Goes to this channel (or stays), puts this text into its composer, and the caret behind it. */
  compose(text: string, channel: string | undefined): void
  /** Shows or hides what lies beside the messages. */
  beside(panel: Panel): void
  /** Lays one thing over everything, or takes it away. */
  over(overlay: Overlay): void
  /** Goes back to the newest messages of the open channel. */
  toNewest(): void
  loadOlder(): Promise<void>
  loadNewer(): Promise<void>
  /** The newest of the channel has been seen. */
  markRead(ts: string): void
  say(text: string, kind?: 'news' | 'trouble'): void
  stop(): void
}

/** What the window keeps between visits, and how it speaks of trouble; the browser's, or a test's. */
export type Surroundings = {
  readonly ask: Ask
  readonly me: string
  readonly place: Place
  /** Somebody else is acted as. */
  onPerson(id: string): void
  /** The place has changed: its path. */
  onPlace(path: string): void
  /** What to say of something that a person could not do. */
  impossible(what: NotPossible): string
  /** What to say when the app gave no good answer; `error` is Slack's word for it. */
  unanswered(error: string): string
}

/** Opens a window on the workspace and keeps it in step until it is stopped. */
export const openDesk = (around: Surroundings): Desk => {
  const ask: Ask = <Answer>(...asked: Parameters<Ask>) =>
    around.ask<Answer>(...asked).catch((error: unknown) => {
      if (!(error instanceof Refused) || error.notPossible === undefined) throw error
      throw new Refused(around.impossible(error.notPossible), error.notPossible)
    })
  const store = makeStore(nothingShown(around.me, around.place))
  let toasts = 0

  const say = (text: string, kind: 'news' | 'trouble' = 'news'): void => {
    const id = ++toasts
    store.set({ toasts: [...store.get().toasts.slice(-2), { id, text, kind }] })
    setTimeout(() => store.set({ toasts: store.get().toasts.filter((one) => one.id !== id) }), toastMs)
  }
  const sayWhy = (error: unknown): undefined => {
    // That the server is away, the page says by itself for as long as it lasts.
    if (error instanceof Away) return undefined
    if (!(error instanceof Refused)) throw error
    say(error.message, 'trouble')
    return undefined
  }

  const act = async <Answer>(verb: string, request: object = {}): Promise<Answer> => {
    const answer = await ask<Answer & Outcome>(verb, { user: store.get().me, ...request })
    if (answer?.ok === false && answer.errors === undefined) {
      throw new Refused(around.unanswered(answer.error ?? ''))
    }
    return answer
  }

  const reading = openReading({ ask, store, sayWhy })

  const readPage = async (): Promise<void> => {
    const page = await ask<PageAnswer>('page').catch(sayWhy)
    if (page !== undefined) store.set({ page })
  }

  const hear = (answer: FollowAnswer): void => {
    const { place, run, thread, readTo, version } = store.get()
    // Started anew, the server may have another manifest.
    if (!version.startsWith(`${answer.epoch} `)) void readPage()
    const { users, channels, forms, whispers, changed, gone } = answer
    store.set({ users, channels, forms, whispers, version: `${answer.epoch} ${answer.version}`, isAway: false })
    const channel = channelOf(store.get())
    if (channel === undefined) {
      const first = channels.find(({ kind, isMember }) => kind !== 'im' && isMember) ?? channels[0]
      return first === undefined && place.channel === undefined ? undefined : go({ channel: first?.id })
    }
    if (readTo === undefined) store.set({ readTo: channel.readTo })
    if (answer.isGap) {
      void reading.readChannel()
      return void reading.readThread()
    }
    if (run === undefined || run.channel !== place.channel || (changed.length === 0 && gone.length === 0))
      return undefined
    const inThread = changed.filter((one) => one.ts === thread?.ts || one.thread_ts === thread?.ts)
    store.set({
      run: withChanges(run, changed, gone),
      ...(thread === undefined ? {} : { thread: { ...thread, messages: merged(thread.messages, inThread, gone) } }),
    })
  }

  const following = follow({
    ask,
    who: () => store.get().me,
    channel: () => store.get().place.channel,
    hear,
    away: () => store.set({ isAway: true }),
    // Kept from a workspace that has begun anew since.
    nobody: () => actAs(founder),
  })

  const actAs = (id: string): void => {
    if (id === store.get().me) return
    around.onPerson(id)
    const { place, page, users, visit } = store.get()
    store.set({ ...nothingShown(id, { channel: place.channel }), page, users, visit: visit + 1 })
    following.forget()
  }

  const go = (next: Place): void => {
    const { place, channels, visit, run } = store.get()
    const isSame = next.channel === place.channel && run !== undefined
    const found = channels.find(({ id }) => id === next.channel)
    const { message, thread } = next
    const isHere =
      isSame && (message === undefined || thread !== undefined || run.messages.some(({ ts }) => ts === message))
    const kept = isSame && store.get().panel !== 'thread' ? store.get().panel : undefined
    store.set({
      place: next,
      visit: visit + 1,
      overlay: undefined,
      thread: thread === store.get().thread?.ts ? store.get().thread : undefined,
      panel: thread === undefined ? kept : 'thread',
      ...(isSame ? {} : { run: undefined, whispers: [], readTo: found?.readTo }),
    })
    around.onPlace(pathTo(next))
    if (!isHere) void reading.readChannel()
    void reading.readThread()
    if (!isSame) following.restart()
  }

  return {
    store,
    ask,
    act,
    attempt: (verb, request) => act<never>(verb, request).catch(sayWhy),
    compose(text, channel = store.get().place.channel) {
      if (channel !== store.get().place.channel) go({ channel })
      store.set({ proposal: { text, channel, visit: store.get().visit } })
    },
    say,
    go,
    stop: () => following.stop(),
    actAs,
    beside: (panel) => store.set(panel === undefined ? { panel, thread: undefined } : { panel }),
    over: (overlay) => store.set({ overlay }),
    toNewest() {
      const { channel } = store.get().place
      store.set({ place: { channel } })
      around.onPlace(pathTo({ channel }))
      if (store.get().run?.hasNewer !== false) void reading.readChannel()
    },
    loadOlder: reading.readOlder,
    loadNewer: reading.readNewer,
    markRead(ts) {
      const { me, place } = store.get()
      void ask('mark-read', { user: me, channel: place.channel, ts }).catch(sayWhy)
    },
  }
}
