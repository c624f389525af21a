import type { ModalView } from '@slack/types'
import { type Incident, type Language, languages } from '../../../domain/incident.ts'
import type { PublicUpdateId, UserId } from '../../../domain/ids.ts'
import {
  channelIn,
  type Destination,
  publicBodyLimit,
  type PublicStage,
  publicStages,
  type PublicTexts,
  publicTitleLimit,
} from '../../../domain/public-updates.ts'
import type { T } from '../../../text/text.ts'
import { goesToLine, stageWord } from '../customers-words.ts'
import { context, option } from '../message.ts'
import { aboutIncident, channelsField, choiceField, form, textField } from './fields.ts'

/** The form's callback_id. */
export const publicDraftForm = 'public-draft'
/** The stage; the form is drawn anew with another one's template. Block and action in one. */
export const publicStageAction = 'public-stage'
export const publicDraftBlocks = {
  due: 'public-due',
  approver: 'public-approver',
  channels: 'public-channels',
} as const

/** Fields of another stage are other fields: Slack keeps what was typed in a field of the same name. */
export const publicTitleBlock = (language: Language, stage: PublicStage): string => `public-title-${language}-${stage}`
export const publicBodyBlock = (language: Language, stage: PublicStage): string => `public-body-${language}-${stage}`

/** What comes back with the answers: `version` 0 for one that is not drafted yet. */
export type DraftMetadata = {
  readonly incident: string
  readonly update: PublicUpdateId
  readonly version: number
  readonly stage: PublicStage
}

/** What stands in the form. `due`: as it was typed; `approvers`: who may approve it, with their names. */
export type DraftModel = {
  readonly update: PublicUpdateId
  readonly version: number
  readonly stage: PublicStage
  /** What customers read, as it is set: asked for in this order, and the first must be written. */
  readonly read: readonly Language[]
  readonly texts: PublicTexts
  readonly due: string
  readonly approvers: readonly { readonly user: UserId; readonly name: string }[]
  readonly approver: UserId | undefined
  readonly to: readonly Destination[]
  /** The ids of channels that are chosen. */
  readonly channels: readonly string[]
}

/** Asks what customers are to read: a stage, a title and a text in each of their languages, and when they hear more. */
export const publicDraftView = (incident: Incident, model: DraftModel, t: T): ModalView => {
  const { update, version, stage, read, texts, due, approvers, approver, to, channels } = model
  const metadata: DraftMetadata = { incident: incident.id, update, version, stage }
  const written = [...new Set([...read, ...languages])].filter((language) => texts[language] !== undefined)
  return form(
    {
      callback: publicDraftForm,
      title: t('form.public-draft.form-title'),
      submit: t('form.public-draft.form-submit'),
      metadata: JSON.stringify(metadata),
      blocks: [
        {
          ...choiceField({
            block: publicStageAction,
            label: t('form.public-draft.stage-label'),
            options: publicStages.map((one) => option(stageWord(one, t), one)),
            chosen: stage,
          }),
          dispatch_action: true,
        },
        ...written.flatMap((language, index) => textFields(language, model, index > 0, t)),
        textField({
          block: publicDraftBlocks.due,
          label: t('form.public-draft.due-label'),
          initial: due,
          max: 60,
          optional: true,
        }),
        ...(approvers.length < 2
          ? []
          : [
              choiceField({
                block: publicDraftBlocks.approver,
                label: t('form.public-draft.approver-label'),
                options: approvers.map(({ user, name }) => option(name, user)),
                chosen: approver ?? '',
                optional: true,
              }),
            ]),
        channelsField({
          block: publicDraftBlocks.channels,
          label: t('form.public-draft.channels-label'),
          placeholder: t('form.public-draft.channels-placeholder'),
          chosen: channels,
          optional: true,
        }),
        ...[context([otherWays(to, t)])].filter((block) => block !== undefined),
        aboutIncident(incident, t),
      ],
    },
    t,
  )
}

/** Channels stand in their own field. */
const otherWays = (to: readonly Destination[], t: T): string | undefined => {
  const others = to.filter((one) => channelIn(one) === undefined)
  return others.length === 0 ? undefined : goesToLine(others, t)
}

/** The first language must be written; another may be left empty, and is left out then. */
const textFields = (language: Language, { stage, texts }: DraftModel, optional: boolean, t: T) => {
  const called = { language: t(`customers.language-${language}`) }
  return [
    textField({
      block: publicTitleBlock(language, stage),
      label: t('form.public-draft.title-label', called),
      initial: texts[language]?.title,
      max: publicTitleLimit,
      optional,
    }),
    textField({
      block: publicBodyBlock(language, stage),
      label: t('form.public-draft.body-label', called),
      initial: texts[language]?.body,
      max: publicBodyLimit,
      lines: 'many',
      optional,
    }),
  ]
}
