import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import type { Moment, UserId } from '../../../domain/ids.ts'
import type { Incident } from '../../../domain/incident.ts'
import {
  approversOf,
  type Destination,
  type Difference,
  type DraftVersion,
  goesTo,
  newestVersion,
  type PublicDraft,
} from '../../../domain/public-updates.ts'
import type { MarksByLanguage } from '../../../domain/unsaid.ts'
import { type UnsaidKind, unsaidKinds } from '../../../domain/unsaid/kinds.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { clip, escape, mention, plain } from '../../mrkdwn.ts'
import { destinationPlain, goesToLine, stageWord, unsaidWord } from '../customers-words.ts'
import { actions, button, context, option, section } from '../message.ts'
import {
  draftNamed,
  editDraftAction,
  languagesFrom,
  previewBlocks,
  sendBackAction,
  withdrawDraftAction,
} from '../public-approval.ts'
import { incidentName } from '../words.ts'
import { aboutIncident, form, textField } from './fields.ts'

/** The form's callback_id. */
export const publicApproveForm = 'public-approve'
export const publicKeptBlock = 'public-kept'
export const publicSendBackForm = 'public-send-back'
export const publicWhyBlock = 'public-why'

/** What is drawn with a draft. `to`: where it goes. */
type Shown = {
  readonly marks: MarksByLanguage
  readonly mayApprove: boolean
  readonly now: Moment
  readonly to: readonly Destination[]
  /** Who could approve it and is in the workspace no more. */
  readonly left: readonly UserId[]
}

const mayStand = (kind: UnsaidKind): boolean => kind !== 'secret'

/** Whether the form asks about any of these kinds, that are marked: a secret never stands, whatever is ticked. */
export const hasTickable = (kinds: readonly UnsaidKind[]): boolean => kinds.some(mayStand)

/** A draft as customers will read it; whoever may approve it can, and keeps knowingly what is marked. */
export const publicApprovalView = (
  incident: Incident,
  draft: PublicDraft,
  { marks, mayApprove, now, to, left }: Shown,
  t: T,
): ModalView => {
  const marked = [...marks.values()].flat()
  const kinds = unsaidKinds.filter((kind) => mayStand(kind) && marked.some((mark) => mark.kind === kind))
  const named = draftNamed(incident, draft)
  const blocks: (KnownBlock | undefined)[] = [
    section([
      introduction(incident, draft, mayApprove, t),
      leftLine(left, t),
      sentBackLine(draft, t),
      marked.length === 0 ? undefined : t('customers.marks-ahead', { count: marked.length }),
    ]),
    ...previewBlocks(newestVersion(draft), languagesFrom(incident.language), now, t, marks),
    { type: 'divider' },
    context([to.length === 0 ? undefined : goesToLine(to, t)]),
    section([marked.some(({ kind }) => kind === 'secret') ? t('customers.secret-marked') : undefined]),
    mayApprove && kinds.length > 0
      ? keptField(
          kinds.map((kind) => option(unsaidWord(kind, t), kind)),
          t,
        )
      : undefined,
    actions([
      button(t('customers.edit-button'), editDraftAction, named),
      ...(mayApprove ? [button(t('customers.send-back-button'), sendBackAction, named)] : []),
      button(t('customers.withdraw-button'), withdrawDraftAction, named, 'danger'),
    ]),
    aboutIncident(incident, t),
  ]
  const view = form(
    {
      callback: publicApproveForm,
      title: t('form.public-approve.form-title'),
      submit: t('form.public-approve.form-submit'),
      metadata: named,
      blocks: blocks.filter((block) => block !== undefined),
    },
    t,
  )
  if (mayApprove) return view
  const { submit: _nothingToSubmit, ...read } = view
  return read
}

/** Who has left is asked in vain: what helps instead; undefined where nobody has. */
export const leftLine = (left: readonly UserId[], t: T): string | undefined =>
  left.length === 0 ? undefined : t('customers.approver-left', { people: t.list(left.map(mention)), command: giveRole })

const giveRole = '/incident role comms @…'

/** Nothing of an approval where it was sent back: nobody is asked for one until it is changed. */
const introduction = (incident: Incident, draft: PublicDraft, mayApprove: boolean, t: T): string | undefined => {
  if (draft.sentBack !== undefined) return undefined
  const approvers = approversOf(incident, draft.draftedBy)
  if (mayApprove) {
    const facts = { incident: incidentName(incident) }
    return t(approvers.length === 0 ? 'customers.approval-alone' : 'customers.you-decide', facts)
  }
  const asked = draft.approver !== undefined && approvers.includes(draft.approver) ? [draft.approver] : approvers
  // Where nobody else could, the drafter is asked.
  const named = asked.length === 0 ? [draft.draftedBy] : asked
  return t('customers.asked', { approvers: t.list(named.map(mention)) })
}

const sentBackLine = ({ sentBack }: PublicDraft, t: T): string | undefined =>
  sentBack === undefined
    ? undefined
    : t('customers.sent-back-by', { by: mention(sentBack.by), why: escape(sentBack.why) })

const keptField = (options: readonly ReturnType<typeof option>[], t: T): InputBlock => ({
  type: 'input',
  block_id: publicKeptBlock,
  label: plain(t('form.public-approve.kept-label'), limits.label),
  optional: true,
  element: { type: 'checkboxes', action_id: publicKeptBlock, options: [...options] },
})

/** Asks what should be different. */
export const publicSendBackView = (incident: Incident, named: string, t: T): ModalView =>
  form(
    {
      callback: publicSendBackForm,
      title: t('form.public-send-back.form-title'),
      submit: t('form.public-send-back.form-submit'),
      metadata: named,
      blocks: [
        textField({ block: publicWhyBlock, label: t('form.public-send-back.why-label'), lines: 'many', max: 500 }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )

const wordsShown = 150

/** What is different, a line for each field, in plain text: old and new in short. */
export const differenceLines = (differences: readonly Difference[], t: T): string[] =>
  differences.map(({ language, field, before, after }) => {
    const [old, now] = aroundChange(before, after)
    const nothing = t('customers.nothing-there')
    return t('customers.difference', {
      language: t(`customers.language-${language}`),
      field: t(`customers.field-${field}`),
      before: old === '' ? nothing : old,
      after: now === '' ? nothing : now,
    })
  })

/** Two long texts that begin alike are shown from a little before the place where they part. */
const aroundChange = (before: string, after: string): readonly [string, string] => {
  let same = 0
  while (same < before.length && before[same] === after[same]) same += 1
  const from = Math.max(0, before.slice(0, same).lastIndexOf(' ', same - wordsBefore) + 1)
  const shown = (text: string) => (from === 0 ? '' : '…') + clip(text.slice(from).replace(/\s+/g, ' '), wordsShown)
  return [before === '' ? '' : shown(before), after === '' ? '' : shown(after)]
}

const wordsBefore = 20

/** What else is different: how far it is, when customers hear more, where it goes. `setUp`: every way out. */
export const otherDifferences = (
  before: DraftVersion,
  after: DraftVersion,
  setUp: readonly Destination[],
  t: T,
): string[] => {
  const nothing = t('customers.nothing-there')
  const due = ({ nextUpdateDue }: DraftVersion) =>
    nextUpdateDue === undefined ? nothing : t.moment(nextUpdateDue, 'UTC')
  const to = (version: DraftVersion) => t.list(goesTo(version, setUp).map((one) => destinationPlain(one, t)))
  const read = { stage: ({ stage }: DraftVersion) => stageWord(stage, t), due, to } as const
  return (['stage', 'due', 'to'] as const).flatMap((field) => {
    const [old, now] = [read[field](before), read[field](after)]
    return old === now
      ? []
      : [t('customers.difference-plain', { field: t(`customers.field-${field}`), before: old, after: now })]
  })
}
