import { HTTPModuleFunctions, type App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'
import { DatabaseAway, type Inbox, type Log } from '../app/ports.ts'
import { type Ears, isEcho } from './hear.ts'

const eventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event: z.looseObject({
    channel: z.union([z.string(), z.object({ id: z.string() })]).optional(),
    item: z.looseObject({ channel: z.string().optional() }).optional(),
  }),
})

/** Comes each minute in place of events beyond 30,000 an hour, with no event in it (docs.slack.dev/apis/events-api). */
const rateLimited = z.object({ type: z.literal('app_rate_limited') })

/**
 * Bolt acknowledges an event before any listener has run, so a crash in between loses it (App.processEvent). Here an
 * event is stored first, once per `event_id`, then acknowledged, then worked on. If it cannot be stored it stays
 * un-acked and Slack delivers it again. Commands, presses and forms pass by: their handlers commit before they ack.
 * `inFlight` holds what is being worked on, for whoever stops the process. Echoes of what we do ourselves are
 * acknowledged and forgotten.
 */
export const receiveIntoInbox = (receiver: Receiver, storage: Storage): Receiver => ({
  init: (app) => receiver.init(storing(app, storage)),
  start: (...args: unknown[]) => receiver.start(...args),
  stop: (...args: unknown[]) => receiver.stop(...args),
})

type Storage = {
  readonly inbox: Inbox
  readonly onStored: () => void
  readonly inFlight: Set<Promise<unknown>>
  readonly bot: Ears['bot']
  readonly log: Log
}

const storing = (app: App, { inbox, onStored, inFlight, bot, log }: Storage): App => {
  const store = async (event: ReceiverEvent): Promise<void> => {
    if (rateLimited.safeParse(event.body).success) {
      log.error(
        { event: 'slack-drops-events' },
        'More than 30,000 events an hour: Slack drops some, and timelines have gaps',
      )
      return void (await event.ack())
    }
    const callback = eventCallback.safeParse(event.body)
    if (!callback.success) return app.processEvent(event)
    if (isEcho(callback.data.event, bot)) return void (await event.ack())
    await inbox.put(callback.data.event_id, laneOf(callback.data.event), event.body)
    await event.ack()
    onStored()
  }
  const processEvent = (event: ReceiverEvent): Promise<void> => {
    const work = store(event).finally(() => inFlight.delete(work))
    inFlight.add(work)
    return work
  }
  // A receiver calls nothing but processEvent; everything else is the app's own (Object.create answers `any`).
  const stand: App = Object.create(app)
  return Object.assign(stand, { processEvent })
}

/**
 * Bolt's `processEventErrorHandler` over HTTP: what could not be stored is answered with 503, and Slack delivers it
 * again (docs.slack.dev/apis/events-api, "retries"). Not logged for each event: the database has said once that it is
 * away.
 */
export const answerUnstored: typeof HTTPModuleFunctions.defaultProcessEventErrorHandler = async (refused) => {
  const { error, response } = refused
  if (!(error instanceof DatabaseAway) || response.headersSent) {
    return HTTPModuleFunctions.defaultProcessEventErrorHandler(refused)
  }
  response.writeHead(503).end()
  return false
}

/**
 * Bolt's `unhandledRequestHandler` over HTTP, which it calls of everything that is not acknowledged within 3 s: also of
 * what was answered with 503 on purpose, and that is nobody's fault.
 */
export const complainUnlessAnswered: typeof HTTPModuleFunctions.defaultUnhandledRequestHandler = (late) => {
  if (!late.response.headersSent) HTTPModuleFunctions.defaultUnhandledRequestHandler(late)
}

/** Events of one channel are worked on one after another. */
const laneOf = (event: z.infer<typeof eventCallback>['event']): string => {
  const { channel, item } = event
  return typeof channel === 'string' ? channel : (channel?.id ?? item?.channel ?? 'people')
}
