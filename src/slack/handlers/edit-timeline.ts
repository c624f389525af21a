import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { Outcome } from '../../app/ports.ts'
import { entryId, incidentId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { peopleInEntries } from '../../domain/postmortem/people.ts'
import { type Entry, everyEntryInTurns } from '../../domain/timeline.ts'
import { momentsAt } from '../../domain/wall-clock.ts'
import { messageView } from '../views/forms/message.ts'
import { editTimelineAction } from '../views/postmortem-root.ts'
import { refusalText } from '../views/refusal.ts'
import {
  entryTextBlock,
  entryTextForm,
  entryTextView,
  entryTimeBlocks,
  entryTimeForm,
  entryTimeView,
} from '../views/timeline-entry-form.ts'
import {
  earlierAction,
  entriesPage,
  entriesView,
  entryDeeds,
  entryMenuActions,
  laterAction,
} from '../views/timeline-form.ts'
import { given, givenJson, NotOurs } from './given.ts'
import {
  type Answer,
  type Asked,
  type FormAnswer,
  type Handler,
  type House,
  type Pressed,
  type Submitted,
  wish,
} from './handler.ts'
import { idIn, incidentAt, pressedOn } from './meant.ts'
import { namesOf } from './names.ts'
import { formNo, noIncident, openAbout } from './say.ts'

/**
 * *Edit timeline*: its entries page by page, each edited, moved in time, kept, removed or brought back. One form,
 * redrawn.
 */
export const editTimeline: Handler = {
  presses: {
    async [editTimelineAction](pressed, house) {
      const incident = await incidentAt(pressedOn(pressed), house)
      if (incident === undefined) return noIncident(pressed)
      const view = await listed(incident, 0, pressed, house)
      return openAbout(pressed, incident, () => view, house, 'always')
    },
    [earlierAction]: turn,
    [laterAction]: turn,
    ...Object.fromEntries(entryMenuActions.map((action) => [action, choose])),
  },
  submits: {
    async [entryTextForm](submitted, house) {
      const place = placeIn(submitted.metadata)
      const { incident: id, entry } = place
      const text = submitted.answer(entryTextBlock)
      const outcome = await house.door({ ...wish(submitted), type: 'edit-entry', on: { incident: id }, entry, text })
      return back(outcome, place, entryTextBlock, submitted, house)
    },
    [entryTimeForm]: moveEntry,
  },
}

async function turn(pressed: Pressed, house: House): Promise<Answer> {
  const incident = await incidentAt({ incident: formIncident(pressed) }, house)
  if (incident === undefined) return noIncident(pressed)
  return { redraw: await listed(incident, given(z.coerce.number().int(), pressed.value), pressed, house) }
}

const choice = z.templateLiteral([z.enum(entryDeeds), ':', z.string()])

async function choose(pressed: Pressed, house: House): Promise<Answer> {
  const chosen = given(choice, pressed.value)
  const deed = given(z.enum(entryDeeds), chosen.slice(0, chosen.indexOf(':')))
  const entry = entryId(chosen.slice(chosen.indexOf(':') + 1))
  const on = { incident: formIncident(pressed) }
  const page = pageIn(pressed.form?.metadata ?? '')
  switch (deed) {
    case 'edit':
    case 'time':
      return { redraw: await asking(deed, entry, page, pressed, house) }
    case 'keep':
    case 'restore':
    case 'remove': {
      const type = deed === 'remove' ? 'remove-entry' : 'keep-entry'
      const outcome = await house.door({ ...wish(pressed), type, on, entry })
      if (!outcome.ok) return { redraw: messageView(refusalText(outcome.refusal, pressed.t), pressed.t) }
      return { redraw: await listed(outcome.incident, page, pressed, house) }
    }
  }
}

const asking = async (
  what: 'edit' | 'time',
  id: Entry['id'],
  page: number,
  pressed: Pressed,
  house: House,
): Promise<ModalView> => {
  const { t, timeZone, at } = pressed
  const incident = formIncident(pressed)
  const entry = await entryNow(incident, id, house)
  if (entry === undefined) return messageView(refusalText({ code: 'entry-unknown' }, t), t)
  const nameOf = await namesOf(peopleInEntries([entry]), house)
  // `at` tells this form from an earlier one in the same window: a form that is handed in twice is one command.
  const metadata = JSON.stringify({ incident, page, entry: id, at })
  return what === 'edit'
    ? entryTextView(entry, metadata, t, nameOf)
    : entryTimeView(entry, metadata, timeZone, t, nameOf)
}

async function moveEntry(submitted: Submitted, house: House): Promise<FormAnswer> {
  const place = placeIn(submitted.metadata)
  const { t, timeZone } = submitted
  const { date, time } = entryTimeBlocks
  const wall = { date: submitted.answer(date), time: submitted.answer(time) }
  if (wall.date === '' || wall.time === '') return { errors: { [time]: t('timeline.time-missing') } }
  const entry = await entryNow(place.incident, place.entry, house)
  if (entry === undefined) return formNo({ code: 'entry-unknown' }, date, t)
  const happenedAt = nearest(momentsAt(wall, timeZone), entry.at)
  if (happenedAt === undefined) return { errors: { [time]: t('timeline.time-skipped') } }
  const outcome = await house.door({
    ...wish(submitted),
    type: 'backdate-entry',
    on: { incident: place.incident },
    entry: place.entry,
    happenedAt,
  })
  return back(outcome, place, date, submitted, house)
}

const minute = 60_000

/**
 * Of the moments that a clock shows alike, the one nearest to the entry's own. Within the minute that is shown it is
 * the entry's own time, whose seconds a picker does not have: what was not changed stays as it is.
 */
const nearest = (moments: readonly number[], own: number): number | undefined => {
  const [near] = moments.toSorted((a, b) => Math.abs(a - own) - Math.abs(b - own))
  return near !== undefined && own >= near && own < near + minute ? own : near
}

const back = async (
  outcome: Outcome,
  { page }: Place,
  block: string,
  asked: Asked,
  house: House,
): Promise<FormAnswer> =>
  outcome.ok ? { show: await listed(outcome.incident, page, asked, house) } : formNo(outcome.refusal, block, asked.t)

const listed = async (incident: Incident, page: number, { t }: Asked, house: House): Promise<ModalView> => {
  const here = entriesPage(await entriesOf(incident.id, house), page)
  const nameOf = await namesOf(peopleInEntries(here.entries), house)
  return entriesView(incident, here, t, nameOf)
}

const entryNow = async (incident: Incident['id'], id: Entry['id'], house: House): Promise<Entry | undefined> =>
  (await entriesOf(incident, house)).find((entry) => entry.id === id)

const entriesOf = async (incident: Incident['id'], house: House): Promise<readonly Entry[]> =>
  everyEntryInTurns(await house.reads.timelineEvents(incident), () => nextTurn())

/** Where a form of one entry was opened: it goes back to that page of the list. */
const placeInForm = z.object({
  incident: z.guid().transform(incidentId),
  page: z.number().int(),
  entry: z.string().transform(entryId),
})
type Place = z.infer<typeof placeInForm>

const placeIn = (metadata: string): Place => givenJson(placeInForm, metadata)

const formIncident = (pressed: Pressed): Incident['id'] => {
  const id = idIn((pressed.form?.metadata ?? '').split(':')[0] ?? '')
  if (id === undefined) throw new NotOurs('a form of the timeline without its incident')
  return id
}

const pageIn = (metadata: string): number => z.coerce.number().int().catch(0).parse(metadata.split(':')[1])
