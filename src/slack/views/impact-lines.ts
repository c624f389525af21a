import type { Moment } from '../../domain/ids.ts'
import type { Detection, HeadCount, Impact } from '../../domain/impact.ts'
import type { T } from '../../text/text.ts'

/** How one place shows what people typed, and moments. */
export type Pen = { readonly typed: (text: string) => string; readonly moment: (at: Moment) => string }

/** "about 3,000". */
export const countWords = ({ count, about }: HeadCount, t: T): string =>
  t(about ? 'impact.about' : 'impact.number', { count })

/** "By a monitor". */
export const detectionWords = (found: Detection, t: T): string => t(`detection.${found}-option`)

/** What is known of an impact, a line each; none for what nobody has said. */
export const impactLines = (impact: Impact, t: T, { typed, moment }: Pen): string[] => {
  const { services, found, meaning } = impact
  return [
    whoLine(impact, t, typed),
    services && t('impact.services', { services: t.list(services.map(({ name }) => typed(name))) }),
    timeLine(impact, t, moment),
    found && t('impact.found', { found: detectionWords(found, t) }),
    meaning && t('impact.meaning', { text: typed(meaning) }),
    workaroundLine(impact, t, typed),
  ].filter((line) => line !== undefined)
}

const whoLine = ({ who, count }: Impact, t: T, typed: Pen['typed']): string | undefined => {
  if (count === undefined) return who === undefined ? undefined : t('impact.who', { who: typed(who) })
  const words = countWords(count, t)
  return who === undefined
    ? t('impact.only-count', { count: words })
    : t('impact.who-count', { who: typed(who), count: words })
}

const timeLine = ({ since, until }: Impact, t: T, moment: Pen['moment']): string | undefined => {
  if (since === undefined) return until === undefined ? undefined : t('impact.until', { until: moment(until) })
  return until === undefined
    ? t('impact.since', { since: moment(since) })
    : t('impact.since-until', { since: moment(since), until: moment(until) })
}

const workaroundLine = ({ workaround }: Impact, t: T, typed: Pen['typed']): string | undefined => {
  if (workaround === undefined) return undefined
  return workaround.is === 'none' ? t('impact.no-workaround') : t('impact.workaround', { how: typed(workaround.how) })
}
