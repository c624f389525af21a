import type { Outlet } from '../app/destinations.ts'
import { Failure } from '../app/failure.ts'
import type { Letters } from '../app/letters.ts'
import type { Loop } from '../app/loop.ts'
import type { PublicWord } from '../app/public-word.ts'
import type { PublicUpdate } from '../domain/public-updates.ts'

/** How long to look away while letters go out, in ms: a moment at first, then longer, as long as it lasts. */
const lookAfterMs = { least: 500, most: 30_000 }

/**
 * Customers by e-mail. Published once every letter has had its first try: with how many got it by then. One that its
 * server puts off is sent later all the same, and nothing waits for it.
 */
export const emailOutlet = (
  letters: Pick<Letters, 'mail' | 'progress'>,
  delivery: Pick<Loop, 'nudge'>,
  addressOf: (incident: string) => string,
): Outlet => ({
  to: 'email',
  async publish({ delivery: id, incident, update }) {
    const content = { kind: 'public-update', address: addressOf(incident.id), word: wordOf(update) } as const
    await letters.mail(id, incident.id, content, 'public')
    delivery.nudge()
    const { sent, untried, ageMs } = await letters.progress(id)
    if (untried > 0) {
      const inMs = Math.min(lookAfterMs.most, Math.max(lookAfterMs.least, Math.round(ageMs / 4)))
      throw new Failure('letters_on_their_way', { kind: 'wait', inMs })
    }
    return { count: sent }
  },
})

/** Without the names of those who wrote it. */
const wordOf = ({ id, stage, texts, nextUpdateDue, publishedAt }: PublicUpdate): PublicWord => ({
  id,
  at: publishedAt,
  stage,
  texts,
  ...(nextUpdateDue !== undefined && { nextUpdateDue }),
})
