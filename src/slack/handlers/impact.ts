import { createHash } from 'node:crypto'
import { z } from 'zod'
import { incidentId } from '../../domain/ids.ts'
import { detections, type ImpactPart, type ImpactStatement } from '../../domain/impact.ts'
import { type Incident, kinds } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { headCountWritten } from '../../domain/head-count.ts'
import {
  impactBlocks,
  type ImpactDraft,
  impactDraft,
  type ImpactField,
  impactForm,
  impactKindBlock,
  impactView,
  workaroundChoices,
} from '../views/forms/impact.ts'
import { messageView } from '../views/forms/message.ts'
import { moreAction } from '../views/more.ts'
import { refusalPlain } from '../views/refusal.ts'
import { foundAgain } from './again.ts'
import { given, givenJson } from './given.ts'
import { type Asked, type FormAnswer, type Handler, type House, type Submitted, wish } from './handler.ts'
import { incidentHere } from './meant.ts'
import { inPlace, openFor, type FormFor } from './more.ts'
import { noIncident, refusedAhead, sayNo } from './say.ts'
import { namesIn, servicesNamed, unknownService } from './services-named.ts'
import { momentIn } from './written.ts'

/** `/incident impact [who]`, and *Impact* under *More…*: a form of which only what was changed is recorded. */
export const impact: Handler = {
  slash: {
    word: 'impact',
    aliases: ['affected', 'השפעה', 'מושפעים', 'الأثر', 'أثر', 'المتأثرون', '影響', '影響範囲'],
    usage: '[who]',
    where: 'incident',
    async answer(said, house) {
      const incident = await incidentHere(said, house)
      if (incident === undefined) return noIncident(said)
      const refusal = refusedAhead(said, incident, house, 'always')
      return refusal === undefined ? openFor(incident, said, house, formWith(said.text)) : sayNo(refusal, said.t)
    },
  },
  presses: { [moreAction('impact')]: inPlace((...asked) => formWith('')(...asked), 'always') },
  submits: { [impactForm]: handIn },
}

/** `who`: what was typed behind the word. */
const formWith =
  (who: string): FormFor =>
  async (incident, { t, timeZone, at }, house) => {
    const known = draftOf(incident, { t, timeZone })
    const draft = who === '' ? known : { ...known, who }
    const services = await house.services.all()
    return impactView(incident, { draft, services, metadata: written({ incident, at, shown: known }), timeZone }, t)
  }

const draftOf = ({ impact: known = {} }: Incident, { t, timeZone }: Pick<Asked, 't' | 'timeZone'>): ImpactDraft =>
  impactDraft(known, t, timeZone)

/** What stood in the form, by its digest: a form of an hour ago must not put back what others have changed since. */
const metadata = z.object({
  incident: z.guid().transform(incidentId),
  at: z.number(),
  shown: z.record(z.string(), z.string()),
  // Absent from a form that an older version opened.
  kind: z.enum(kinds).optional(),
})

const written = (held: { readonly incident: Incident; readonly at: number; readonly shown: ImpactDraft }): string =>
  JSON.stringify({
    incident: held.incident.id,
    at: held.at,
    kind: held.incident.kind,
    shown: Object.fromEntries(Object.entries(held.shown).map(([field, value]) => [field, digest(value)])),
  })

const digest = (value: string): string => createHash('sha256').update(value).digest('base64url').slice(0, 8)

async function handIn(submitted: Submitted, house: House): Promise<FormAnswer> {
  const { incident, shown, kind: shownKind } = givenJson(metadata, submitted.metadata)
  const answers = answersIn(submitted)
  const kind = kinds.find((one) => one === submitted.answer(impactKindBlock))
  const services = namesIn(answers.services).map((name) => ({ name }))
  const isTouched = (field: ImpactField): boolean => digest(answers[field]) !== shown[field]
  const read = await Promise.all(
    readers.map((one) => (one.fields.some(isTouched) ? one.read(answers, submitted, house) : {})),
  )
  const errors = Object.assign({}, ...read.map((one) => ('errors' in one ? one.errors : {})))
  if (Object.keys(errors).length > 0) return { errors }
  const outcome = await house.door({
    ...wish(submitted),
    type: 'state-impact',
    on: { incident },
    statements: read.flatMap((one) => ('states' in one ? [one.states] : [])),
    withdrawn: read.flatMap((one) => ('withdraws' in one ? [one.withdraws] : [])),
    ...(kind !== undefined && kind !== shownKind && { reclassified: { kind, services } }),
  })
  const again = foundAgain(outcome, submitted, house)
  if (again !== undefined) return { show: messageView(again, submitted.t) }
  return outcome.ok ? 'close' : { errors: { [blockOf(outcome.refusal)]: refusalPlain(outcome.refusal, submitted.t) } }
}

const answersIn = ({ answer }: Submitted): ImpactDraft => ({
  who: answer(impactBlocks.who).trim(),
  count: answer(impactBlocks.count).trim(),
  services: answer(impactBlocks.services).trim(),
  since: answer(impactBlocks.since).trim(),
  found: answer(impactBlocks.found),
  until: answer(impactBlocks.until).trim(),
  meaning: answer(impactBlocks.meaning).trim(),
  workaround: answer(impactBlocks.workaround) || 'unknown',
  how: answer(impactBlocks.how).trim(),
})

/** What a field comes to: a statement, the end of one, an error under its block, or nothing. */
type Read =
  | { readonly states: ImpactStatement }
  | { readonly withdraws: ImpactPart }
  | { readonly errors: Readonly<Record<string, string>> }
  | Record<string, never>

type Reader = {
  readonly fields: readonly ImpactField[]
  read(answers: ImpactDraft, asked: Asked, house: House): Promise<Read> | Read
}

const readers: readonly Reader[] = [
  textReader('who'),
  textReader('meaning'),
  timeReader('since'),
  timeReader('until'),
  {
    fields: ['count'],
    read: ({ count }, { t }) => {
      if (count === '') return { withdraws: 'count' }
      const to = headCountWritten(count)
      const error = { errors: { [impactBlocks.count]: t('form.impact.count-unreadable') } }
      return to === undefined ? error : { states: { part: 'count', to } }
    },
  },
  {
    fields: ['found'],
    read: ({ found }) =>
      found === '' ? { withdraws: 'found' } : { states: { part: 'found', to: given(z.enum(detections), found) } },
  },
  {
    fields: ['services'],
    read: async ({ services: typed }, { t }, house) => {
      const named = await servicesNamed(typed, house)
      if ('unknown' in named) return { errors: { [impactBlocks.services]: unknownService(named, t) } }
      return named.services.length === 0
        ? { withdraws: 'services' }
        : { states: { part: 'services', to: named.services } }
    },
  },
  {
    fields: ['workaround', 'how'],
    read: ({ workaround, how }, { t }) => {
      const choice = given(z.enum(workaroundChoices), workaround)
      if (choice === 'none') return { states: { part: 'workaround', to: { is: 'none' } } }
      // Whoever writes how to use it need not say besides that there is one.
      if (how !== '') return { states: { part: 'workaround', to: { is: 'known', how } } }
      if (choice === 'unknown') return { withdraws: 'workaround' }
      return { errors: { [impactBlocks.how]: t('form.impact.how-missing') } }
    },
  },
]

function textReader(part: 'who' | 'meaning'): Reader {
  return {
    fields: [part],
    read: (answers) => (answers[part] === '' ? { withdraws: part } : { states: { part, to: answers[part] } }),
  }
}

function timeReader(part: 'since' | 'until'): Reader {
  return {
    fields: [part],
    read: (answers, asked) => {
      if (answers[part] === '') return { withdraws: part }
      const read = momentIn(answers[part], asked, part === 'since' ? 'past' : 'future')
      return 'error' in read ? { errors: { [impactBlocks[part]]: read.error } } : { states: { part, to: read.at } }
    },
  }
}

const blockOf = ({ code }: Refusal): string => {
  switch (code) {
    case 'impact-since-in-future':
    case 'time-too-far-back':
      return impactBlocks.since
    case 'impact-until-in-past':
      return impactBlocks.until
    case 'too-many-services':
      return impactBlocks.services
    default:
      return impactBlocks.who
  }
}
