import type { KnownBlock, SectionBlock } from '@slack/types'
import type { ProseSection } from '../../domain/incident.ts'
import type { Draft, Prompt } from '../../domain/postmortem.ts'
import { unansweredOf } from '../../domain/resolution.ts'
import type { T } from '../../text/text.ts'
import { mrkdwn } from '../mrkdwn.ts'
import { answerButton, questionsLine } from './answers.ts'
import { type MessageView, actions, button, context } from './message.ts'
import { recorded } from './moments.ts'
import { fitted, header, promptSection, written } from './postmortem-blocks.ts'
import { factLists, impactFacts, impactQuestions, verifiedFacts } from './postmortem-particulars.ts'
import { entryPointer } from './timeline-entry.ts'
import { type NameOf, mrkdwnHand } from './hand.ts'
import { incidentName, kindWord, severityWord } from './words.ts'

/** The action_id of its button. */
export const editProseAction = 'postmortem-edit-prose'

const pointerWords = 160

/** A section of prose: what somebody wrote, or else what the record has for it; with *Edit*. */
export const postmortemProse = (section: ProseSection, draft: Draft, t: T, nameOf: NameOf): MessageView => {
  const { incident } = draft
  const title = t(`postmortem.${section}-header`)
  const prose = incident.postmortem.prose[section]
  const body: KnownBlock[] = prose === undefined ? fromRecord(section, draft, t, nameOf) : written(prose.text, nameOf)
  const origin =
    prose === undefined
      ? t('postmortem.from-record')
      : t('postmortem.written', { who: mrkdwnHand(nameOf).who(prose.by), at: recorded(prose.at, t) })
  return {
    text: t('postmortem.part-text', { incident: incidentName(incident), part: title }),
    blocks: [
      ...fitted([header(title), ...body, ...below(section, draft, t, nameOf)], t),
      context([origin]),
      actions([
        button(t('postmortem.edit-button'), editProseAction, `${incident.id}:${section}`),
        ...(section === 'summary' && unansweredOf(incident).length > 0 ? [answerButton(incident, t)] : []),
      ]),
    ].filter((block) => block !== undefined),
  }
}

const fromRecord = (section: ProseSection, draft: Draft, t: T, nameOf: NameOf): SectionBlock[] => {
  const ask = (prompts: readonly Prompt[]) => prompts.map((prompt) => promptSection(prompt, t, nameOf))
  switch (section) {
    case 'summary':
      return summary(draft, t, nameOf)
    case 'impact':
      return impact(draft, t, nameOf)
    case 'lessons':
      return [
        text(t('postmortem.well')),
        ...ask(draft.lessons.well),
        text(t('postmortem.badly')),
        ...ask(draft.lessons.badly),
      ]
    case 'root-cause':
      return ask(draft.rootCause)
  }
}

const summary = (draft: Draft, t: T, nameOf: NameOf): SectionBlock[] => {
  const { cause } = draft
  const { description, resolved } = draft.incident
  const pointers = cause.map((entry) => entryPointer(entry, t, nameOf, pointerWords))
  const happened = t('postmortem.what-happened')
  return [
    ...(description === ''
      ? [text(`${happened}\n${t('postmortem.no-description')}`)]
      : written(description, nameOf, happened)),
    ...(pointers.length === 0 ? [] : [text([t('postmortem.cause-found'), ...pointers].join('\n'))]),
    ...written(resolved?.fix ?? '', nameOf, t('postmortem.what-fixed')),
    ...written(resolved?.verified ?? '', nameOf, t('postmortem.how-verified')),
    ...verifiedFacts(draft, t, mrkdwnHand(nameOf)).map(text),
  ]
}

const impact = (draft: Draft, t: T, nameOf: NameOf): SectionBlock[] => [
  text([impactSpan(draft, t, (at) => recorded(at, t)), ...impactFacts(draft, t, mrkdwnHand(nameOf))].join('\n')),
  ...impactQuestions(draft.incident, t).map(text),
]

/** What is not answered stands below the summary, vendors and changes below the impact, whoever words them. */
const below = (section: ProseSection, draft: Draft, t: T, nameOf: NameOf): SectionBlock[] => {
  if (section === 'summary') {
    const open = questionsLine(unansweredOf(draft.incident), t)
    return open === undefined ? [] : [text(open)]
  }
  return section !== 'impact'
    ? []
    : factLists(draft, t, mrkdwnHand(nameOf)).flatMap(({ heading, lines }) => [
        text(heading),
        ...lines.map((line) => text(`• ${line}`)),
      ])
}

/** What the record knows of the impact: its kind, how bad it was, from when to when. `moment` shows a time. */
export const impactSpan = (
  { incident, durations, worst, startedAt }: Draft,
  t: T,
  moment: (at: number) => string,
): string => {
  const { resolved } = incident
  const facts = { kind: kindWord(incident.kind, t), severity: severityWord(worst, t), from: moment(startedAt) }
  return resolved === undefined || durations.toResolve === undefined
    ? t('postmortem.impact-open', facts)
    : t('postmortem.impact-ended', { ...facts, to: moment(resolved.at), time: t.duration(durations.toResolve) })
}

const text = (line: string): SectionBlock => ({ type: 'section', text: mrkdwn(line), expand: true })
