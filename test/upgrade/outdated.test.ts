import { expect, onTestFinished, test } from 'vitest'
import { openStage } from '../../scripts/faults/stage.ts'
import { freshDatabase } from '../database.ts'

test(
  'a replica whose database a newer version has migrated hands back its work and ends, and does not start again',
  { timeout: 120_000 },
  async () => {
    const stage = await openStage(await freshDatabase(), { bots: 2 })
    onTestFinished(() => stage.close())
    const { slack, sql, sandbox } = stage
    sandbox.faults.add({ method: 'conversations.create', when: 'before', how: 'hang' })
    await slack.as('noa').types('/incident declare sev1 Checkout is down', { in: 'general' })

    await sql`insert into migrations (number, name) values (999, 'from-the-future')`
    expect(await Promise.all([stage.bot(0).ended, stage.bot(1).ended])).toEqual([1, 1])
    for (const nth of [0, 1]) {
      expect(stage.bot(nth).log()).toMatch(/"event":"outdated".*to schema 999.*start the newer one in its place/)
    }
    // Nobody holds anything: the newer one need not wait for a lease.
    const waiting = await sql`select claimed_by from outbox where done_at is null`
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.every(({ claimed_by: holder }) => holder === null)).toBe(true)

    await expect(stage.startAgain(0)).rejects.toThrow(
      /Stanch cannot start. The database has schema 999.*start the newer Stanch/s,
    )

    // As if the newer one had been this very program.
    await sql`delete from migrations where number = 999`
    sandbox.faults.clear()
    await stage.startAgain(0)
    await stage.quiet(60_000)
    expect((await slack.channels()).filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1)
  },
)
