import type { FollowUp } from '../../domain/incident.ts'
import type { Draft } from '../../domain/postmortem.ts'
import type { T } from '../../text/text.ts'
import { escapeLines, mrkdwn } from '../mrkdwn.ts'
import { type MessageView, section } from './message.ts'
import { recorded } from './moments.ts'
import { fitted, header } from './postmortem-blocks.ts'
import { type Hand, mrkdwnHand, named, type NameOf } from './hand.ts'
import { incidentName } from './words.ts'

const textShown = 2000

/** What is left to do, by whom; the open ones first. */
export const postmortemFollowUps = ({ incident }: Draft, t: T, nameOf: NameOf): MessageView => {
  const title = t('postmortem.follow-ups-header')
  const hand: Hand = { ...mrkdwnHand(nameOf), typed: (typed) => escapeLines(named(typed, nameOf), textShown) }
  const lines = openFirst(incident.followUps).map((one) => followUpLine(one, t, hand, (at) => recorded(at, t)))
  return {
    text: t('postmortem.part-text', { incident: incidentName(incident), part: title }),
    blocks: fitted(
      [
        header(title),
        ...(lines.length === 0 ? [section([t('postmortem.no-follow-ups')])] : []),
        ...lines.map((line) => ({ type: 'section' as const, text: mrkdwn(line), expand: true })),
      ].filter((block) => block !== undefined),
      t,
    ),
  }
}

/** Those that are still to be done, then the others; each in the order in which it was added. */
export const openFirst = (followUps: readonly FollowUp[]): FollowUp[] =>
  followUps.toSorted((a, b) => Number(a.doneAt !== undefined) - Number(b.doneAt !== undefined))

/** A follow-up with who has it, and whether it is done; `moment` shows a time in the markup of `hand`. */
export const followUpLine = (
  { text, owner, doneAt }: FollowUp,
  t: T,
  hand: Hand,
  moment: (at: number) => string,
): string => {
  const task = hand.typed(text)
  if (doneAt !== undefined) {
    const at = moment(doneAt)
    return owner === undefined
      ? t('postmortem.follow-up-done', { text: task, at })
      : t('postmortem.follow-up-done-by', { text: task, at, owner: hand.who(owner) })
  }
  return owner === undefined
    ? t('postmortem.follow-up-unowned', { text: task })
    : t('postmortem.follow-up-owned', { text: task, owner: hand.who(owner) })
}
