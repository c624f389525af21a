import type { Moment, UserId } from './ids.ts'

/** How an incident was found, in the order of the form's menu. */
export const detections = ['monitor', 'customer', 'planned-check', 'colleague'] as const
/** One way in which it was found. */
export type Detection = (typeof detections)[number]

/** How many are affected; `about`: estimated, nobody has counted them. */
export type HeadCount = { readonly count: number; readonly about: boolean }

/**
 * A service that is affected. `owner` and `vendor` are what the list of services said when it was named; both are
 * absent where it says nothing of them, or where there is no list.
 */
export type AffectedService = { readonly name: string; readonly owner?: UserId; readonly vendor?: string }

/** What people can do meanwhile; `none` is an answer too, and not the same as not knowing. */
export type Workaround = { readonly is: 'known'; readonly how: string } | { readonly is: 'none' }

/** What is known of whom it hurts. Every part may be absent: nobody has said so yet. */
export type Impact = {
  readonly who?: string
  readonly count?: HeadCount
  readonly services?: readonly AffectedService[]
  /** When it began for them: usually before it was declared. */
  readonly since?: Moment
  readonly found?: Detection
  /** How long it is expected to last. */
  readonly until?: Moment
  /** What it means for those affected: what they cannot do. */
  readonly meaning?: string
  readonly workaround?: Workaround
}

/** The parts of an impact, in the order in which they are asked for and shown. */
export const impactParts = ['who', 'count', 'services', 'since', 'found', 'until', 'meaning', 'workaround'] as const
/** One part of an impact. */
export type ImpactPart = (typeof impactParts)[number]

/** One part, as somebody states it. */
export type ImpactStatement = {
  [Part in ImpactPart]: { readonly part: Part; readonly to: NonNullable<Impact[Part]> }
}[ImpactPart]

/** A text of an impact is read on a phone, and goes into what customers are told. */
export const impactTextLimit = 1000
/** More services than this are no longer a list that anybody reads. */
export const affectedServicesLimit = 20

/** An impact after somebody stated one part of it. */
export const withStatement = (impact: Impact, { part, to }: ImpactStatement): Impact => ({ ...impact, [part]: to })

/** An impact after somebody took one part of it back. */
export const withoutPart = (impact: Impact, part: ImpactPart): Impact => {
  const { [part]: _withdrawn, ...rest } = impact
  return rest
}

/** Whether a statement says nothing that is not known already. */
export const isKnown = (impact: Impact, { part, to }: ImpactStatement): boolean =>
  JSON.stringify(impact[part]) === JSON.stringify(to)

/** Whether nothing at all has been said. */
export const isBlank = (impact: Impact | undefined): boolean => Object.keys(impact ?? {}).length === 0
