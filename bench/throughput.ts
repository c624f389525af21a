import { setTimeout as pause } from 'node:timers/promises'
import { type Field, openField, type Runner, type Transport } from './field.ts'
import { randomFrom, shown } from './numbers.ts'
import { printTable, verdict } from './table.ts'
import { titleFrom } from './titles.ts'

/** Channels that are talked in side by side; Slack sends one workspace 30,000 events an hour at most, 8.3 a second. */
const channelCount = 8
/** How many events wait for their ack at once. */
const atOnce = 100
const goalPerSecond = 1_000

type Measured = {
  readonly acks: number
  readonly entries: number
  /** CPU ms for one message; NaN where the system does not tell. */
  readonly cpu: number
}

/** Messages that stand in the timeline: how many a second are acknowledged, and how many are in it when all is done. */
export const throughput = async (serverUrl: string, quick: boolean): Promise<void> => {
  const messages = quick ? 600 : 4_000
  const lines: string[][] = []
  for (const transport of ['socket', 'http'] as const) {
    const ours = await measure(serverUrl, 'stanch', transport, messages)
    const theirs = await measure(serverUrl, 'yardstick', transport, messages)
    const row = (what: string, of: (measured: Measured) => number, goal = '', reached = ''): string[] => [
      `${what}, ${transport === 'socket' ? 'Socket Mode' : 'HTTP'}`,
      shown(of(ours)),
      shown(of(theirs)),
      (of(ours) / of(theirs)).toFixed(2),
      goal,
      reached,
    ]
    lines.push(
      row('acks a second', ({ acks }) => acks),
      row('entries a second', ({ entries }) => entries, `${goalPerSecond}`, verdict(ours.entries >= goalPerSecond)),
      row('CPU ms for a message', ({ cpu }) => cpu),
    )
  }
  const title = `${messages} messages in ${channelCount} incident channels (the yardstick stores them after the ack)`
  printTable(title, ['', 'Stanch', 'yardstick', 'ratio', 'goal', 'reached'], lines)
}

const measure = async (
  serverUrl: string,
  runner: Runner,
  transport: Transport,
  messages: number,
): Promise<Measured> => {
  const field = await openField({ runner, serverUrl, transport })
  try {
    const channels = await openChannels(field)
    const noa = field.slack.as('noa')
    await noa.saysMany(texts(200), { in: channels, atOnce })
    await stored(field, 200)
    const cpuBefore = (await field.program.cpu()) ?? Number.NaN
    const from = performance.now()
    const ackedInMs = await noa.saysMany(texts(messages), { in: channels, atOnce })
    await stored(field, 200 + messages)
    const storedInMs = performance.now() - from
    const cpu = ((await field.program.cpu()) ?? Number.NaN) - cpuBefore
    return { acks: (messages / ackedInMs) * 1000, entries: (messages / storedInMs) * 1000, cpu: cpu / messages }
  } finally {
    await field.close()
  }
}

/** Everything that is said is an entry: a line that begins with `timeline:` asks for one. */
const texts = (count: number): string[] =>
  Array.from({ length: count }, (_, nth) => `timeline: step ${nth} of the repair is done`)

const openChannels = async ({ slack, runner }: Field): Promise<string[]> => {
  const random = randomFrom(3)
  const noa = slack.as('noa')
  for (let nth = 0; nth < channelCount; nth++) {
    await noa.types(`/incident declare sev3 ${titleFrom(random)}`, { in: 'general' })
  }
  const opened = async (): Promise<string[] | undefined> => {
    const found = (await slack.channels()).filter(({ name, members }) => name.startsWith('inc-') && members.length > 1)
    return found.length === channelCount ? found.map(({ name }) => name) : undefined
  }
  const channels = await slack.until(opened, { timeoutMs: 60_000, what: `the channels of ${runner}` })
  // What a declare leaves to be done must not be measured with the messages.
  await pause(1_000)
  return channels
}

/** Until so many messages of people are in the timelines, or in the yardstick's rows. */
const stored = async ({ runner, sql }: Field, wanted: number): Promise<void> => {
  const count = async (): Promise<number> => {
    const [row] =
      runner === 'stanch'
        ? await sql<{ n: number }[]>`select count(*)::int as n from events where type = 'message-heard' and makes_entry`
        : await sql<{ n: number }[]>`select count(*)::int as n from rows where row::text like '%timeline: step%'`
    return row?.n ?? 0
  }
  const until = performance.now() + 120_000
  while ((await count()) < wanted) {
    if (performance.now() > until)
      throw new Error(`Only ${await count()} of ${wanted} messages were stored by ${runner}`)
    await pause(50)
  }
}
