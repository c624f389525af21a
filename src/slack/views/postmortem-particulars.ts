import { numberedChanges } from '../../domain/production-changes.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Draft } from '../../domain/postmortem.ts'
import { laterThanPromised, type VendorHistory } from '../../domain/postmortem/vendors.ts'
import type { T } from '../../text/text.ts'
import { impactLines } from './impact-lines.ts'
import type { Hand } from './hand.ts'
import { watchLines } from './watch.ts'

/*
 * What was said of the impact, of vendors and of production changes, as lines in the markup of a hand: for the thread in
 * Slack and for the exported file alike.
 */

/** What is known of whom it hurt. */
export const impactFacts = ({ incident }: Draft, t: T, hand: Hand): string[] =>
  impactLines(incident.impact ?? {}, t, { typed: hand.typed, moment: (at) => hand.moment(at, t) })

/** What the record does not know of the impact, as questions. */
export const impactQuestions = ({ impact }: Incident, t: T): string[] => [
  ...(impact?.who === undefined ? [t('postmortem.ask-who-affected')] : []),
  ...(impact?.count === undefined ? [t('postmortem.ask-how-many')] : []),
  t('postmortem.ask-promises'),
]

/** A heading of our own, and a list under it. */
export type FactList = { readonly heading: string; readonly lines: readonly string[] }

/**
 * What vendors promised and what came, what was changed in production, the stabilisation plan, and what customers are
 * told now that it is over; nothing of which there was none.
 */
export const factLists = (draft: Draft, t: T, hand: Hand): FactList[] =>
  [
    { heading: t('postmortem.vendors'), lines: draft.vendors.map((wait) => vendorLine(wait, t, hand)) },
    { heading: t('postmortem.changes'), lines: changeLines(draft, t, hand) },
    { heading: t('postmortem.watch'), lines: watchLines(draft.incident, t, hand) },
    { heading: t('postmortem.customers-told'), lines: customersToldLines(draft, hand) },
  ].filter(({ lines }) => lines.length > 0)

const customersToldLines = ({ incident }: Draft, hand: Hand): string[] => {
  const told = incident.resolved?.customersTold
  return told === undefined ? [] : [hand.typed(told)]
}

/** Who verified that it is over, and whether the data adds up again; nothing of which nobody said. */
export const verifiedFacts = ({ incident }: Draft, t: T, hand: Hand): string[] => {
  const { verifiedBy, reconciles } = incident.resolved ?? {}
  return [
    ...(verifiedBy === undefined ? [] : [t('postmortem.verified-by', { who: hand.who(verifiedBy) })]),
    ...(reconciles === undefined ? [] : [t(`postmortem.reconciles-${reconciles}`)]),
  ]
}

const separator = ' · '

const vendorLine = (wait: VendorHistory, t: T, hand: Hand): string => {
  const { since, returnedAt, promises } = wait
  const named = { vendor: hand.typed(wait.vendor.name), from: hand.moment(since, t) }
  const waited =
    returnedAt === undefined
      ? t('postmortem.vendor-not-back', named)
      : t('postmortem.vendor-back', { ...named, to: hand.moment(returnedAt, t), time: t.duration(returnedAt - since) })
  const promised = promises.map((promise) =>
    t('postmortem.vendor-promise', { for: hand.moment(promise.for, t), at: hand.moment(promise.at, t) }),
  )
  const kept = promised.length === 0 ? [t('postmortem.vendor-no-promise')] : promised
  return [waited, ...kept, ...comparison(wait, t)].join(separator)
}

/** Within this, what came is what was promised. */
const punctual = 60_000

const comparison = (wait: VendorHistory, t: T): string[] => {
  const later = laterThanPromised(wait)
  if (later === undefined) return []
  if (Math.abs(later) <= punctual) return [t('postmortem.vendor-on-time')]
  const time = t.duration(Math.abs(later))
  return [later > 0 ? t('postmortem.vendor-later', { time }) : t('postmortem.vendor-earlier', { time })]
}

const changeLines = ({ incident }: Draft, t: T, hand: Hand): string[] =>
  numberedChanges(incident).map(({ number, text, by, at, undo, undone }) =>
    [
      t('changes.line', { number, text: hand.typed(text) }),
      t('changes.made', { by: hand.who(by), at: hand.moment(at, t) }),
      ...(undo === '' ? [] : [t('changes.undo', { undo: hand.typed(undo) })]),
      undone === undefined
        ? t('postmortem.change-in-place')
        : t('changes.undone', { by: hand.who(undone.by), at: hand.moment(undone.at, t) }),
    ].join(separator),
  )

/** How long things took, each with its label; what has not happened is left out. */
export const lengthFacts = ({ durations }: Draft, t: T): string[] =>
  lengths.flatMap(([key, name]) => {
    const ms = durations[name]
    return ms === undefined ? [] : [t(key, { time: t.duration(ms) })]
  })

const lengths = [
  ['postmortem.to-detect', 'toDetect'],
  ['postmortem.to-declare', 'toDeclare'],
  ['postmortem.to-lead', 'toLead'],
  ['postmortem.to-identify', 'toIdentify'],
  ['postmortem.to-contain', 'toContain'],
  ['postmortem.to-monitor', 'toMonitor'],
  ['postmortem.to-resolve', 'toResolve'],
] as const

/** From what to what the figures count that do not say so themselves. */
export const formulas = ({ durations, incident }: Draft, t: T): string[] => {
  const isStated = incident.impact?.since !== undefined
  return [
    ...(durations.toDetect === undefined ? [] : [t('postmortem.how-to-detect')]),
    ...(durations.toContain === undefined
      ? []
      : [t(isStated ? 'postmortem.how-to-contain' : 'postmortem.how-to-contain-declared')]),
  ]
}
