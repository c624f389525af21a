import type { ModalView } from '@slack/types'
import { updateEvery } from '../../domain/cadence.ts'
import { cleanLine, cleanText } from '../../domain/clean.ts'
import { publicUpdateId, type UserId } from '../../domain/ids.ts'
import { type Incident, type Language, languages } from '../../domain/incident.ts'
import {
  approversOf,
  isLast,
  newestVersion,
  type PublicDraft,
  type PublicStage,
  type PublicText,
  type PublicTexts,
} from '../../domain/public-updates.ts'
import { wallTimeOf } from '../../domain/wall-clock.ts'
import { type DraftModel, publicBodyBlock, publicDraftView, publicTitleBlock } from '../views/forms/public-draft.ts'
import { knownOf, stageOf, templateOf } from '../views/public-template.ts'
import type { Asked, FormState, House } from './handler.ts'
import { channelsShown } from './public-channels.ts'
import { namesOf } from './names.ts'

/* What stands in the form of a public update: from what is known, from a draft, from what was typed. */

/** The form of a draft that waits, as its newest version stands. */
export const editForm = async (
  incident: Incident,
  draft: PublicDraft,
  asked: Asked,
  house: House,
): Promise<ModalView> => {
  const { version, stage, texts, nextUpdateDue } = newestVersion(draft)
  const shown = await modelOf(incident, asked, house)
  const { date, time } =
    nextUpdateDue === undefined ? { date: '', time: '' } : wallTimeOf(nextUpdateDue, asked.timeZone)
  const approver = draft.approver ?? shown.approver
  const asDrafted = { ...Object.fromEntries(house.customers.languages.map((one) => [one, blank])), ...texts }
  const model = {
    ...shown,
    update: draft.id,
    version,
    stage,
    texts: asDrafted,
    due: `${date} ${time}`.trim(),
    approver,
  }
  return publicDraftView(incident, model, asked.t)
}

const blank: PublicText = { title: '', body: '' }

/** A new draft from what is known now. */
export const modelOf = async (incident: Incident, asked: Asked, house: House): Promise<DraftModel> => {
  const stage = stageOf(incident)
  const able = approversOf(incident, asked.user)
  const left = await leftAmong(able, house)
  const approvers = able.filter((one) => !left.includes(one))
  const nameOf = await namesOf(approvers, house)
  return {
    update: publicUpdateId(house.newId()),
    version: 0,
    stage,
    read: house.customers.languages,
    texts: templates(incident, stage, house.customers.languages),
    due: isLast(stage) ? '' : asked.t.duration(updateEvery(incident.severity)),
    approvers: approvers.map((user) => ({ user, name: nameOf(user) ?? user })),
    approver: approvers[0],
    to: house.customers.to,
    channels: await channelsShown(incident, incident.customers?.draft, house),
  }
}

/** Those of them who are in the workspace no more: their account stands as a bot's does (`standingOf`). */
export const leftAmong = async (users: readonly UserId[], { people }: House): Promise<readonly UserId[]> => {
  const found = await Promise.all(users.map((user) => people.find(user)))
  return found.flatMap((person) => (person?.standing === 'bot' ? [person.id] : []))
}

const templates = (incident: Incident, stage: PublicStage, into: readonly Language[]): PublicTexts =>
  Object.fromEntries(into.map((language) => [language, templateOf(incident, knownOf(incident), stage, language)]))

/** What stands in the fields that were drawn for this stage. */
export const textsIn = (form: FormState, stage: PublicStage): PublicTexts =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const title = form.answer(publicTitleBlock(language, stage))
      const body = form.answer(publicBodyBlock(language, stage))
      return title === '' && body === '' ? [] : [[language, { title, body }]]
    }),
  )

/**
 * The texts of another stage: what somebody has typed in place of the first ones stays, and so does what they have
 * emptied.
 */
export const textsOfStage = (
  incident: Incident,
  typed: { readonly texts: PublicTexts; readonly stage: PublicStage },
  stage: PublicStage,
  read: readonly Language[],
): PublicTexts =>
  Object.fromEntries(
    languages
      .filter((language) => read.includes(language) || typed.texts[language] !== undefined)
      .map((language) => {
        const now = typed.texts[language] ?? blank
        const drawn = templateOf(incident, knownOf(incident), typed.stage, language)
        const next = templateOf(incident, knownOf(incident), stage, language)
        const title = cleanLine(now.title) === drawn.title ? next.title : now.title
        return [language, { title, body: cleanText(now.body) === drawn.body ? next.body : now.body }]
      }),
  )
