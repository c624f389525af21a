import { firstToldAt, endedAt, type PublicIncident } from '../app/public-word.ts'
import type { Moment } from '../domain/ids.ts'

/** Days of history. */
export const historyDays = 90

/** A day with what began on it, or a run of days on which nothing did; `from` and `to` are noon UTC of those dates. */
export type Stretch = { readonly from: Moment; readonly to: Moment; readonly incidents: readonly PublicIncident[] }

/** What the page tells, for one moment. */
export type Board = {
  /** What goes on now, the newest first. */
  readonly open: readonly PublicIncident[]
  /** When the last one ended, while nothing goes on; undefined where there never was one. */
  readonly quietSince: Moment | undefined
  /**
   * The newest day first, each incident on the day when customers first heard of it; in pages of whole days, at least
   * one.
   */
  readonly history: readonly (readonly Stretch[])[]
  /** The last of the moments at which this board came to look as it does, none of them ahead of now. */
  readonly changedAt: Moment
}

const dayMs = 86_400_000

/** Lays out what is known. `zone`: the IANA zone whose days are meant. */
export const boardOf = (incidents: readonly PublicIncident[], now: Moment, zone: string): Board => {
  const open = incidents.filter((one) => endedAt(one) === undefined).toSorted((a, b) => firstToldAt(b) - firstToldAt(a))
  const ends = incidents.flatMap((one) => endedAt(one) ?? [])
  const today = dateIn(now, zone)
  const dues = open.flatMap((one) => one.words.at(-1)?.nextUpdateDue ?? [])
  const changes = [...incidents.flatMap(({ words }) => words.map(({ at }) => at)), ...dues]
  return {
    open,
    quietSince: open.length > 0 || ends.length === 0 ? undefined : Math.max(...ends),
    history: pagesOf(stretches(incidents, today, zone)),
    changedAt: Math.max(0, ...changes.filter((at) => at <= now)),
  }
}

const stretches = (incidents: readonly PublicIncident[], today: Moment, zone: string): readonly Stretch[] => {
  const byDay = byDayOf(incidents, zone)
  const found: Stretch[] = []
  for (let day = today; day > today - historyDays * dayMs; day -= dayMs) {
    const began = (byDay.get(day) ?? []).toSorted((a, b) => firstToldAt(b) - firstToldAt(a))
    const last = found.at(-1)
    if (began.length === 0 && last?.incidents.length === 0) found[found.length - 1] = { ...last, from: day }
    else found.push({ from: day, to: day, incidents: began })
  }
  return found
}

/** A page is full with so many, and with the day that they are on. */
const incidentsOnPage = 60

const pagesOf = (all: readonly Stretch[]): readonly (readonly Stretch[])[] => {
  const pages: Stretch[][] = [[]]
  let shown = 0
  for (const stretch of all) {
    if (shown >= incidentsOnPage) {
      pages.push([])
      shown = 0
    }
    pages.at(-1)?.push(stretch)
    shown += stretch.incidents.length
  }
  return pages
}

const byDayOf = (
  incidents: readonly PublicIncident[],
  zone: string,
): ReadonlyMap<Moment, readonly PublicIncident[]> => {
  const days = new Map<Moment, PublicIncident[]>()
  for (const one of incidents) {
    const day = dateIn(firstToldAt(one), zone)
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return days
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Noon UTC of the date that a moment has in a zone: a date as a number that grows by a day's ms. */
const dateIn = (at: Moment, zone: string): Moment => {
  const known = formats.get(zone)
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  if (known === undefined) formats.set(zone, format)
  return Date.parse(`${format.format(at)}T12:00:00Z`)
}
