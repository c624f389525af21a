import { setTimeout as pause } from 'node:timers/promises'
import type { App, ReceiverEvent } from '@slack/bolt'
import { connect, type Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { slackClient } from '../../src/slack/bolt.ts'
import { keepSockets, type Sockets } from '../../src/slack/sockets/keep-sockets.ts'

/** Sockets kept open to a workspace of their own, with what came over them and what was logged. */
export type House = {
  readonly slack: Slack
  readonly sockets: Sockets
  readonly received: readonly ReceiverEvent[]
  /** The names of what was logged, in order. */
  readonly logged: readonly string[]
  /** How many connections have been asked for. */
  readonly asked: () => Promise<number>
  /** Resolves when the workspace has so many sockets that take envelopes; rejects after ten seconds. */
  readonly untilOpen: (count: number) => Promise<void>
  /** The same of anything else that comes to be true. */
  readonly until: (looks: () => boolean | Promise<boolean>) => Promise<void>
}

export const appToken = 'xapp-1-A0-1-test'

/** Commands are acknowledged with `taken`, at once. */
const takeAll = async ({ ack }: ReceiverEvent): Promise<void> => ack('taken')

/**
 * Opens a house, lets it be used, and ends it; `take` is what stands behind the sockets, `before` comes before the
 * start. With no database and no rules behind it, so that many stand side by side.
 */
export const withSockets = async (
  use: (house: House) => Promise<void>,
  {
    take = takeAll,
    before = async () => undefined,
  }: { take?: (event: ReceiverEvent) => Promise<void>; before?: (slack: Slack) => Promise<void> } = {},
): Promise<void> => {
  const sandbox = await startSandbox({ manifest: null })
  const logged: string[] = []
  const note = (facts: Readonly<Record<string, unknown>>): void => void logged.push(String(facts['event']))
  const log = { info: note, warn: note, error: note }
  const sockets = keepSockets({ client: slackClient(appToken, sandbox.apiUrl, log), log })
  const received: ReceiverEvent[] = []
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    received.push(event)
    await take(event)
  }
  // A receiver calls nothing of Bolt's but processEvent.
  sockets.init({ processEvent } as unknown as App)
  const slack = connect(sandbox.url)
  const until = async (looks: () => boolean | Promise<boolean>): Promise<void> => {
    for (const limit = performance.now() + 15_000; !(await looks());) {
      if (performance.now() > limit) throw new Error(`It has not come to be; logged: ${logged.join(', ')}`)
      await pause(20)
    }
  }
  const house: House = {
    slack,
    sockets,
    received,
    logged,
    asked: async () => (await slack.calls({ method: 'apps.connections.open' })).length,
    until,
    untilOpen: (count) => until(async () => (await slack.rig.delivery()).sockets === count),
  }
  try {
    await before(slack)
    await sockets.start()
    await house.untilOpen(2)
    await use(house)
  } finally {
    await sockets.stop()
    await sandbox.stop()
  }
}
