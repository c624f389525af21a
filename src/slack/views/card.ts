import type { Moment } from '../../domain/ids.ts'
import { type Incident, isOpen, roles } from '../../domain/incident.ts'
import { isUnreached } from '../../domain/public-updates.ts'
import type { T } from '../../text/text.ts'
import { link } from '../mrkdwn.ts'
import { cardControls, retryButton, takeRoleButton } from './card-controls.ts'
import { customersLines } from './card-customers.ts'
import {
  descriptionLine,
  dueLine,
  endingLine,
  followUpsLine,
  heading,
  lastUpdateLine,
  roleLine,
  statusLine,
} from './card-facts.ts'
import { particularLines } from './card-particulars.ts'
import { absorbedLine, unmergeLine } from './card-merged.ts'
import { bold, context, message, type MessageView, section } from './message.ts'
import { recurrenceLine } from './recurrence.ts'
import { isRetried, troubleText } from './trouble.ts'
import { watchLine } from './watch.ts'
import { severityMark } from './words.ts'

/** More would push the controls off a phone's screen; the record holds them all. */
const troublesShown = 2

/** The one message that shows how an incident stands. `now` tells a due update from an overdue one. */
export const card = (incident: Incident, now: Moment, t: T): MessageView => {
  const open = isOpen(incident)
  const title = heading(incident, t)
  const state = [statusLine(incident, now, t), endingLine(incident, t)]
  const held = roles
    .filter((role) => open || incident.roles[role] !== undefined)
    .map((role) => roleLine(role, incident, t))
  const due = dueLine(incident, now, t)
  const overdue = incident.nextUpdateDue !== undefined && now > incident.nextUpdateDue
  const particulars = open ? particularLines(incident, now, t) : []
  const watched = watchLine(incident, now, t)
  const recurred = recurrenceLine(incident, t)
  const updates = [open ? lastUpdateLine(incident, now, t) : undefined]
  const details = [
    open ? descriptionLine(incident, t) : undefined,
    sourceLine(incident, t),
    followUpsLine(incident, t),
    absorbedLine(incident, t),
  ]
  const hint = incident.status === 'resolved' ? t('card.reopen-hint') : unmergeLine(incident, now, t)
  const shown = incident.troubles.slice(-troublesShown)
  const unreached = isUnreached(incident)
  const retried = shown.some(({ effect }) => isRetried(effect))
  const customers = customersLines(incident, now, t)
  const troubles = [
    ...shown.map((trouble) => troubleText(trouble, incident, t)),
    retried ? t('news.then-retry') : undefined,
    unreached ? t('card.customers-retry') : undefined,
  ]
  const offered = open ? roles.find((role) => incident.roles[role] === undefined) : undefined

  return message(
    [
      title,
      ...state,
      ...held,
      ...particulars,
      watched,
      recurred,
      ...updates,
      due,
      ...customers,
      ...details,
      hint,
      ...troubles,
    ],
    [
      section([`${severityMark(incident.severity)} ${bold(title)}`, ...state]),
      section(held, offered && takeRoleButton(offered, incident, t)),
      section([...particulars, watched, recurred]),
      section([...updates, due !== undefined && overdue ? bold(due) : due]),
      section(customers),
      context([...details, hint]),
      section(troubles, retried || unreached ? retryButton(incident, t) : undefined),
      ...cardControls(incident, now, t),
    ],
  )
}

const sourceLine = ({ source }: Incident, t: T): string | undefined =>
  source === undefined ? undefined : link(source.permalink, t('card.source'))
