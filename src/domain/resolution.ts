import { clip, cleanText, textLimit } from './clean.ts'
import type { UserId } from './ids.ts'
import { newestUpdate, type Told } from './public-updates.ts'
import type { Status } from './vocabulary.ts'

/** Whether what systems hold adds up again, in the order of the form's menu. */
export const reconciliations = ['yes', 'not-yet', 'not-touched'] as const
/** One such answer; `not-touched`: there was no data that could have come apart. */
export type Reconciliation = (typeof reconciliations)[number]

/**
 * What the resolve form asks. Only the fix is needed: every other text may be '', and those that were not asked in
 * earlier versions may be absent.
 */
export type Resolution = {
  readonly fix: string
  /** How it was verified. */
  readonly verified: string
  readonly canReturn: string
  readonly thanks: string
  readonly verifiedBy?: UserId
  readonly reconciles?: Reconciliation
  readonly prevention?: string
  /** What customers are told of whether it can return, and of what prevents it. */
  readonly customersTold?: string
}

/** A resolution as it is recorded: clean texts, each in its limit but the fix, which is refused if it is too long. */
export const cleanResolution = ({ fix, verified, canReturn, thanks, ...more }: Resolution): Resolution => {
  const { verifiedBy, reconciles } = more
  const [prevention, customersTold] = [brief(more.prevention ?? ''), brief(more.customersTold ?? '')]
  return {
    fix: cleanText(fix),
    verified: brief(verified),
    canReturn: brief(canReturn),
    thanks: brief(thanks),
    ...(verifiedBy !== undefined && { verifiedBy }),
    ...(reconciles !== undefined && { reconciles }),
    ...(prevention !== '' && { prevention }),
    ...(customersTold !== '' && { customersTold }),
  }
}

const brief = (typed: string): string => clip(cleanText(typed), textLimit)

/** What the resolve form asks beside the fix, in its order; each may be left for later. */
export const resolutionQuestions = ['verified', 'reconciles', 'can-return', 'prevention', 'customers-told'] as const
/** One such question. */
export type ResolutionQuestion = (typeof resolutionQuestions)[number]

/** Answers that came after the form. */
export type LaterAnswers = Partial<Omit<Resolution, 'fix' | 'thanks'>>

/**
 * The questions that nobody has answered since it was resolved. That the data does not add up yet leaves that one open;
 * what customers are told is asked where they were told of it.
 */
export const unansweredOf = (
  incident: Told & { readonly status: Status; readonly resolved?: Resolution | undefined },
): readonly ResolutionQuestion[] => {
  const { status, resolved } = incident
  if (status !== 'resolved' || resolved === undefined) return []
  const isOpen: Readonly<Record<ResolutionQuestion, boolean>> = {
    verified: resolved.verified === '',
    reconciles: resolved.reconciles === undefined || resolved.reconciles === 'not-yet',
    'can-return': resolved.canReturn === '',
    prevention: resolved.prevention === undefined,
    'customers-told': resolved.customersTold === undefined && newestUpdate(incident) !== undefined,
  }
  return resolutionQuestions.filter((question) => isOpen[question])
}

/** Later answers, clean; those that say nothing are left out, and so take nothing back. */
export const cleanAnswers = (answers: LaterAnswers): LaterAnswers => {
  const { verifiedBy, reconciles } = answers
  const texts = (['verified', 'canReturn', 'prevention', 'customersTold'] as const).flatMap((name) => {
    const text = brief(answers[name] ?? '')
    return text === '' ? [] : [[name, text] as const]
  })
  return {
    ...Object.fromEntries(texts),
    ...(verifiedBy !== undefined && { verifiedBy }),
    ...(reconciles !== undefined && { reconciles }),
  }
}
