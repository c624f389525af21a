import type { Role } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { unsaidWord } from './customers-words.ts'
import { recorded } from './moments.ts'
import { incidentName, roleWord } from './words.ts'

const takeOver = (role: Role): string => `/incident role ${role}`

/**
 * Why not, and what to do instead: mrkdwn, with people as mentions (for ephemerals and direct messages, where nobody is
 * pinged).
 */
export const refusalText = (refusal: Refusal, t: T): string => {
  switch (refusal.code) {
    case 'already-resolved':
    case 'already-cancelled':
    case 'already-accepted':
    case 'already-declined':
    case 'postmortem-already-published':
      return t(`refusal.${refusal.code}`, {
        incident: incidentName(refusal.number),
        by: mention(refusal.by),
        at: recorded(refusal.at, t),
      })
    case 'already-merged':
      return t('refusal.already-merged', {
        incident: incidentName(refusal.number),
        original: incidentName(refusal.into),
        by: mention(refusal.by),
        at: recorded(refusal.at, t),
      })
    case 'role-not-for-them':
      return t('refusal.role-not-for-them', { role: roleWord(refusal.role, t), user: mention(refusal.user) })
    case 'role-already-held':
      return t('refusal.role-already-held', {
        role: roleWord(refusal.role, t),
        holder: mention(refusal.holder),
        example: takeOver(refusal.role),
      })
    case 'role-changed-since':
      return refusal.holder === undefined
        ? refusalPlain(refusal, t)
        : t('refusal.role-changed-since', { role: roleWord(refusal.role, t), holder: mention(refusal.holder) })
    case 'time-in-future':
    case 'time-too-far-back':
    case 'impact-since-in-future':
    case 'impact-until-in-past':
    case 'estimate-in-past':
      return t(`refusal.${refusal.code}`, { at: recorded(refusal.at, t) })
    case 'public-draft-waits':
    case 'public-draft-changed':
      return t(`refusal.${refusal.code}`, { by: mention(refusal.by) })
    case 'public-update-already-published':
      return t(`refusal.${refusal.code}`, { by: mention(refusal.by), at: recorded(refusal.at, t) })
    case 'public-draft-sent-back':
      return t(`refusal.${refusal.code}`, { by: mention(refusal.by), why: escape(refusal.why) })
    case 'own-public-draft':
    case 'not-an-approver':
      return refusal.approvers.length === 0
        ? refusalPlain(refusal, t)
        : t(`refusal.${refusal.code}`, { approvers: t.list(refusal.approvers.map(mention)) })
    case 'promise-in-past':
    case 'public-draft-outdated':
      return t(`refusal.${refusal.code}`, { at: recorded(refusal.at, t) })
    case 'change-already-undone':
      return t('refusal.change-already-undone', { by: mention(refusal.by), at: recorded(refusal.at, t) })
    default:
      return refusalPlain(refusal, t)
  }
}

/** The same for the errors of a form, which are plain text: without people and moments, that only mrkdwn can show. */
export const refusalPlain = (refusal: Refusal, t: T): string => {
  switch (refusal.code) {
    case 'already-resolved':
    case 'already-cancelled':
    case 'already-accepted':
    case 'already-declined':
    case 'postmortem-already-published':
      return t(`refusal.${refusal.code}-plain`, { incident: incidentName(refusal.number) })
    case 'already-merged':
      return t('refusal.already-merged-plain', {
        incident: incidentName(refusal.number),
        original: incidentName(refusal.into),
      })
    case 'merge-settled':
      return t('refusal.merge-settled', {
        incident: incidentName(refusal.number),
        original: incidentName(refusal.into),
      })
    case 'in-triage':
    case 'not-reported':
    case 'merge-into-ended':
    case 'not-merged':
    case 'still-open':
    case 'vendor-not-awaited':
    case 'watch-too-early':
    case 'watch-goes-on':
    case 'no-watch':
    case 'recurrence-of-itself':
    case 'recurrence-of-open':
    case 'recurrence-of-nothing':
    case 'no-recurrence':
    case 'postmortem-not-started':
      return t(`refusal.${refusal.code}`, { incident: incidentName(refusal.number) })
    case 'role-not-for-them':
    case 'role-changed-since':
      return t(`refusal.${refusal.code}-plain`, { role: roleWord(refusal.role, t) })
    case 'role-already-held':
      return t('refusal.role-already-held-plain', {
        role: roleWord(refusal.role, t),
        example: takeOver(refusal.role),
      })
    case 'role-not-held':
      return t('refusal.role-not-held', { role: roleWord(refusal.role, t) })
    case 'title-too-long':
    case 'text-too-long':
      return t(`refusal.${refusal.code}`, { length: refusal.length, limit: refusal.limit })
    case 'time-in-future':
    case 'time-too-far-back':
    case 'impact-since-in-future':
    case 'impact-until-in-past':
    case 'estimate-in-past':
    case 'change-already-undone':
      return t(`refusal.${refusal.code}-plain`)
    case 'public-draft-waits':
    case 'public-draft-changed':
    case 'public-update-already-published':
    case 'public-draft-sent-back':
    case 'own-public-draft':
    case 'not-an-approver':
    case 'promise-in-past':
    case 'public-draft-outdated':
      return t(`refusal.${refusal.code}-plain`)
    case 'public-text-marked':
      return t(`refusal.${refusal.code}`, { kinds: t.list(refusal.kinds.map((kind) => unsaidWord(kind, t))) })
    case 'recurrence-of-merged':
      return t('refusal.recurrence-of-merged', {
        incident: incidentName(refusal.number),
        original: incidentName(refusal.into),
      })
    case 'recurrence-of-later':
      return t('refusal.recurrence-of-later', {
        later: incidentName(refusal.number),
        incident: incidentName(refusal.ours),
      })
    case 'too-many-services':
    case 'vendor-line-too-long':
      return t(`refusal.${refusal.code}`, { limit: refusal.limit })
    case 'public-draft-gone':
    case 'no-destination':
    case 'no-incident-here':
    case 'guest-may-only-report':
    case 'outsider-may-only-read':
    case 'bot-may-not':
    case 'title-empty':
    case 'text-empty':
    case 'entry-unknown':
    case 'follow-up-unknown':
    case 'reminder-not-due':
    case 'duplicate-of-itself':
    case 'impact-empty':
    case 'vendor-name-empty':
    case 'link-not-web':
    case 'change-unknown':
      return t(`refusal.${refusal.code}`)
  }
}
