import { setTimeout as pass } from 'node:timers/promises'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from '../../db/database.ts'
import { inWords } from '../../scripts/faults/cell.ts'
import { breachesIn } from '../../scripts/faults/promise.ts'
import { seeded, seedFrom } from '../../scripts/faults/seeded.ts'
import { layLine } from '../../scripts/faults/line.ts'
import { openStage } from '../../scripts/faults/stage.ts'
import { titleOf } from '../../scripts/faults/titles.ts'
import { answers, declaredNumber } from '../../scripts/faults/witness.ts'
import { whenNotBusy } from '../../src/main/when-not-busy.ts'
import { freshDatabase } from '../database.ts'
import { startOwnPostgres } from './own-postgres.ts'

const people = ['noa', 'layla', 'haruki', 'ann'] as const
const declares = 16
const cuts = 24

test(
  'connections that are cut in the midst of declares lose none that was acknowledged and double none, whenever it happens',
  { timeout: 180_000 },
  async () => {
    // `CUT_SEED=12345 npx vitest run test/database-away/cut.test.ts` declares and cuts at the same moments again.
    const seed = seedFrom(process.env['CUT_SEED'])
    const { below } = seeded(seed)
    const server = await startOwnPostgres()
    onTestFinished(() => server.end())
    const stage = await openStage(await server.database('stanch'))
    onTestFinished(() => stage.close())
    const { slack, witness } = stage
    await slack.rig.delivery({ retries: Array.from({ length: 60 }, () => 500) })

    const declaring = Promise.all(
      Array.from({ length: declares }, async (_, nth) => {
        await pass(below(6_000))
        const title = titleOf(nth)
        const said = await slack
          .as(people[nth % people.length] ?? 'ann')
          .types(`/incident declare sev3 ${title}`, { in: 'general' })
        const number = declaredNumber(said.text)
        witness.declared.push({ title, number })
        // 'late': the words come after the acknowledgement, where the database came and went more than once meanwhile.
        const isTold = answers(said.text, 'answer.database-away', 'answer.late')
        return number !== undefined || isTold ? [] : [said]
      }),
    )
    for (let nth = 0; nth < cuts; nth++) {
      await pass(below(500))
      await server.cut()
    }
    expect((await declaring).flat(), `CUT_SEED=${seed}: neither recorded nor told that it is not`).toEqual([])

    await stage.quiet(60_000)
    const log = stage.bot().log()
    expect((await breachesIn(stage)).map(inWords), `CUT_SEED=${seed}\n${log}`).toEqual([])
    // A connection that is cut and opened again is hardly worth a line.
    expect(log.split('\n').filter((line) => /"level":[456]0/.test(line)).length, log).toBeLessThan(6)
  },
)

test.each(['silent', 'refused'] as const)(
  'SIGTERM while the database is %s ends it in time, without a fault, and the next start finds what was in hand',
  { timeout: 180_000 },
  async (how) => {
    const database = await freshDatabase()
    const line = await layLine(database)
    onTestFinished(() => line.close())
    const stage = await openStage(database, { settings: () => ({ DATABASE_URL: line.url }) })
    onTestFinished(() => stage.close())
    const { slack, sql, witness } = stage
    const said = await slack.as('noa').types(`/incident declare sev3 ${titleOf(0)}`, { in: 'general' })
    witness.declared.push({ title: titleOf(0), number: declaredNumber(said.text) })
    await line.away(how)
    const { code, ms } = await stage.bot().terminate()
    const log = stage.bot().log()
    expect({ code, isInTime: ms < 10_000 }, log).toEqual({ code: 0, isInTime: true })
    expect(log).not.toContain('"event":"fault"')
    await line.back()
    await stage.startAgain()
    await stage.quiet(60_000)
    expect((await breachesIn(stage)).map(inWords), stage.bot().log()).toEqual([])
    expect((await sql`select 1 from incidents`).count).toBe(1)
  },
)

test('a start waits while all connections are taken, and says so once', { timeout: 120_000 }, async () => {
  const server = await startOwnPostgres()
  onTestFinished(() => server.end())
  const url = await server.database('stanch')
  // What is kept for administrators lets some in beyond those of ordinary users; the role here is one.
  const crowd = postgres(url, { max: 100, connect_timeout: 30, onnotice: () => undefined })
  await Promise.all(Array.from({ length: 100 }, () => crowd`select pg_sleep(0.3)`))
  const said: unknown[] = []
  const note = (facts: { readonly [name: string]: unknown }) => said.push(facts['event'])
  const database = connectDatabase(url, { connections: 1 })
  onTestFinished(() => database.close())

  const starting = whenNotBusy(database.migrate, {
    info: note,
    error: note,
    warn: (facts) => {
      note(facts)
      void crowd.end()
    },
  })
  await expect(starting).resolves.toBeUndefined()
  expect(said).toEqual(['database-busy'])
})
