import { z } from 'zod'
import { type Watch, watchItems } from '../../src/domain/watch.ts'
import { moment, type Same, userId } from './words.ts'

/* A stabilisation plan, as states and events hold it. */

export const watchItem = z.enum(watchItems)

const tick = z.object({ by: userId, at: moment })

export const watch = z.object({
  by: userId,
  since: moment,
  until: moment,
  exit: z.string(),
  items: z.array(z.object({ item: watchItem, ticked: tick.exactOptional() })),
  ended: tick.extend({ cameBack: z.boolean(), words: z.string().exactOptional() }).exactOptional(),
})

true satisfies Same<Required<z.output<typeof watch>>, Required<Watch>>
