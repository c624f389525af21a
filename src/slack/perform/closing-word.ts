import { randomUUID } from 'node:crypto'
import { publicUpdateId } from '../../domain/ids.ts'
import { type Incident, type Language, languages } from '../../domain/incident.ts'
import {
  channelIn,
  isLast,
  newestUpdate,
  newestVersion,
  owesClosing,
  type Wording,
} from '../../domain/public-updates.ts'
import { stageOf, templateOf } from '../views/public-template.ts'
import { answer, type Performer } from './parts.ts'

/**
 * Drafts the closing word for customers who were told of an incident that is none any more: no call of Slack's, but a
 * command of its own, which commits together with this row. A draft that waits already says that it goes on, so it is
 * worded anew. Nothing is published by it: somebody approves it first.
 */
export const draftClosing: Performer<'draft-closing'> = async (row, incident, parts) => {
  // Opened again, or told, since this was asked for.
  if (!owesClosing(incident)) return undefined
  const waiting = incident.customers?.draft
  const seen = waiting && newestVersion(waiting)
  if (seen !== undefined && isLast(seen.stage)) return undefined
  const command = {
    ...answer(row, incident, parts),
    // Whoever ended it drafts it; that they may was decided when they did.
    by: { kind: 'person', user: row.effect.by, standing: 'member' },
    wording: closingWording(incident),
    // Where they were told of it.
    channels: (incident.customers?.reached ?? []).flatMap(({ to }) => channelIn(to) ?? []),
  } as const
  return waiting === undefined || seen === undefined
    ? { ...command, type: 'draft-public-update', update: publicUpdateId(randomUUID()) }
    : { ...command, type: 'edit-public-update', update: waiting.id, version: seen.version }
}

/** What is drafted: in each language in which customers were told of it, under the title that they know. */
export const closingWording = (incident: Incident): Wording => {
  const told = newestUpdate(incident)?.texts ?? {}
  const stage = stageOf(incident)
  const texts = languages.flatMap((language): [Language, { title: string; body: string }][] => {
    const title = told[language]?.title
    return title === undefined ? [] : [[language, { ...templateOf(incident, {}, stage, language), title }]]
  })
  return { stage, texts: Object.fromEntries(texts) }
}
