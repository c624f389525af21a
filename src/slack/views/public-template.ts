import { cleanLine, cleanText, clip } from '../../domain/clean.ts'
import type { Impact } from '../../domain/impact.ts'
import type { Incident, Language } from '../../domain/incident.ts'
import type { Resolution } from '../../domain/resolution.ts'
import {
  isLast,
  isToldOver,
  newestUpdate,
  publicBodyLimit,
  type PublicStage,
  type PublicText,
  type PublicTexts,
  publicTitleLimit,
} from '../../domain/public-updates.ts'
import { textIn } from '../../text/text.ts'

/** What is known that customers may want to hear, in the language of the incident's channel. */
export type Known = {
  readonly impact?: Pick<Impact, 'who' | 'meaning' | 'workaround' | 'until'>
  /** How it was checked that it is over, what will keep it from coming back, and what customers are told of that. */
  readonly verified?: string
  readonly prevention?: string
  readonly customersTold?: string
  /** What customers read last: the next word stands under the same title. */
  readonly toldLast?: PublicTexts
  /** Customers read last that it is over. */
  readonly toldOver?: boolean
}

/** The stage that an incident has reached, as customers are told of it. */
export const stageOf = ({ status }: Pick<Incident, 'status'>): PublicStage => {
  switch (status) {
    case 'investigating':
    case 'identified':
    case 'contained':
    case 'monitoring':
    case 'resolved':
      return status
    case 'triage':
      return 'investigating'
    case 'declined':
    case 'merged':
    case 'cancelled':
      return 'closed'
  }
}

/**
 * A first draft for customers, in one language: what is known by now, each fact a sentence on a line of its own. Facts
 * that people typed stand only in the language in which they typed them. Nothing is said of cause or repair beyond the
 * stage: an attacker reads it too.
 */
export const templateOf = (
  incident: Pick<Incident, 'title' | 'kind' | 'language' | 'status'>,
  known: Known,
  stage: PublicStage,
  language: Language,
): PublicText => {
  const t = textIn(language)
  const isTheirs = language === incident.language
  const title = known.toldLast?.[language]?.title ?? (isTheirs ? incident.title : t(`public.title-${incident.kind}`))
  const body = stage === 'closed' ? closingLine(incident, language) : bodyLines(known, stage, isTheirs, language)
  return { title: clip(cleanLine(title), publicTitleLimit), body: clip(cleanText(body), publicBodyLimit) }
}

/** Why there is nothing more to be told of it. */
const closingLine = ({ status }: Pick<Incident, 'status'>, language: Language): string =>
  textIn(language)(status === 'merged' ? 'public.body-closed-merged' : 'public.body-closed')

const bodyLines = (
  known: Known,
  stage: Exclude<PublicStage, 'closed'>,
  isTheirs: boolean,
  language: Language,
): string => {
  const t = textIn(language)
  const { impact } = known
  const lines = [
    ...(known.toldOver === true && !isLast(stage) ? [t('public.body-came-back')] : []),
    t(`public.body-${stage}`),
    ...(isTheirs ? hurtLines(impact, stage === 'resolved', language) : []),
    ...(stage === 'resolved' ? endingLines(known, isTheirs, language) : meanwhileLines(known, isTheirs, language)),
  ]
  return lines.join('\n')
}

/** Once it is solved nobody reads any more that they are affected. */
const hurtLines = ({ who, meaning }: Pick<Impact, 'who' | 'meaning'> = {}, isOver: boolean, language: Language) => {
  const t = textIn(language)
  return [
    ...(who === undefined ? [] : [t(isOver ? 'public.body-affected-over' : 'public.body-affected', { who })]),
    ...(meaning === undefined ? [] : [t(isOver ? 'public.body-meaning-over' : 'public.body-meaning', { meaning })]),
  ]
}

const meanwhileLines = ({ impact }: Known, isTheirs: boolean, language: Language): string[] => {
  const t = textIn(language)
  const { workaround, until } = impact ?? {}
  const around =
    workaround === undefined
      ? []
      : workaround.is === 'none'
        ? [t('public.body-no-workaround')]
        : isTheirs
          ? [t('public.body-workaround', { how: workaround.how })]
          : []
  return [...around, ...(until === undefined ? [] : [t('public.body-estimate', { at: t.moment(until, 'UTC') })])]
}

/** What was written for customers stands in the place of what was written for colleagues about the same. */
const endingLines = (known: Known, isTheirs: boolean, language: Language): string[] => {
  if (!isTheirs) return []
  const { verified = '', prevention = '', customersTold = '' } = known
  const t = textIn(language)
  return [
    ...(verified === '' ? [] : [t('public.body-verified', { how: verified })]),
    ...(customersTold === '' ? [] : [customersTold]),
    ...(prevention === '' || customersTold !== '' ? [] : [t('public.body-prevention', { how: prevention })]),
  ]
}

/** What is known of an incident, as it stands. */
export const knownOf = (incident: Pick<Incident, 'impact' | 'resolved' | 'customers'>): Known => {
  const { impact, resolved } = incident
  const toldLast = newestUpdate(incident)?.texts
  return {
    ...(impact !== undefined && { impact }),
    ...(resolved !== undefined && answersOf(resolved)),
    ...(toldLast !== undefined && { toldLast }),
    toldOver: isToldOver(incident),
  }
}

const answersOf = ({ verified, prevention = '', customersTold = '' }: Resolution) => ({
  verified,
  prevention,
  customersTold,
})
