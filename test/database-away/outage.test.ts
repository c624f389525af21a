import { setTimeout as pass } from 'node:timers/promises'
import { describe, it } from 'vitest'
import type { FaultRequest } from '../../sandbox/faults.ts'
import { inWords } from '../../scripts/faults/cell.ts'
import { breachesIn } from '../../scripts/faults/promise.ts'
import { openStage } from '../../scripts/faults/stage.ts'
import { titleOf } from '../../scripts/faults/titles.ts'
import { answers as told, declaredNumber } from '../../scripts/faults/witness.ts'
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts'

/*
 * The real process, and a database that is away for half a minute in the middle of a declare: longer than the lease of
 * what it has in its hands. A call is on its way to Slack when it goes; its result can only be stored after the return.
 */

const awayMs = 30_000
const commands = 200
/** Everything must be as if nothing had happened within a minute of the return. */
const healedWithin = 60_000

type Outage = {
  readonly name: string
  /** The call whose answer comes while the database is away. */
  readonly method: FaultRequest['method']
  go(server: OwnPostgres): Promise<void>
  back(server: OwnPostgres): Promise<void>
}

const outages: readonly Outage[] = [
  { name: 'stopped', method: 'conversations.create', go: (server) => server.stop(), back: (server) => server.start() },
  { name: 'crashed', method: 'conversations.invite', go: (server) => server.crash(), back: (server) => server.start() },
  { name: 'frozen', method: 'chat.postMessage', go: (server) => server.freeze(), back: (server) => server.thaw() },
]

const people = ['layla', 'haruki', 'ann'] as const

describe.concurrent('a database that is away for half a minute', { timeout: 240_000 }, () => {
  it.for(outages)(
    '$name in mid-declare: $method stays one call',
    async ({ method, go, back }, { expect, onTestFinished }) => {
      const server = await startOwnPostgres()
      onTestFinished(() => server.end())
      const stage = await openStage(await server.database('stanch'))
      onTestFinished(() => stage.close())
      const { slack, sandbox } = stage
      sandbox.faults.add({ method, when: 'after', how: { delayMs: 3_000 }, times: 1 })
      const title = titleOf(0)
      const declared = await slack.as('noa').types(`/incident declare sev2 ${title}`, { in: 'general' })
      stage.witness.declared.push({ title, number: declaredNumber(declared.text) })
      expect(declaredNumber(declared.text)).toBe(1)
      const made = () => sandbox.calls.list({ method }).length > 0
      await slack.until(made, { timeoutMs: 20_000, what: `${method} to be called` })

      const before = stage.bot().log().length
      await go(server)
      const until = pass(awayMs)
      const answers = await Promise.all(
        Array.from({ length: commands }, (_, nth) =>
          slack
            .as(people[nth % people.length] ?? 'ann')
            .types(`/incident declare sev3 Number ${nth}`, { in: 'general' }),
        ),
      )
      expect(answers.filter(({ ok }) => !ok)).toEqual([])
      // On a busy machine the words may come behind the acknowledgement; they never say that it is done.
      const others = answers.filter(({ text }) => !told(text, 'answer.database-away', 'answer.late'))
      expect(others).toEqual([])
      expect(answers.some(({ text }) => told(text, 'answer.database-away'))).toBe(true)
      expect(await readyz(stage.bot().port)).toMatchObject({ status: 503 })
      await until
      await back(server)

      await stage.quiet(healedWithin)
      expect((await breachesIn(stage)).map(inWords), stage.bot().log()).toEqual([])
      expect(await readyz(stage.bot().port)).toMatchObject({ status: 200 })
      const log = () => stage.bot().log().slice(before)
      const lines = (event: string) =>
        log()
          .split('\n')
          .filter((line) => line.includes(`"${event}"`))
      expect(lines('database-away').length, log()).toBeGreaterThan(0)
      // The log's own question is put once a second: all may be healed before it is answered.
      await slack.until(() => lines('database-back').length > 0, { timeoutMs: 20_000, what: 'the return to be logged' })
      // None for each of the commands, or for each turn of a loop; at most one for each effect that was in hand.
      const complaints = log()
        .split('\n')
        .filter((line) => /"level":[456]0/.test(line))
      expect(complaints.length, complaints.join('\n')).toBeLessThan(12)
    },
  )
})

const readyz = async (port: number) => {
  const { status } = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { status }
}
