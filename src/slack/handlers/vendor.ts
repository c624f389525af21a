import { z } from 'zod'
import type { Outcome } from '../../app/ports.ts'
import { incidentId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { escape } from '../mrkdwn.ts'
import { vendorWished } from '../vendor-words.ts'
import { messageView } from '../views/forms/message.ts'
import {
  newEstimateAction,
  vendorBackAction,
  vendorBlocks,
  vendorDraft,
  vendorForm,
  vendorView,
} from '../views/forms/vendor.ts'
import { when } from '../views/moments.ts'
import { moreAction } from '../views/more.ts'
import { refusalPlain, refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { givenJson } from './given.ts'
import {
  type Answer,
  type Asked,
  type FormAnswer,
  type Handler,
  type House,
  type Pressed,
  type Said,
  type Submitted,
  quietly,
  wish,
} from './handler.ts'
import { incidentAt, incidentHere, pressedOn } from './meant.ts'
import { type FormFor, inPlace, openFor } from './more.ts'
import { answered, noIncident, refusedAhead, say, sayNo } from './say.ts'
import { momentIn } from './written.ts'

/**
 * `/incident vendor [name]`, `vendor estimate 15:00`, `vendor back`; *Waiting on a vendor* under *More…*, and *New
 * estimate* and *Vendor is back* under the reminder.
 */
export const vendor: Handler = {
  slash: {
    word: 'vendor',
    aliases: ['supplier', 'provider', 'waiting', 'ספק', 'المورد', 'مورد', 'المورّد', 'ベンダー', '外部ベンダー'],
    usage: '[name] | estimate 15:00 | back',
    where: 'incident',
    async answer(said, house) {
      const wished = vendorWished(said.text)
      switch (wished.wish) {
        case 'back':
          return ended(said, house)
        case 'estimate':
          return promised(wished.rest, said, house)
        case 'form':
          return openForm(wished.rest, said, await incidentHere(said, house), house)
      }
    },
  },
  presses: {
    [moreAction('vendor')]: inPlace((...asked) => formWith('')(...asked)),
    [newEstimateAction]: async (pressed, house) =>
      openForm('', pressed, await incidentAt(pressedOn(pressed), house), house),
    [vendorBackAction]: back,
  },
  submits: { [vendorForm]: handIn },
}

const openForm = async (name: string, asked: Asked, incident: Incident | undefined, house: House): Promise<Answer> => {
  if (incident === undefined) return noIncident(asked)
  const refusal = refusedAhead(asked, incident, house, 'open')
  return refusal === undefined ? openFor(incident, asked, house, formWith(name)) : sayNo(refusal, asked.t)
}

/** `name`: what was typed behind the word; else the vendor of a service that is affected is proposed. */
const formWith =
  (name: string): FormFor =>
  (incident, { t, timeZone, at }) => {
    const proposed = incident.impact?.services?.find((service) => service.vendor !== undefined)?.vendor ?? ''
    const known = vendorDraft(incident.vendor, proposed, { timeZone, now: at })
    const held = { incident: incident.id, at, estimate: known.estimate }
    return vendorView(incident, name === '' ? known : { ...known, name }, JSON.stringify(held), timeZone, t)
  }

const metadata = z.object({ incident: z.guid().transform(incidentId), at: z.number(), estimate: z.string() })

async function handIn(submitted: Submitted, house: House): Promise<FormAnswer> {
  const { incident, estimate: shown } = givenJson(metadata, submitted.metadata)
  const answer = (block: keyof typeof vendorBlocks): string => submitted.answer(vendorBlocks[block]).trim()
  const typed = answer('estimate')
  const estimate = typed === shown ? undefined : typed === '' ? null : momentIn(typed, submitted, 'future')
  if (estimate !== undefined && estimate !== null && 'error' in estimate) {
    return { errors: { [vendorBlocks.estimate]: estimate.error } }
  }
  const outcome = await house.door({
    ...wish(submitted),
    type: 'await-vendor',
    on: { incident },
    vendor: {
      name: answer('name'),
      contact: answer('contact'),
      ticket: answer('ticket'),
      statusPage: answer('page'),
    },
    ...(estimate !== undefined && { estimate: estimate === null ? null : estimate.at }),
  })
  return outcome.ok ? 'close' : { errors: { [blockOf(outcome.refusal)]: refusalPlain(outcome.refusal, submitted.t) } }
}

const blockOf = ({ code }: Refusal): string => {
  switch (code) {
    case 'estimate-in-past':
      return vendorBlocks.estimate
    case 'link-not-web':
      return vendorBlocks.page
    default:
      return vendorBlocks.name
  }
}

const promised = async (typed: string, said: Said, house: House): Promise<Answer> => {
  const { t } = said
  const read = momentIn(typed, said, 'future')
  if ('error' in read) return say(read.error)
  const on = { channel: said.channel }
  const outcome = await house.door({ ...wish(said), type: 'record-estimate', on, estimate: read.at }, quietly(said))
  return answered(outcome, said, ({ vendor: wait }) =>
    t('answer.vendor-estimate', { vendor: escape(wait?.name ?? '', nameShown), at: when(read.at, said.at, t) }),
  )
}

const nameShown = 100

const ended = async (said: Said, house: House): Promise<Answer> => {
  const on = { channel: said.channel }
  const outcome = await house.door({ ...wish(said), type: 'end-vendor-wait', on }, quietly(said))
  return answered(outcome, said, () => endedWords(outcome, said))
}

async function back(pressed: Pressed, house: House): Promise<Answer> {
  const on = pressedOn(pressed)
  if (on === undefined) return noIncident(pressed)
  const outcome = await house.door({ ...wish(pressed), type: 'end-vendor-wait', on })
  const words = endedWords(outcome, pressed)
  return pressed.form === undefined ? say(words) : { redraw: messageView(words, pressed.t) }
}

const endedWords = (outcome: Outcome, { t }: Asked): string => {
  if (!outcome.ok) return refusalText(outcome.refusal, t)
  const { incident, events } = outcome
  const name = events.find((event) => event.type === 'vendor-returned')?.name ?? ''
  return t('answer.vendor-returned', { incident: incidentName(incident), vendor: escape(name, nameShown) })
}
