import { clip, cleanText, textLimit } from './clean.ts'
import type { UserId } from './ids.ts'

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
