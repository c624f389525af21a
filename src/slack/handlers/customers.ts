import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { incidentId, publicUpdateId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { approversOf, goesTo, publicStages } from '../../domain/public-updates.ts'
import { writtenMoment } from '../../domain/written-time.ts'
import {
  publicBodyBlock,
  publicDraftBlocks,
  publicDraftForm,
  publicDraftView,
  publicStageAction,
} from '../views/forms/public-draft.ts'
import { messageView } from '../views/forms/message.ts'
import type { T } from '../../text/text.ts'
import { moreAction } from '../views/more.ts'
import { tellCustomersAction } from '../views/public-approval.ts'
import { refusalText } from '../views/refusal.ts'
import { given, givenJson } from './given.ts'
import { type Answer, type Asked, type Handler, type House, type Pressed, type Submitted, wish } from './handler.ts'
import { incidentAt, incidentHere, pressedOn } from './meant.ts'
import { approvalForm, draftRefused } from './public-approval.ts'
import { channelIdsIn, channelsIn } from './public-channels.ts'
import { modelOf, textsIn, textsOfStage } from './public-draft.ts'
import { formNo, noIncident, refusedAhead, sayNo } from './say.ts'

/**
 * `/incident customers` and *Tell customers*: a draft of what customers are told, filled from what is known; where one
 * waits already, that one as it will look.
 */
export const customers: Handler = {
  slash: {
    word: 'customers',
    aliases: ['customer', 'public', 'לקוחות', 'عملاء', 'العملاء', 'お客様', '顧客'],
    usage: '',
    where: 'incident',
    async answer(said, house) {
      const incident = await incidentHere(said, house)
      return incident === undefined ? noIncident(said) : begin(incident, said, house)
    },
  },
  presses: {
    [tellCustomersAction]: pressedToTell,
    [moreAction('customers')]: pressedToTell,
    async [publicStageAction](pressed, house) {
      if (pressed.form === undefined) return 'done'
      const { stage: drawn, ...metadata } = givenJson(draftMetadata, pressed.form.metadata)
      const incident = await incidentAt({ incident: metadata.incident }, house)
      if (incident === undefined) return noIncident(pressed)
      const refusal = refusedAhead(pressed, incident, house, 'always')
      if (refusal !== undefined) return { redraw: messageView(refusalText(refusal, pressed.t), pressed.t) }
      const stage = given(z.enum(publicStages), pressed.value)
      const typed = { texts: textsIn(pressed.form, drawn), stage: drawn }
      const texts = textsOfStage(incident, typed, stage, house.customers.languages)
      const shown = await modelOf(incident, pressed, house)
      const due = pressed.form.answer(publicDraftBlocks.due)
      return {
        redraw: publicDraftView(
          incident,
          { ...shown, ...metadata, stage, texts, due, channels: channelIdsIn(pressed.form) },
          pressed.t,
        ),
      }
    },
  },
  submits: { [publicDraftForm]: submitDraft },
}

async function pressedToTell(pressed: Pressed, house: House): Promise<Answer> {
  const incident = await incidentAt(pressedOn(pressed), house)
  return incident === undefined ? noIncident(pressed) : begin(incident, pressed, house)
}

const draftMetadata = z.object({
  incident: z.guid().transform(incidentId),
  update: z.guid().transform(publicUpdateId),
  version: z.number().int().min(0),
  stage: z.enum(publicStages),
})

/** In a form another form takes its place; elsewhere one opens. */
const shownTo = (asked: Asked, view: ModalView): Answer =>
  'form' in asked && asked.form !== undefined ? { redraw: view } : { open: view }

const begin = async (incident: Incident, asked: Asked, house: House): Promise<Answer> => {
  const refusal = refusedAhead(asked, incident, house, 'always')
  if (refusal !== undefined) return sayNo(refusal, asked.t)
  const waiting = incident.customers?.draft
  if (waiting !== undefined) return shownTo(asked, await approvalForm(incident, waiting, asked, house))
  return shownTo(asked, publicDraftView(incident, await modelOf(incident, asked, house), asked.t))
}

async function submitDraft(submitted: Submitted, house: House) {
  const { t } = submitted
  const { incident: id, update, version, stage: drawn } = givenJson(draftMetadata, submitted.metadata)
  const first = publicBodyBlock(house.customers.languages[0] ?? 'en', drawn)
  const incident = await house.reads.incident(id)
  if (incident === undefined) return formNo({ code: 'no-incident-here' }, publicDraftBlocks.due, t)
  const typed = submitted.answer(publicDraftBlocks.due).trim()
  const due = typed === '' ? undefined : writtenMoment(typed, submitted.at, submitted.timeZone, 'future')
  if (typed !== '' && due === undefined) return { errors: { [publicDraftBlocks.due]: t('customers.due-unread') } }
  const stage = given(z.enum(publicStages), submitted.answer(publicStageAction))
  const chosen = submitted.answer(publicDraftBlocks.approver)
  const approver = approversOf(incident, submitted.user).find((one) => one === chosen)
  const closed = await house.customers.channels.closed(channelIdsIn(submitted))
  if (closed.length > 0) return { errors: { [publicDraftBlocks.channels]: outsideText(closed, t) } }
  const channels = await channelsIn(submitted, house)
  if (goesTo({ channels }, house.customers.to).length === 0) {
    return formNo({ code: 'no-destination' }, publicDraftBlocks.channels, t)
  }
  const wording = { stage, texts: textsIn(submitted, drawn), ...(due !== undefined && { nextUpdateDue: due }) }
  const facts = { on: { incident: id }, update, wording, channels, ...(approver !== undefined && { approver }) }
  const outcome = await house.door(
    version === 0
      ? { ...wish(submitted), type: 'draft-public-update', ...facts }
      : { ...wish(submitted), type: 'edit-public-update', version, ...facts },
  )
  if (!outcome.ok) {
    const at = outcome.refusal.code === 'promise-in-past' ? publicDraftBlocks.due : first
    return draftRefused(outcome, version, at, house, t)
  }
  const draft = outcome.incident.customers?.draft
  return draft === undefined ? 'close' : { show: await approvalForm(outcome.incident, draft, submitted, house) }
}

/** Slack shows an error under a field as plain text; a private channel that Stanch is not in has no name for it. */
const outsideText = (closed: readonly { readonly name: string | undefined }[], t: T): string => {
  const names = closed.map(({ name }) => (name === undefined ? t('customers.channel-unnamed') : `#${name}`))
  return t('customers.channel-closed', { channels: t.list(names) })
}
