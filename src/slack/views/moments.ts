import type { Moment } from '../../domain/ids.ts'
import type { T } from '../../text/text.ts'
import { date } from '../mrkdwn.ts'

/** Within this, a bare clock time can only be the nearest one. */
const clockAloneMs = 12 * 60 * 60_000

/**
 * A moment that people plan by: a clock time, with its date when it is not near `now`. Each reader sees their own zone.
 */
export const when = (at: Moment, now: Moment, t: T): string =>
  Math.abs(at - now) < clockAloneMs ? date(at, '{time}', t.moment(at, 'UTC')) : recorded(at, t)

/** A moment for the record: always with its date. */
export const recorded = (at: Moment, t: T): string => date(at, '{date_num} {time}', t.moment(at, 'UTC'))
