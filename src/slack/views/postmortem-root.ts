import type { SectionBlock } from '@slack/types'
import type { Draft } from '../../domain/postmortem.ts'
import type { UserId } from '../../domain/ids.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { mrkdwn } from '../mrkdwn.ts'
import { type MessageView, actions, button, context, section } from './message.ts'
import { recorded } from './moments.ts'
import { header } from './postmortem-blocks.ts'
import { formulas, lengthFacts } from './postmortem-particulars.ts'
import { recurrenceFact } from './recurrence.ts'
import { type NameOf, mrkdwnHand } from './hand.ts'
import { incidentName, kindWord, roleWord, severityWord, statusWord } from './words.ts'

/** The action_ids of its buttons. */
export const editTimelineAction = 'postmortem-edit-timeline'
export const exportAction = 'postmortem-export'
export const publishAction = 'postmortem-publish'

/** How many people a line names; a count stands for the rest. */
const namesShown = 30

/** The first message: what it was, the figures, the people, and what can be done with the postmortem. */
export const postmortemRoot = (draft: Draft, t: T, nameOf: NameOf): MessageView => {
  const { incident, numbers } = draft
  const { id, postmortem } = incident
  const title = t('postmortem.root-header', { incident: incidentName(incident), title: incident.title })
  const { published } = postmortem
  const figures = inSections(fields(draft, t))
  return {
    text: t('postmortem.part-text', { incident: incidentName(incident), part: statusWord(incident.status, t) }),
    blocks: [
      header(title),
      ...figures,
      context(formulas(draft, t)),
      section([
        t('postmortem.numbers', { entries: numbers.entries, updates: numbers.updates, people: numbers.people }),
        numbers.reopened > 0 ? t('postmortem.reopened', { count: numbers.reopened }) : undefined,
        numbers.suggestions > 0 ? t('postmortem.suggestions', { count: numbers.suggestions }) : undefined,
        recurrenceFact(incident, t, (at) => recorded(at, t)),
      ]),
      section(people(draft, t, nameOf)),
      context([
        published &&
          t('postmortem.published', { who: mrkdwnHand(nameOf).who(published.by), at: recorded(published.at, t) }),
      ]),
      actions([
        button(t('postmortem.edit-timeline-button'), editTimelineAction, id),
        button(t('postmortem.export-button'), exportAction, id),
        ...(published === undefined ? [button(t('postmortem.publish-button'), publishAction, id, 'primary')] : []),
      ]),
    ].filter((block) => block !== undefined),
  }
}

/** A section holds ten: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const inSections = (texts: readonly string[]): SectionBlock[] => {
  const [now, later] = [texts.slice(0, limits.fields), texts.slice(limits.fields)]
  const first = { type: 'section' as const, fields: now.map((field) => mrkdwn(field, limits.field)) }
  return later.length === 0 ? [first] : [first, ...inSections(later)]
}

const fields = (draft: Draft, t: T): string[] => {
  const { incident, worst } = draft
  const { resolved } = incident
  return [
    t('postmortem.worst-severity', { severity: severityWord(worst, t) }),
    t('postmortem.kind', { kind: kindWord(incident.kind, t) }),
    t('postmortem.declared-at', { at: recorded(incident.declaredAt, t) }),
    resolved === undefined
      ? t('postmortem.status', { status: statusWord(incident.status, t) })
      : t('postmortem.resolved-at', { at: recorded(resolved.at, t) }),
    ...lengthFacts(draft, t),
  ]
}

const people = ({ holders, others }: Draft, t: T, nameOf: NameOf): string[] => {
  const { who } = mrkdwnHand(nameOf)
  const list = (users: readonly UserId[]) => t.list(users.slice(0, namesShown).map(who))
  const lines = holders.map(({ role, users }) =>
    t('postmortem.holders', { role: roleWord(role, t), names: list(users) }),
  )
  if (others.length === 0) return lines
  const more = others.length - namesShown
  const names = list(others)
  return [...lines, more > 0 ? t('postmortem.others-more', { names, more }) : t('postmortem.others', { names })]
}
