import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { Outcome } from '../../app/ports.ts'
import { incidentId, publicUpdateId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import {
  approvalBy,
  approversOf,
  differencesOf,
  goesTo,
  newestVersion,
  type PublicDraft,
} from '../../domain/public-updates.ts'
import { marksByLanguage } from '../../domain/unsaid.ts'
import { unsaidKinds } from '../../domain/unsaid/kinds.ts'
import type { T } from '../../text/text.ts'
import { clip, escape } from '../mrkdwn.ts'
import { destinationWord } from '../views/customers-words.ts'
import { messageView } from '../views/forms/message.ts'
import {
  differenceLines,
  hasTickable,
  leftLine,
  otherDifferences,
  publicApprovalView,
  publicApproveForm,
  publicKeptBlock,
  publicSendBackForm,
  publicSendBackView,
  publicWhyBlock,
} from '../views/forms/public-approval.ts'
import { approveAction, editDraftAction, sendBackAction, withdrawDraftAction } from '../views/public-approval.ts'
import { refusalPlain, refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { given } from './given.ts'
import { type Answer, type Asked, type FormAnswer, type Handler, type House, type Pressed, wish } from './handler.ts'
import { incidentAt, partsOf } from './meant.ts'
import { editForm, leftAmong } from './public-draft.ts'
import { formAnswered, formNo, noIncident, refusedAhead, say, sayNo } from './say.ts'

/** *Approve*, *Edit*, *Send back* and *Withdraw*, under what customers would read. */
export const approvals: Handler = {
  presses: {
    async [approveAction](pressed, house) {
      const meant = await meantBy(pressed.value, house)
      if (meant === undefined) return noIncident(pressed)
      const { incident, draft, seen } = meant
      const isNewest = draft !== undefined && newestVersion(draft).version === seen.version
      const isMarked = isNewest && (await marksOf(incident, draft, house)).size > 0
      // What is marked is kept knowingly, so it is asked about first; what is refused anyway is refused in words.
      const mayApprove = draft !== undefined && mayBeApproved(incident, draft, pressed)
      if (isMarked && mayApprove) {
        return { open: await approvalForm(incident, draft, pressed, house) }
      }
      const outcome = await approve(seen, [], pressed, house)
      return outcome.ok
        ? say(...approved(outcome, pressed.t))
        : say(...(await refused(outcome, seen.version, house, pressed.t)))
    },
    [editDraftAction]: onDraft((incident, draft, pressed, house) => editForm(incident, draft, pressed, house)),
    [sendBackAction]: onDraft(async (incident, _draft, pressed) =>
      publicSendBackView(incident, pressed.value, pressed.t),
    ),
    async [withdrawDraftAction](pressed, house) {
      const meant = await meantBy(pressed.value, house)
      if (meant === undefined) return noIncident(pressed)
      const { incident, seen } = meant
      const on = { incident: incident.id }
      const outcome = await house.door({
        ...wish(pressed),
        type: 'withdraw-public-update',
        on,
        update: seen.update,
        why: '',
      })
      const words = outcome.ok
        ? pressed.t('answer.public-withdrawn', { incident: incidentName(incident) })
        : refusalText(outcome.refusal, pressed.t)
      return pressed.form === undefined ? say(words) : { redraw: messageView(words, pressed.t) }
    },
  },
  submits: {
    async [publicApproveForm](submitted, house): Promise<FormAnswer> {
      const seen = seenIn(submitted.metadata)
      const kept = submitted
        .answer(publicKeptBlock)
        .split(',')
        .filter((kind) => kind !== '')
        .map((kind) => given(z.enum(unsaidKinds), kind))
      const outcome = await approve(seen, kept, submitted, house)
      const mayTick = !outcome.ok && outcome.refusal.code === 'public-text-marked' && hasTickable(outcome.refusal.kinds)
      if (mayTick) return formNo(outcome.refusal, publicKeptBlock, submitted.t)
      const words = outcome.ok
        ? approved(outcome, submitted.t)
        : await refused(outcome, seen.version, house, submitted.t)
      return { show: messageView(words.join('\n'), submitted.t) }
    },
    async [publicSendBackForm](submitted, house): Promise<FormAnswer> {
      const { incident, update, version } = seenIn(submitted.metadata)
      const why = submitted.answer(publicWhyBlock)
      const on = { incident }
      const sending = { ...wish(submitted), type: 'send-back-public-update', on, update, version, why } as const
      return formAnswered(await house.door(sending), publicWhyBlock, submitted.t)
    },
  },
}

/** A draft as it will look, with what is marked in it and what this person may do. */
export const approvalForm = async (
  incident: Incident,
  draft: PublicDraft,
  asked: Asked,
  house: House,
): Promise<ModalView> => {
  const marks = await marksOf(incident, draft, house)
  const mayApprove = mayBeApproved(incident, draft, asked)
  const to = goesTo(newestVersion(draft), house.customers.to)
  const left = await leftAmong(approversOf(incident, draft.draftedBy), house)
  return publicApprovalView(incident, draft, { marks, mayApprove, now: asked.at, to, left }, asked.t)
}

/** Why a draft was not taken, under a field: with what is different where somebody else was quicker. */
export const draftRefused = (
  outcome: Extract<Outcome, { ok: false }>,
  version: number,
  block: string,
  house: House,
  t: T,
): FormAnswer => ({
  errors: {
    [block]: clip([refusalPlain(outcome.refusal, t), ...changesSince(outcome, version, house, t)].join('\n'), 1000),
  },
})

/** Which version of which draft was seen: in a button or a form, put there by `draftNamed`. */
type Seen = z.infer<typeof seenParts>

const seenParts = z
  .tuple([z.guid(), z.guid(), z.coerce.number().int().min(1)])
  .transform(([incident, update, version]) => ({
    incident: incidentId(incident),
    update: publicUpdateId(update),
    version,
  }))

const seenIn = (named: string): Seen => given(seenParts, partsOf(named))

const meantBy = async (named: string, house: House) => {
  const seen = seenIn(named)
  const incident = await incidentAt({ incident: seen.incident }, house)
  if (incident === undefined) return undefined
  const waiting = incident.customers?.draft
  return { incident, seen, draft: waiting?.id === seen.update ? waiting : undefined }
}

/** A button that leads to a form about the draft as it stands now, in the place of the form that it stands in. */
function onDraft(
  view: (incident: Incident, draft: PublicDraft, pressed: Pressed, house: House) => Promise<ModalView>,
): (pressed: Pressed, house: House) => Promise<Answer> {
  return async (pressed, house) => {
    const meant = await meantBy(pressed.value, house)
    if (meant === undefined) return noIncident(pressed)
    const { incident, draft } = meant
    const refusal = refusedAhead(pressed, incident, house, 'always')
    if (refusal !== undefined) return sayNo(refusal, pressed.t)
    if (draft === undefined) return sayNo({ code: 'public-draft-gone' }, pressed.t)
    const shown = await view(incident, draft, pressed, house)
    return pressed.form === undefined ? { open: shown } : { redraw: shown }
  }
}

const mayBeApproved = (incident: Incident, { draftedBy }: PublicDraft, asked: Asked): boolean =>
  approvalBy(incident, draftedBy, asked.user) !== 'does-not'

const marksOf = async (incident: Incident, draft: PublicDraft, house: House) =>
  marksByLanguage(newestVersion(draft).texts, await house.customers.unsayable(incident))

const approve = async (
  { incident: id, update, version }: Seen,
  kept: readonly (typeof unsaidKinds)[number][],
  asked: Asked,
  house: House,
): Promise<Outcome> => {
  const incident = await house.reads.incident(id)
  const names =
    incident === undefined ? { services: [], vendors: [], people: [] } : await house.customers.unsayable(incident)
  const draft = incident?.customers?.draft
  const to = draft === undefined ? house.customers.to : goesTo(newestVersion(draft), house.customers.to)
  const facts = { on: { incident: id }, update, version, kept, names, to }
  return house.door({ ...wish(asked), type: 'approve-public-update', ...facts })
}

const approved = ({ incident }: Extract<Outcome, { ok: true }>, t: T): string[] => {
  const to = (incident.customers?.reached ?? []).map((one) => destinationWord(one.to, t))
  return [t('answer.public-approved', { incident: incidentName(incident), to: t.list(to) })]
}

const refused = async (
  outcome: Extract<Outcome, { ok: false }>,
  version: number,
  house: House,
  t: T,
): Promise<string[]> => {
  const { refusal } = outcome
  const left = 'approvers' in refusal ? leftLine(await leftAmong(refusal.approvers, house), t) : undefined
  return [
    refusalText(refusal, t),
    ...(left === undefined ? [] : [left]),
    ...changesSince(outcome, version, house, t).map((line) => escape(line)),
  ]
}

/** What was changed since the version that was seen; nothing for any other refusal. */
const changesSince = (
  { refusal, incident }: Extract<Outcome, { ok: false }>,
  version: number,
  { customers: { to: setUp } }: House,
  t: T,
): string[] => {
  const draft = incident?.customers?.draft
  if (refusal.code !== 'public-draft-changed' || draft === undefined) return []
  const seen = draft.versions.find((one) => one.version === version)
  if (seen === undefined) return []
  const newest = newestVersion(draft)
  return [...differenceLines(differencesOf(seen.texts, newest.texts), t), ...otherDifferences(seen, newest, setUp, t)]
}
