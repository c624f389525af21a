import { begin } from './0001-begin.ts'
import { goOn } from './0002-go-on.ts'
import { traceAndLetGo } from './0003-trace-and-let-go.ts'
import { services } from './0004-services.ts'
import { letters } from './0005-letters.ts'
import { sayWhatIsMissing } from './0006-say-what-is-missing.ts'
import { recurrence } from './0007-recurrence.ts'
import { lanesAlone } from './0008-lanes-alone.ts'
import { shareLimits } from './0009-share-limits.ts'

/** One step of the schema. */
export type Step = { readonly number: number; readonly name: string; readonly sql: string }

/**
 * Every step of the schema, in order, as text inside the program: a bundle carries them without a folder beside it.
 * A step that has been released is never edited; what it got wrong, the next one mends. A version that writes events or
 * effects which the one before cannot read has a step of its own even if no table changes: by the number of the newest
 * step an older program that still runs knows that its time is over.
 */
export const migrations: readonly Step[] = [
  { number: 1, name: 'begin', sql: begin },
  { number: 2, name: 'go-on', sql: goOn },
  { number: 3, name: 'trace-and-let-go', sql: traceAndLetGo },
  { number: 4, name: 'services', sql: services },
  { number: 5, name: 'letters', sql: letters },
  { number: 6, name: 'say-what-is-missing', sql: sayWhatIsMissing },
  { number: 7, name: 'recurrence', sql: recurrence },
  { number: 8, name: 'lanes-alone', sql: lanesAlone },
  { number: 9, name: 'share-limits', sql: shareLimits },
]
