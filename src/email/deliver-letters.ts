import type { Letter, Letters } from '../app/letters.ts'
import { startWheel, type Loop } from '../app/loop.ts'
import type { Log } from '../app/ports.ts'
import { compose } from './compose.ts'
import type { Sender } from './sender.ts'
import type { KeyFor } from './letter-keys.ts'
import { connectionsAtOnce, type Post } from './post.ts'
import { smtpFailureOf } from './smtp-failure.ts'

/** What the loop needs of the house. */
export type LetterParts = {
  readonly letters: Letters
  readonly post: Post
  readonly sender: Sender
  readonly keyFor: KeyFor
  readonly onFate: (fate: Fate) => void
  readonly log: Log
}

/** What came of a try, for whoever counts. */
export type Fate = 'sent' | 'delayed' | 'refused'

/** The loop over letters. `why`: the server's words while it takes nothing. */
export type LetterDelivery = Loop & { why(): string | undefined }

const sweepEveryMs = 2_000
/** While the server takes nothing it is asked again with one letter, ever more seldom; in ms. */
const hold = { first: 2_000, longest: 60_000 }
/** A try on the morrow is one too many: by then it is no news any more. */
const triesAtMost = 12

/**
 * Letters → SMTP server, a few at a time. One that is refused for now comes back later and delays no other recipient's;
 * while the server itself is away all of them wait.
 */
export const startLetters = ({ letters, post, sender, keyFor, onFate, log }: LetterParts): LetterDelivery => {
  const inFlight = new Set<Promise<void>>()
  let away: { readonly why: string; readonly untilMs: number; readonly times: number } | undefined

  const wheel = startWheel('letters', sweepEveryMs, log, async () => {
    const heldMs = (away?.untilMs ?? 0) - performance.now()
    if (heldMs > 0) return heldMs
    // One letter finds out whether the server is back.
    const free = (away === undefined ? connectionsAtOnce : 1) - inFlight.size
    if (free > 0) for (const letter of await letters.claim(free)) track(deliver(letter))
    return (await letters.nextDueInMs()) ?? sweepEveryMs
  })

  const track = (work: Promise<void>): void => {
    const carried = work
      .catch((error: unknown) => {
        const facts = { event: 'letter-interrupted', error: String(error) }
        log.error(facts, 'The result could not be stored; the lease will bring it back')
      })
      .finally(() => {
        inFlight.delete(carried)
        wheel.nudge()
      })
    inFlight.add(carried)
  }

  const deliver = async (letter: Letter): Promise<void> => {
    const written = compose(letter, sender, keyFor)
    for (const { key, purpose } of written.keys) await letters.carries(key, letter, purpose)
    try {
      await post.send(written, sender.from)
    } catch (error) {
      return failed(letter, error)
    }
    if (away !== undefined) log.info({ event: 'email-server-back' }, 'The SMTP server takes letters again')
    away = undefined
    onFate('sent')
    await letters.sent(letter)
  }

  const failed = async (letter: Letter, thrown: unknown): Promise<void> => {
    const { kind, error } = smtpFailureOf(thrown)
    const facts = { letter: letter.id, error, attempts: letter.attempts }
    if (kind === 'server') {
      serverAway(error)
      onFate('delayed')
      await letters.again(letter, { inMs: 0, error, attempted: false })
    } else if (kind === 'later' && letter.attempts + 1 < triesAtMost) {
      onFate('delayed')
      log.warn({ event: 'letter-delayed', ...facts }, 'It was not taken; trying again later')
      await letters.again(letter, { inMs: pauseMs(letter.attempts), error, attempted: true })
    } else {
      onFate('refused')
      log.warn({ event: 'letter-refused', ...facts }, 'It is not sent')
      await letters.refused(letter, error, kind === 'address')
    }
  }

  const serverAway = (why: string): void => {
    if (away === undefined) {
      log.error(
        { event: 'email-server-away', error: why },
        'The SMTP server takes no letters; they wait. Check SMTP_URL and EMAIL_FROM',
      )
    }
    const times = (away?.times ?? 0) + 1
    away = { why, times, untilMs: performance.now() + Math.min(hold.longest, hold.first * 2 ** (times - 1)) }
  }

  return {
    nudge: wheel.nudge,
    why: () => away?.why,
    async settle() {
      do {
        await wheel.turned()
        await Promise.all(inFlight)
      } while (inFlight.size > 0 || (away === undefined && ((await letters.nextDueInMs()) ?? Infinity) <= 0))
    },
    async stop() {
      await wheel.stop()
      await Promise.race([Promise.all(inFlight), new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref())])
      post.close()
      await letters.handBack()
    },
  }
}

const stopWithinMs = 3_000

/** Servers that put strangers off take them after some minutes: 1 s for a connection that broke, then 1, 4, 16 min, 1 h. */
const pauseMs = (attempts: number): number =>
  attempts === 0 ? 1_000 : Math.min(3_600_000, 60_000 * 4 ** (attempts - 1))
