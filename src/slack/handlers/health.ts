import type { Parked } from '../../domain/health.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { refuseStanding } from '../../domain/standing.ts'
import { askedAgain } from '../../domain/troubles.ts'
import { parkedLookedAt } from '../checks.ts'
import { escape } from '../mrkdwn.ts'
import {
  askTokenAction,
  effectNamed,
  healthView,
  retryAllParkedAction,
  retryParkedActions,
  shownEffects,
} from '../views/health.ts'
import { cureText, errorShown } from '../views/trouble.ts'
import { incidentName } from '../views/words.ts'
import { type Answer, type Asked, type Handler, type House, type Pressed, quietly, wish } from './handler.ts'
import { partsOf } from './meant.ts'
import { say, sayNo } from './say.ts'

const retryParked = (pressed: Pressed, house: House): Promise<Answer> =>
  forMembers(pressed, house, () => retryOne(pressed, house))

/**
 * `/incident health`: is Stanch well, what waits, what was given up; each with its cure, and *Try again*. Its looks at
 * Slack stand before the acknowledgement, for they are what is asked for; should they take too long, the edge says so.
 */
export const health: Handler = {
  slash: {
    word: 'health',
    aliases: ['doctor', 'תקינות', 'السلامة', 'حالة البوت', '稼働状況', 'ヘルス'],
    usage: '',
    where: 'anywhere',
    answer: (said, house) => forMembers(said, house, () => showHealth(said, house)),
    // Whoever asks has waited for the database as long as Slack lets them: no second question.
    whileAway: ({ health: { whyNoDatabase } }, t) => {
      const why = whyNoDatabase()
      return why === undefined ? t('answer.database-away') : t('health.database-wrong', { why: escape(why) })
    },
  },
  presses: {
    ...Object.fromEntries(retryParkedActions.map((action) => [action, retryParked])),
    [retryAllParkedAction]: (pressed, house) => forMembers(pressed, house, () => retryAll(pressed, house)),
    [askTokenAction]: (pressed, house) => forMembers(pressed, house, () => askToken(pressed, house)),
  },
}

/** What is wrong with the house is for those who may act. */
const forMembers = async (asked: Asked, { guests }: House, answer: () => Promise<Answer>): Promise<Answer> => {
  const refusal = refuseStanding(asked.by.standing, { guests })
  return refusal === undefined ? answer() : sayNo(refusal, asked.t)
}

const showHealth = async ({ at, t }: Asked, house: House): Promise<Answer> => {
  const report = await house.health.look()
  const ids = new Set(shownEffects(report).flatMap(({ incident }) => (incident === undefined ? [] : [incident])))
  const names = await house.reads.names([...ids])
  return { say: healthView({ report, names: new Map(names.map((one) => [one.id, one])) }, at, t) }
}

const askToken = async ({ t }: Asked, house: House): Promise<Answer> => {
  const isTaken = await house.health.askToken()
  return isTaken ? say(t('health.token-taken')) : showToken(t, house)
}

const showToken = (t: Asked['t'], house: House): Answer => {
  const error = house.held() ?? 'invalid_auth'
  return say(t('health.token-wrong', { error: escape(error) }), cureText('show-card', { error }, t))
}

const retryOne = async (pressed: Pressed, house: House): Promise<Answer> => {
  const [from, ...rest] = partsOf(pressed.value)
  const id = rest.join(':')
  return from === 'inbox' ? retryEvent(id, pressed, house) : retryEffect(Number(id), pressed, house)
}

const retryEvent = async (id: string, { t }: Asked, { health: { inbox, nudge } }: House): Promise<Answer> => {
  if (!(await inbox.tryAgain(id))) return say(t('health.retry-gone'))
  nudge()
  return say(t('health.retry-going'))
}

const retryEffect = async (id: number, pressed: Pressed, house: House): Promise<Answer> => {
  const { t } = pressed
  const { outbox, nudge } = house.health
  const row = (await outbox.parked(parkedLookedAt)).find((one) => one.id === id)
  if (row === undefined) return say(t('health.retry-gone'))
  const incident = await askIncident(row, pressed, house)
  if (incident !== undefined) return say(t('answer.retrying', { incident }))
  if (!(await outbox.tryAgain(id))) return say(t('health.retry-gone'))
  nudge()
  if (!(await cameTrue(async () => !(await outbox.isWaiting(id))))) return say(t('health.retry-going'))
  const again = (await outbox.parked(parkedLookedAt)).find((one) => one.id === id)
  if (again === undefined) return say(t('health.retry-done'))
  const cure = cureText(effectNamed(again.what) ?? 'post', again, t)
  return say(t('health.retry-refused', { error: escape(again.error, errorShown), cure }))
}

/**
 * What an incident shows as its trouble is asked for through the incident: it is drawn from the newest state, its card
 * says so, and whoever pressed is told what comes of it. Resolves with the incident's name, or undefined where it is no
 * trouble.
 */
const askIncident = async (
  { what, incident }: Parked<number>,
  asked: Asked,
  house: House,
): Promise<string | undefined> => {
  if (incident === undefined || !isAskedAgain(what)) return undefined
  const outcome = await house.door({ ...wish(asked, incident), type: 'retry', on: { incident } }, quietly(asked))
  return outcome.ok && outcome.events.length > 0 ? incidentName(outcome.incident) : undefined
}

const isAskedAgain = (what: string): boolean => askedAgain.some((effect) => effect === what)

const retryAll = async (pressed: Pressed, house: House): Promise<Answer> => {
  const { outbox, inbox, nudge } = house.health
  const [effects, events] = await Promise.all([outbox.parked(parkedLookedAt), inbox.parked(parkedLookedAt)])
  const asked = new Map<IncidentId, string | undefined>()
  let count = 0
  for (const row of effects) {
    const { incident } = row
    if (incident !== undefined && isAskedAgain(row.what)) {
      if (!asked.has(incident)) asked.set(incident, await askIncident(row, pressed, house))
      if (asked.get(incident) !== undefined) {
        count += 1
        continue
      }
    }
    if (await outbox.tryAgain(row.id)) count += 1
  }
  for (const { id } of events) if (await inbox.tryAgain(id)) count += 1
  nudge()
  return say(pressed.t('health.retry-all', { count }))
}

/** A press is acknowledged within 3 s; what is not known by then is seen in the next `/incident health`. */
const patienceMs = 2_000
const lookEveryMs = 100

/** Whether it came true in time. */
const cameTrue = async (isTrue: () => Promise<boolean>): Promise<boolean> => {
  for (const until = performance.now() + patienceMs; performance.now() < until;) {
    if (await isTrue()) return true
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  return false
}
