import { z } from 'zod'
import { DatabaseAway, type IncidentLine } from '../../app/ports.ts'
import { alike } from '../../domain/alike.ts'
import { cleanLine } from '../../domain/clean.ts'
import { incidentId } from '../../domain/ids.ts'
import { type Incident, kinds, severities } from '../../domain/incident.ts'
import { refuseStanding } from '../../domain/standing.ts'
import { limits } from '../limits.ts'
import { channelLink, clip, escape } from '../mrkdwn.ts'
import { severityAt } from '../slash-words.ts'
import { unquoted } from '../slash.ts'
import { actionsNamed, alikeBlocks } from '../views/alike.ts'
import { declareBlocks, declareForm, declareView, type DeclareDraft } from '../views/forms/declare.ts'
import { messageView } from '../views/forms/message.ts'
import { message, section } from '../views/message.ts'
import { named } from '../views/hand.ts'
import { incidentName } from '../views/words.ts'
import { foundAgain } from './again.ts'
import { type FormSource, formSource, sourceOf, written } from './form-source.ts'
import { givenJson } from './given.ts'
import {
  type Answer,
  type Asked,
  type Called,
  type FormAnswer,
  type Handler,
  type House,
  type Said,
  type Submitted,
  quietly,
  wish,
} from './handler.ts'
import { mentionedIn, namesOf } from './names.ts'
import { reported } from './report.ts'
import { formNo, say, sayNo } from './say.ts'
import { servicesNamed, unknownService } from './services-named.ts'

/**
 * *It is this one*, under the answer to a one-line declare; its value is the new incident and the other, parted by a
 * colon.
 */
export const thisOneActions = actionsNamed('it-is-this-one')
/** The shortcuts' callback_ids, as the manifest names them. */
export const declareShortcut = 'declare'
export const declareFromMessageShortcut = 'declare-from-message'

/** How many open incidents are compared with a new title: older ones are hardly what somebody sees just now. */
const compared = 50
const blank: DeclareDraft = { title: '', severity: 'sev3', kind: 'other', description: '' }

/** `/incident declare [sev1] [TITLE]`: at once where there is a title, else a form; also both shortcuts. */
export const declare: Handler = {
  slash: {
    word: 'declare',
    aliases: [
      'new',
      'open',
      'start',
      'create',
      'פתיחה',
      'פתיחת אירוע',
      'חדש',
      'إعلان',
      'الإعلان عن حادثة',
      'جديد',
      '宣言',
      'インシデントを宣言',
      '新規',
    ],
    usage: '[sev1 | sev2 | sev3 | sev4] [title]',
    where: 'anywhere',
    answer: declareInOneLine,
  },
  submits: { [declareForm]: handIn },
  shortcuts: {
    [declareShortcut]: async (called, house) => openForm(called, house, blank, {}),
    async [declareFromMessageShortcut](called, house) {
      const { message: source } = called
      if (source === undefined) return openForm(called, house, blank, {})
      const nameOf = await namesOf(mentionedIn([source.text]), house)
      const text = named(source.text, nameOf)
      const title = clip(cleanLine(text.trim().split('\n')[0] ?? ''), limits.titleShown)
      const { channel, ts, user, files } = source
      const kept = { channel, ts, files: [...files], ...(user !== undefined && { user }) }
      return openForm(called, house, { ...blank, title, message: clip(text, limits.input) }, { source: kept })
    },
  },
}

async function declareInOneLine(said: Said, house: House): Promise<Answer> {
  const { t } = said
  const led = severityAt(said.text)
  const severity = led?.found ?? blank.severity
  if (typeof severity !== 'string') {
    const example = '/incident declare sev1 …'
    return say(t('answer.severity-unknown', { typed: escape(severity.unknown, 40), example }))
  }
  const title = unquoted(led?.rest ?? said.text)
  if (cleanLine(title) === '') return openForm(said, house, { ...blank, severity }, {})
  // Side by side: nobody waits for the look at other incidents.
  const [open, outcome] = await Promise.all([
    unlessAway(house, () => house.reads.openTitles(compared)),
    house.door(
      {
        ...wish(said),
        type: 'declare',
        incident: incidentId(house.newId()),
        title,
        severity,
        kind: blank.kind,
        description: '',
        language: house.defaultLanguage,
      },
      quietly(said),
    ),
  ])
  if (!outcome.ok) return sayNo(outcome.refusal, t)
  const { incident } = outcome
  if (incident.status === 'triage') return say(reported(incident, t))
  const others = await alikeTo(
    incident.title,
    open.filter((one) => one.id !== incident.id),
    house,
  )
  return others.length === 0 ? say(recorded(incident, said)) : sayWithAlike(incident, others, said)
}

/** The lines of those that say much the same; hardly ever is there one, and they are read only then. */
const alikeTo = async (
  title: string,
  open: readonly Pick<Incident, 'id' | 'title'>[],
  house: House,
): Promise<readonly IncidentLine[]> => {
  const found = alike(title, open)
  return found.length === 0 ? [] : unlessAway(house, () => house.reads.lines(found.map(({ id }) => id)))
}

/** What is recorded is recorded, whether or not this look succeeds: without it nothing is offered. */
const unlessAway = <Seen>(house: House, look: () => Promise<readonly Seen[]>): Promise<readonly Seen[]> =>
  look().catch((error: unknown) => {
    if (!(error instanceof DatabaseAway)) {
      house.log.warn({ event: 'alike-not-looked-up', error: String(error) }, 'Open incidents could not be compared')
    }
    return []
  })

const recorded = (incident: Incident, { t }: Pick<Said, 't'>): string =>
  t('answer.declared', { incident: incidentName(incident), channel: channelOf(incident) })

const channelOf = ({ channel, channelName }: Incident): string =>
  channel === undefined ? `#${escape(channelName)}` : channelLink(channel)

const sayWithAlike = (incident: Incident, others: readonly IncidentLine[], { t }: Said): Answer => {
  const line = t('answer.declared-alike', { incident: incidentName(incident), channel: channelOf(incident) })
  const value = (other: IncidentLine) => `${incident.id}:${other.id}`
  return {
    say: message(
      [line],
      [section([line]), ...alikeBlocks(others, t('answer.this-one-button'), thisOneActions, value, t)],
    ),
  }
}

const openForm = async (asked: Said | Called, house: House, draft: DeclareDraft, held: FormSource): Promise<Answer> => {
  const { standing } = asked.by
  const refusal = standing === 'guest' ? undefined : refuseStanding(standing, { guests: house.guests })
  if (refusal !== undefined) return sayNo(refusal, asked.t)
  return { open: declareView({ ...draft, ...(await servicesFor(asked, house, '')) }, written(held), asked.t) }
}

/** The services to choose from, where there is a list; whoever may only report is not asked for them. */
const servicesFor = async (asked: Asked, house: House, chosen: string): Promise<Pick<DeclareDraft, 'services'>> => {
  if (refuseStanding(asked.by.standing, { guests: house.guests }) !== undefined) return {}
  const listed = await house.services.all()
  return listed.length === 0 ? {} : { services: { listed, chosen } }
}

async function handIn(submitted: Submitted, house: House): Promise<FormAnswer> {
  const { t, answer } = submitted
  const held = givenJson(formSource, submitted.metadata)
  const { shown = false, source } = held
  const draft = draftIn(submitted, source !== undefined)
  if (cleanLine(draft.title) === '') return formNo({ code: 'title-empty' }, declareBlocks.title, t)
  if (!shown) {
    const others = await alikeTo(draft.title, await house.reads.openTitles(compared), house)
    if (others.length > 0) {
      const again = { ...draft, ...(await servicesFor(submitted, house, answer(declareBlocks.services))) }
      return { show: declareView(again, written({ ...held, shown: true }), t, others) }
    }
  }
  const hurt = await servicesNamed(answer(declareBlocks.services), house)
  if ('unknown' in hurt) return { errors: { [declareBlocks.services]: unknownService(hurt, t) } }
  const outcome = await house.door({
    ...wish(submitted),
    type: 'declare',
    incident: incidentId(house.newId()),
    title: draft.title,
    severity: draft.severity,
    kind: draft.kind,
    description: draft.description,
    language: house.defaultLanguage,
    ...(hurt.services.length > 0 && { services: hurt.services }),
    ...(source !== undefined && { source: sourceOf(source, answer(declareBlocks.message), house) }),
  })
  if (!outcome.ok) {
    const { refusal } = outcome
    return formNo(refusal, refusal.code === 'too-many-services' ? declareBlocks.services : declareBlocks.title, t)
  }
  const { incident } = outcome
  if (incident.status === 'triage') return { show: messageView(reported(incident, t), t) }
  const again = foundAgain(outcome, submitted, house)
  return { show: messageView([recorded(incident, submitted), ...(again === undefined ? [] : [again])].join('\n'), t) }
}

const draftIn = ({ answer }: Submitted, fromMessage: boolean): DeclareDraft => ({
  title: answer(declareBlocks.title),
  severity: z.enum(severities).catch(blank.severity).parse(answer(declareBlocks.severity)),
  kind: z.enum(kinds).catch(blank.kind).parse(answer(declareBlocks.kind)),
  description: answer(declareBlocks.description),
  ...(fromMessage && { message: answer(declareBlocks.message) }),
})
