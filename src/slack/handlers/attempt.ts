import { DatabaseAway } from '../../app/ports.ts'
import type { CommandId } from '../../domain/ids.ts'
import { type T, textIn } from '../../text/text.ts'
import { NotOurs } from './given.ts'
import type { House } from './handler.ts'

/** What came of a request: its result, or the words that tell the person why there is none. */
export type Attempt<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly words: string }

/**
 * The voice that failures are told in: the person's as it is remembered, else the workspace's, until theirs is looked
 * up.
 */
export type Voice = {
  t: T
  /** The id of the request, once its payload is read; in every line about it, and in what comes of it. */
  request?: CommandId
  /** What to say while the database is away; unset: that nothing is recorded. */
  whileAway?: () => string
}

/**
 * Slack waits 3 s for an acknowledgement and then shows its own error
 * (docs.slack.dev/interactivity/handling-user-interaction). What takes longer is answered in words before that; a
 * database that is away has said so by then (2.5 s, `db/away.ts`).
 */
export const answerWithinMs = 2_650

/**
 * Does what a request asks and never rejects: this is the one place where a handler's failure is caught. A database
 * that is away is told in words; anything else is a fault of ours, logged once with `ids` and told gently.
 */
export const attempt = async <Result>(
  house: House,
  ids: Readonly<Record<string, string | undefined>>,
  voice: Voice,
  job: () => Promise<Result>,
): Promise<Attempt<Result>> => {
  const begun = performance.now()
  const isRequest = requests.has(ids['kind'] ?? '')
  const answered = (ok: boolean): void => {
    if (!isRequest) return
    const ms = Math.round(performance.now() - begun)
    house.meter({ what: 'answered', kind: ids['kind'] ?? '', ok, ms })
    house.log.info({ event: 'answered', ...ids, request: voice.request, ok, ms }, 'A request is answered')
  }
  try {
    const result = await job()
    answered(true)
    return { ok: true, result }
  } catch (failure) {
    answered(false)
    // The database has said so in the log itself, once for all who ask meanwhile.
    if (failure instanceof DatabaseAway) {
      return { ok: false, words: voice.whileAway?.() ?? voice.t('answer.database-away') }
    }
    if (failure instanceof NotOurs) {
      const facts = { event: 'request-not-ours', ...ids, request: voice.request, why: failure.message }
      house.log.warn(facts, 'What came back is nothing that Stanch gave away; it is not believed')
      return { ok: false, words: voice.t('answer.unknown-control') }
    }
    house.log.error(
      { event: 'request-fault', ...ids, request: voice.request, err: failure },
      'a request could not be answered',
    )
    return { ok: false, words: voice.t('answer.fault') }
  }
}

/** What people ask for; the rest of what is attempted follows from one of these. */
const requests: ReadonlySet<string> = new Set(['slash', 'press', 'shortcut', 'form'])

/** Looks nothing up: it must be able to say that nothing can be looked up. */
export const voiceOf = (house: House, user: string): Voice => ({
  t: textIn(house.people.remembered(user) ?? house.defaultLanguage),
})

/** The promise's value, or 'late' when it takes longer than `ms`; the promise goes on. */
export const within = async <Value>(ms: number, promise: Promise<Value>): Promise<Value | 'late'> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  const first = await Promise.race([promise, late])
  clearTimeout(timer)
  return first
}
