import type { KnownBlock } from '@slack/types'
import type { Moment } from '../../domain/ids.ts'
import { type Incident, type Language, languages } from '../../domain/incident.ts'
import { approversOf, newestVersion, owesClosing, type PublicDraft, type Wording } from '../../domain/public-updates.ts'
import type { Mark, MarksByLanguage } from '../../domain/unsaid.ts'
import { unsaidKinds } from '../../domain/unsaid/kinds.ts'
import { type T, textIn } from '../../text/text.ts'
import { charactersIn, limits } from '../limits.ts'
import { escape, mention } from '../mrkdwn.ts'
import { unsaidWord } from './customers-words.ts'
import { actions, button, context, message, type MessageView, section } from './message.ts'
import { publicBlocks } from './public-post.ts'
import { incidentName } from './words.ts'

/** *Tell customers*; its value is the incident's id. */
export const tellCustomersAction = 'tell-customers'
/** Their values name the version that was read: `draftNamed`. */
export const approveAction = 'public-approve'
export const editDraftAction = 'public-edit'
export const sendBackAction = 'public-send-back'
export const withdrawDraftAction = 'public-withdraw'

/** Which version of which draft a button is about: looked up, never trusted. */
export const draftNamed = (incident: Incident, draft: PublicDraft): string =>
  [incident.id, draft.id, newestVersion(draft).version].join(':')

const wordShown = 60
const wordsShown = 5

/** Asks for approval: a public update as it will look in each language, what is marked in it, and what can be done. */
export const approvalWanted = (
  incident: Incident,
  draft: PublicDraft,
  marks: readonly Mark[],
  now: Moment,
  t: T,
): MessageView => {
  const version = newestVersion(draft)
  const name = incidentName(incident)
  const isAlone = approversOf(incident, draft.draftedBy).length === 0
  const asks = [
    owesClosing(incident) ? t('customers.closing', { incident: name }) : undefined,
    isAlone
      ? t('customers.approval-alone', { incident: name })
      : t('customers.approval-wanted', { incident: name, by: mention(version.by) }),
  ]
  const marked = marksLine(marks, t)
  return message(
    [...asks, marked],
    [
      // Above the text: below a long one nobody would see them.
      section([...asks, marked]),
      ...shortPreview(version, languagesFrom(incident.language), now, t),
      actions([
        button(t('customers.approve-button'), approveAction, draftNamed(incident, draft), 'primary'),
        button(t('customers.edit-button'), editDraftAction, draftNamed(incident, draft)),
        ...(isAlone ? [] : [button(t('customers.send-back-button'), sendBackAction, draftNamed(incident, draft))]),
        button(t('customers.withdraw-button'), withdrawDraftAction, draftNamed(incident, draft)),
      ]),
    ],
  )
}

/** As much of it as one message holds: four languages at their full length are more. */
const shortPreview = (wording: Wording, among: readonly Language[], now: Moment, t: T): (KnownBlock | undefined)[] => {
  const written = among.filter((language) => wording.texts[language] !== undefined)
  const fits = (count: number): boolean =>
    charactersIn(previewBlocks(wording, written.slice(0, count), now, t)) <= previewCharacters
  const count = written.findLastIndex((_, index) => fits(index + 1)) + 1
  const left = written.slice(count).map((language) => t(`customers.language-${language}`))
  const more = left.length === 0 ? undefined : t('customers.more-languages', { languages: t.list(left) })
  return [...previewBlocks(wording, written.slice(0, count), now, t), context([more])]
}

/** What else stands in the message needs room too. */
const previewCharacters = limits.messageCharacters - 3_500

/** Every language, the channel's own first: in that one it was written, and is read most carefully. */
export const languagesFrom = (first: Language): readonly Language[] => [
  first,
  ...languages.filter((language) => language !== first),
]

/** A wording in each of these languages that it has, as customers will see it, each below what is marked in it. */
export const previewBlocks = (
  wording: Wording,
  among: readonly Language[],
  now: Moment,
  t: T,
  marks: MarksByLanguage = new Map(),
): (KnownBlock | undefined)[] =>
  among.flatMap((language) => {
    const text = wording.texts[language]
    if (text === undefined) return []
    const shown = publicBlocks(wording, text, now, textIn(language))
    const marked = marksLine(marks.get(language) ?? [], t)
    return [{ type: 'divider' } as const, context([t(`customers.language-${language}`), marked]), ...shown]
  })

/** What is marked, by its kind; undefined when nothing is. */
export const marksLine = (marks: readonly Mark[], t: T): string | undefined => {
  const groups = unsaidKinds.flatMap((kind) => {
    const words = marks.filter((mark) => mark.kind === kind).map(({ text }) => escape(text, wordShown))
    return words.length === 0
      ? []
      : [t('customers.mark', { kind: unsaidWord(kind, t), words: t.list(words.slice(0, wordsShown)) })]
  })
  return groups.length === 0 ? undefined : t('customers.marked', { marks: t.list(groups) })
}
