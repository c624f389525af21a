import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect as connectDatabase } from '../../db/client.ts'
import { incidentFrom, type IncidentColumns } from '../../db/refold.ts'
import { connect } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { startBot } from '../../scripts/faults/bot.ts'
import { emptyDatabase } from '../database.ts'
import { foundInSlack, untilQuiet } from './in-slack.ts'
import { leaveBehind } from './left-behind.ts'

/** A workspace and a database as that version left them when it was killed. */
const openAfter = async (version: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'stanch-upgrade-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const databaseUrl = await emptyDatabase()
  const { sql } = connectDatabase(databaseUrl)
  onTestFinished(() => sql.end())
  const stateFile = join(folder, 'workspace.json')
  await leaveBehind(version, sql, stateFile)
  const sandbox = await startSandbox({ stateFile })
  onTestFinished(() => sandbox.stop())
  return { databaseUrl, sql, sandbox, slack: connect(sandbox.url) }
}

test(
  'what the version before was in the middle of when it was killed, this one finishes',
  { timeout: 180_000 },
  async () => {
    const { databaseUrl, sql, sandbox, slack } = await openAfter('0.1.0')
    const before = await foundInSlack(slack, sql)
    // The fixture is worth something only if things were half-done.
    expect(before.map(({ channels, drawn }) => [channels.length, drawn.includes('show-card')])).toEqual([
      [1, true],
      [1, true],
      [1, false],
      [0, false],
      [1, true],
    ])
    expect(before[4]).toMatchObject({ pinned: 0, drawn: ['show-announcement', 'show-card'] })

    const bot = await startBot(sandbox.apiUrl, databaseUrl)
    onTestFinished(() => bot.kill())
    await untilQuiet(slack, sql)

    const once = ['show-announcement', 'show-card']
    const parts = ['follow-ups', 'impact', 'lessons', 'root', 'root-cause', 'summary', 'timeline-1'].map(
      (part) => `postmortem/${part}`,
    )
    const found = await foundInSlack(slack, sql)
    expect(
      found.map(({ drawn, pinned, channels }) => ({ drawn, pinned, channels })),
      bot.log(),
    ).toEqual([
      { drawn: [...parts, ...once].toSorted(), pinned: 1, channels: ['inc-0001-checkout-is-down'] },
      { drawn: [...parts, ...once].toSorted(), pinned: 1, channels: ['inc-0002-search-is-slow'] },
      { drawn: once, pinned: 1, channels: ['inc-0003-mail-is-late'] },
      { drawn: once, pinned: 1, channels: ['inc-0004-login-fails'] },
      { drawn: once, pinned: 1, channels: ['inc-0005-images-are-broken'] },
    ])
    for (const { members } of found) expect(members).toContain('U0NOA')

    // Every state is written anew, and says what the events say.
    const isWrittenAnew = async () => (await sql`select 1 from incidents where state_shape is null`).count === 0
    await slack.until(isWrittenAnew, { timeoutMs: 30_000 })
    for (const row of await sql<IncidentColumns[]>`select id, state from incidents`) {
      const folded = await incidentFrom(sql, { id: row.id, state: undefined })
      expect(folded).toEqual(await incidentFrom(sql, row))
    }
  },
)
