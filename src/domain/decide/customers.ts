import { cleanLine, cleanText } from '../clean.ts'
import type { CustomerCommand } from '../commands/customers.ts'
import type { Moment, PublicUpdateId, UserId } from '../ids.ts'
import type { IncidentEvent } from '../events.ts'
import { type Incident, languages } from '../incident.ts'
import {
  approvalBy,
  approversOf,
  isLast,
  newestVersion,
  outdatedSince,
  publicBodyLimit,
  publicTitleLimit,
  publicUpdateOf,
  type DraftVersion,
  type PublicDraft,
  type PublicTexts,
  type Wording,
} from '../public-updates.ts'
import { mustBePerson } from '../standing.ts'
import type { Decision } from '../situation.ts'
import { mustChange } from '../unsaid.ts'
import { happened, refuse, refuseText, unchanged } from './outcome.ts'

type Approval = Extract<CustomerCommand, { type: 'approve-public-update' }>
type Versioned = Extract<CustomerCommand, { version: number }>

/** A reason is one line in a message. */
const whyLimit = 500

/**
 * What customers are told: drafted, edited, sent back, withdrawn, published. After the end too, for that it is over is
 * what they wait for.
 */
export const decideCustomers = (command: CustomerCommand, incident: Incident): Decision => {
  switch (command.type) {
    case 'draft-public-update': {
      const waiting = incident.customers?.draft
      if (waiting !== undefined) return refuse({ code: 'public-draft-waits', by: newestVersion(waiting).by })
      const wording = cleanWording(command.wording)
      const facts = { update: command.update, version: 1, ...chosenIn(command), ...wording }
      return refuseWording(wording, command.at) ?? happened({ type: 'public-update-drafted', ...facts })
    }
    case 'edit-public-update':
      return onVersion(command, incident, (draft, seen) => {
        const wording = cleanWording(command.wording)
        const isSame = sameWording(wording, seen) && sameChannels(command.channels ?? seen.channels, seen.channels)
        const isMeant = draft.sentBack !== undefined || outdatedSince(incident, seen) !== undefined
        if (isSame && !isMeant) return unchanged
        const facts = { update: draft.id, version: seen.version + 1, ...chosenIn(command), ...wording }
        return refuseWording(wording, command.at) ?? happened({ type: 'public-update-edited', ...facts })
      })
    case 'send-back-public-update':
      return onVersion(command, incident, (draft, { version }) => {
        const why = cleanLine(command.why)
        const no =
          refuseText(why, whyLimit) ?? mayNotApprove(incident, draft, mustBePerson(command)) ?? isSentBack(draft)
        return no ?? happened({ type: 'public-update-sent-back', update: draft.id, version, why })
      })
    case 'withdraw-public-update': {
      const draft = incident.customers?.draft
      if (draft?.id !== command.update) return gone(incident, command.update)
      return happened({ type: 'public-update-withdrawn', update: draft.id, why: cleanLine(command.why) })
    }
    case 'approve-public-update':
      return onVersion(command, incident, (draft, seen) => approve(command, incident, draft, seen))
  }
}

/** It goes on after all: a draft that says that it is over is withdrawn. */
export const overturned = ({ customers }: Incident): readonly IncidentEvent[] => {
  const draft = customers?.draft
  if (draft === undefined || !isLast(newestVersion(draft).stage)) return []
  return [{ type: 'public-update-withdrawn', update: draft.id, why: '' }]
}

const approve = (command: Approval, incident: Incident, draft: PublicDraft, seen: DraftVersion): Decision => {
  const { kept, names, to } = command
  const by = mustBePerson(command)
  const no = mayNotApprove(incident, draft, by) ?? isSentBack(draft)
  if (no !== undefined) return no
  if (to.length === 0) return refuse({ code: 'no-destination' })
  const since = outdatedSince(incident, seen)
  if (since !== undefined) return refuse({ code: 'public-draft-outdated', at: since })
  const late = refusePromise(seen.nextUpdateDue, command.at)
  if (late !== undefined) return late
  const kinds = mustChange(seen.texts, names, kept)
  if (kinds.length > 0) return refuse({ code: 'public-text-marked', kinds })
  const { version, stage, texts, nextUpdateDue } = seen
  return happened({
    type: 'public-update-published',
    update: draft.id,
    version,
    stage,
    texts,
    ...(nextUpdateDue !== undefined && { nextUpdateDue }),
    draftedBy: draft.draftedBy,
    alone: approvalBy(incident, draft.draftedBy, by) === 'alone',
    kept,
    to,
  })
}

const mayNotApprove = (incident: Incident, { draftedBy }: PublicDraft, by: UserId): Decision | undefined => {
  if (approvalBy(incident, draftedBy, by) !== 'does-not') return undefined
  const approvers = approversOf(incident, draftedBy)
  return refuse({ code: by === draftedBy ? 'own-public-draft' : 'not-an-approver', approvers })
}

/** It waits for another wording. */
const isSentBack = ({ sentBack }: PublicDraft): Decision | undefined =>
  sentBack && refuse({ code: 'public-draft-sent-back', by: sentBack.by, why: sentBack.why })

/** Only the version that was seen is approved, edited or sent back: another one says something else. */
const onVersion = (
  command: Versioned,
  incident: Incident,
  go: (draft: PublicDraft, seen: DraftVersion) => Decision,
): Decision => {
  const draft = incident.customers?.draft
  if (draft?.id !== command.update) return gone(incident, command.update)
  const newest = newestVersion(draft)
  if (newest.version !== command.version) {
    return refuse({ code: 'public-draft-changed', by: newest.by, version: newest.version })
  }
  return go(draft, newest)
}

const gone = (incident: Incident, id: PublicUpdateId): Decision => {
  const published = publicUpdateOf(incident, id)
  if (published === undefined) return refuse({ code: 'public-draft-gone' })
  return refuse({ code: 'public-update-already-published', by: published.approvedBy, at: published.publishedAt })
}

type Chosen = { readonly approver?: UserId; readonly channels?: readonly string[] }

const chosenIn = ({ approver, channels }: Chosen): Chosen => ({
  ...(approver !== undefined && { approver }),
  ...(channels !== undefined && { channels }),
})

/** A language in which nothing was written is left out. */
const cleanWording = ({ stage, texts, nextUpdateDue }: Wording): Wording => ({
  stage,
  texts: Object.fromEntries(
    languages.flatMap((language) => {
      const text = texts[language]
      if (text === undefined) return []
      const clean = { title: cleanLine(text.title), body: cleanText(text.body) }
      return clean.title === '' && clean.body === '' ? [] : [[language, clean]]
    }),
  ),
  ...(nextUpdateDue !== undefined && { nextUpdateDue }),
})

const refuseWording = ({ texts, nextUpdateDue }: Wording, now: Moment): Decision | undefined => {
  const written = Object.values(texts)
  if (written.length === 0) return refuse({ code: 'text-empty' })
  for (const { title, body } of written) {
    const no = refuseText(title, publicTitleLimit) ?? refuseText(body, publicBodyLimit)
    if (no !== undefined) return no
  }
  return refusePromise(nextUpdateDue, now)
}

const refusePromise = (due: Moment | undefined, now: Moment): Decision | undefined =>
  due !== undefined && due <= now ? refuse({ code: 'promise-in-past', at: due }) : undefined

const sameWording = (one: Wording, other: Wording): boolean =>
  one.stage === other.stage && one.nextUpdateDue === other.nextUpdateDue && sameTexts(one.texts, other.texts)

const sameChannels = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one?.join() === other?.join()

const sameTexts = (one: PublicTexts, other: PublicTexts): boolean =>
  languages.every((language) => {
    const [mine, theirs] = [one[language], other[language]]
    return mine?.title === theirs?.title && mine?.body === theirs?.body
  })
