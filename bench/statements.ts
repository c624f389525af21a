import { setTimeout as pause } from 'node:timers/promises'
import { openField, type Runner } from './field.ts'
import { median, randomFrom } from './numbers.ts'
import { openSlowRoad, type SlowRoad } from './slow-road.ts'
import { printTable, verdict } from './table.ts'
import { titleFrom } from './titles.ts'

/** Long enough that whatever waits for an answer of the database can be told from what does not. */
const answerMs = 60

type Counted = {
  readonly statements: number
  readonly turns: number
  readonly turnsToCall: number
  readonly all: number
}

/**
 * Statements before a declare is acknowledged, and how many answers of the database are waited for one after another:
 * before the ack, and before the call that makes the channel. Counted on the wire, where each answer takes 60 ms.
 */
export const statements = async (serverUrl: string, quick: boolean): Promise<void> => {
  const rounds = quick ? 3 : 7
  const ours = await countIn('stanch', serverUrl, rounds)
  const theirs = await countIn('yardstick', serverUrl, rounds)
  const line = (what: string, of: (counted: Counted) => number, goal = '', reached = ''): string[] => {
    return [what, String(of(ours)), String(of(theirs)), goal, reached]
  }
  printTable(
    'What a declare asks of the database',
    ['', 'Stanch', 'yardstick', 'goal', 'reached'],
    [
      line('statements before the ack', (counted) => counted.statements),
      line('answers waited for before the ack', (counted) => counted.turns, '<= 3', verdict(ours.turns <= 3)),
      line('answers waited for before the channel is asked for', (counted) => counted.turnsToCall),
      line('statements until nothing is left to do', (counted) => counted.all),
    ],
  )
}

const countIn = async (runner: Runner, serverUrl: string, rounds: number): Promise<Counted> => {
  let road: SlowRoad | undefined
  const through = async (url: string): Promise<string> => {
    road = await openSlowRoad(url, answerMs)
    return road.url
  }
  const field = await openField({ runner, serverUrl, through })
  const random = randomFrom(2)
  const counted: Counted[] = []
  try {
    for (let round = 0; round < rounds + 2; round++) {
      const deliveriesBefore = (await field.slack.rig.deliveries()).length
      const callsBefore = (await field.slack.calls()).at(-1)?.n ?? 0
      const from = road?.statements.length ?? 0
      const { ms } = await field.slack.as('noa').types(`/incident declare sev2 ${titleFrom(random)}`, { in: 'general' })
      // Between two sweeps of the loops (2 s) it is quiet again.
      await pause(1_700)
      const sent = road?.statements.slice(from) ?? []
      const typed = (await field.slack.rig.deliveries(deliveriesBefore)).find(({ kind }) => kind === 'slash_commands')
      const [create] = await field.slack.calls({ method: 'conversations.create', since: callsBefore })
      const typedAt = typed?.startedAt ?? Number.NaN
      // What the ack waited for had been asked at least one answer before it.
      const before = sent.filter((at) => at >= typedAt && at < typedAt + ms - answerMs / 2).length
      counted.push({
        statements: before,
        turns: Math.floor(ms / answerMs),
        turnsToCall: Math.floor(((create?.startedAt ?? Number.NaN) - typedAt) / answerMs),
        all: sent.length,
      })
    }
  } finally {
    await field.close()
    await road?.close()
  }
  // The first ones prepare their statements, which takes an answer of its own.
  const warm = counted.slice(2)
  return {
    statements: median(warm.map((one) => one.statements)),
    turns: median(warm.map(({ turns }) => turns)),
    turnsToCall: median(warm.map(({ turnsToCall }) => turnsToCall)),
    all: median(warm.map(({ all }) => all)),
  }
}
