import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect as connectDatabase } from '../../db/client.ts'
import { openStage } from '../../scripts/faults/stage.ts'
import { startBot } from '../../scripts/faults/bot.ts'
import { emptyDatabase, freshDatabase } from '../database.ts'
import { foundInSlack, untilQuiet } from '../upgrade/in-slack.ts'
import { freshFolder, runScript } from './scripts.ts'

test(
  'a backup made in the middle of declares is gone on from as if nothing had been lost but what came after it',
  { timeout: 150_000 },
  async () => {
    const path = join(await freshFolder(), 'team.backup')
    const databaseUrl = await freshDatabase()
    const stage = await openStage(databaseUrl)
    onTestFinished(() => stage.close())
    const { slack, sandbox } = stage
    const noa = slack.as('noa')
    const declare = (title: string) => noa.types(`/incident declare sev1 ${title}`, { in: 'general' })

    await declare('Checkout is down')
    await stage.quiet(60_000)

    // One whose channel is not there yet, one whose card is not (until the backup is made), and a crowd.
    const { faults } = sandbox
    const hangs = { when: 'before', how: 'hang' } as const
    faults.add({ ...hangs, method: 'conversations.create' }, ({ name }) => String(name).includes('search'))
    faults.add(
      { ...hangs, method: 'chat.postMessage' },
      ({ channel, text }) => channel !== 'C0INCIDENTS' && String(text).includes('Mail is late'),
    )
    await declare('Search is slow')
    await declare('Mail is late')
    const hanging = () => sandbox.calls.list().filter(({ outcome }) => outcome?.endsWith('hanging')).length >= 2
    await slack.until(hanging, { timeoutMs: 30_000, what: 'both to hang' })
    const crowd = Array.from({ length: 8 }, (_, nth) => declare(`Service ${nth} is down`))
    const made = await runScript('backup', [path], { DATABASE_URL: databaseUrl })
    expect(made, made.err + made.out).toMatchObject({ code: 0 })
    faults.clear()
    await Promise.all(crowd)
    await stage.quiet(60_000)

    // What comes after the backup, and is lost.
    await declare('Login fails')
    await stage.quiet(60_000)
    // And so many more that the numbers which a restore leaves out are used up: the newest of their channels.
    const headers = { authorization: 'Bearer xoxb-faults', 'content-type': 'application/json' }
    const body = JSON.stringify({ name: 'inc-0400-far-ahead' })
    await fetch(`${sandbox.apiUrl}conversations.create`, { method: 'POST', headers, body })
    await stage.bot().kill()

    const newUrl = await emptyDatabase()
    const restored = await runScript('restore', [path], { DATABASE_URL: newUrl })
    expect(restored, restored.err + restored.out).toMatchObject({ code: 0 })
    const { sql } = connectDatabase(newUrl)
    onTestFinished(() => sql.end())
    // The backup was made in the middle.
    const before = await sql<{ channel: boolean; card: boolean }[]>`
      select channel is not null as channel, state::text like '%"card":%' as card from incidents order by number`
    expect(before.slice(0, 3)).toEqual([
      { channel: true, card: true },
      { channel: false, card: false },
      { channel: true, card: false },
    ])

    const bot = await startBot(sandbox.apiUrl, newUrl)
    onTestFinished(() => bot.kill())
    await untilQuiet(slack, sql)
    const found = await foundInSlack(slack, sql)
    for (const incident of found) {
      expect(incident, bot.log()).toMatchObject({ drawn: ['show-announcement', 'show-card'], pinned: 1 })
      expect(incident.channels).toHaveLength(1)
      expect(incident.members).toContain('U0NOA')
    }

    // Every channel that no incident of the backup has is told to the operator, and no other.
    const channels = (await slack.channels()).filter(({ name }) => name.startsWith('inc-'))
    const lost = channels.filter(({ name }) => !found.some((incident) => incident.channels.includes(name)))
    expect(lost.map(({ name }) => name)).toContainEqual(expect.stringMatching(/login-fails$/))
    expect(lost.map(({ name }) => name)).toContain('inc-0400-far-ahead')
    const told = bot
      .log()
      .split('\n')
      .filter((line) => line.includes('incident-after-backup'))
    expect(told.map((line) => /"name":"(inc-[^"]+)"/.exec(line)?.[1]).toSorted()).toEqual(
      lost.map(({ name }) => name).toSorted(),
    )

    const health = await noa.types('/incident health', { in: 'general' })
    for (const { id } of lost.slice(0, 8)) expect(JSON.stringify(health)).toContain(id)

    await declare('After the disaster')
    await untilQuiet(slack, sql)
    const numbers = channels.map(({ name }) => Number(name.slice(4, 8)))
    const after = (await foundInSlack(slack, sql)).at(-1)
    expect(after).toMatchObject({ drawn: ['show-announcement', 'show-card'], pinned: 1 })
    expect(after?.number).toBe(Math.max(...numbers) + 1)
  },
)
