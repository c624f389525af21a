import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { connectDatabase, type Database } from '../db/database.ts'
import { ensureDatabase } from '../db/embedded.ts'
import { alike } from '../src/domain/alike.ts'
import { incidentId } from '../src/domain/ids.ts'
import { startDrafting } from '../src/slack/perform/drafts.ts'
import { card } from '../src/slack/views/card.ts'
import { listView } from '../src/slack/views/list.ts'
import { postmortemPages, postmortemPart } from '../src/slack/views/postmortem.ts'
import { drawTimeline } from '../src/slack/views/timeline-pages.ts'
import { textIn } from '../src/text/text.ts'
import { dropDatabase, openField } from './field.ts'
import { fillTimeline, fillTo } from './fill.ts'
import { median, randomFrom, shown } from './numbers.ts'
import { printTable, verdict } from './table.ts'
import { titleFrom } from './titles.ts'

const growthGoal = 1.5
/** What the clock cannot tell from nothing, in ms. */
const sameMs = 0.5
const t = textIn('en')

type Cost = Readonly<Record<string, number>>

/** What lists, cards, looks and claims cost with ever more incidents, and a postmortem with ever more entries. */
export const growth = async (serverUrl: string, quick: boolean): Promise<void> => {
  const name = `bench_${randomUUID().replaceAll('-', '')}`
  const url = await ensureDatabase(serverUrl, name)
  const database = connectDatabase(url)
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined })
  try {
    await database.migrate()
    await byIncidents(serverUrl, name, { database, sql }, quick ? [100, 1_000, 10_000] : [100, 10_000, 100_000])
    await byEntries({ database, sql }, quick ? [10, 1_000, 10_000] : [10, 1_000, 10_000, 50_000])
  } finally {
    await database.close()
    await sql.end()
    await dropDatabase(serverUrl, name)
  }
}

type Filled = { readonly database: Database; readonly sql: Sql }

const byIncidents = async (serverUrl: string, name: string, filled: Filled, sizes: readonly number[]) => {
  const costs: Cost[] = []
  for (const size of sizes) {
    await fillTo(filled.sql, size)
    costs.push({ ...(await costsInside(filled.database, size)), ...(await costsOutside(serverUrl, name)) })
  }
  const [first = {}] = costs
  const last = costs.at(-1) ?? {}
  const lines = Object.keys(first).map((what) => {
    const ratio = (last[what] ?? Number.NaN) / (first[what] ?? Number.NaN)
    const reached = ratio <= growthGoal || (last[what] ?? 0) - (first[what] ?? 0) < sameMs
    return [what, ...costs.map((cost) => shown(cost[what] ?? Number.NaN)), ratio.toFixed(2), verdict(reached)]
  })
  const head = ['median ms, by incidents (ten times as many rows in outbox, inbox and events)']
  printTable('Growth', [...head, ...sizes.map((size) => size.toLocaleString('en')), 'ratio', '<= 1.5'], lines)
  console.log(`Below ${sameMs} ms more counts as reached, whatever the ratio: the clock says nothing there.`)
}

const costsInside = async (database: Database, size: number): Promise<Cost> => {
  const { reads, outbox, holders } = database
  const draft = startDrafting(database)
  const random = randomFrom(5)
  const some = () => incidentId(`filled-${1 + Math.floor(random() * size)}`)
  await holders.endClaimsOfDead()
  return {
    'list: read and drawn': await timed(async () => {
      const [open, openCount, triageCount, ended] = await Promise.all([
        reads.open(15),
        reads.openCount(),
        reads.triageCount(),
        reads.recentlyEnded(5),
      ])
      listView(open, { openCount, triageCount }, ended, Date.now(), t)
    }),
    'card: read and drawn': await timed(async () => {
      const incident = await reads.incident(some())
      if (incident !== undefined) card(incident, Date.now(), t)
    }),
    'postmortem of ten events: drafted': await timed(async () => {
      const incident = await reads.incident(some())
      if (incident !== undefined) await draft(incident)
    }),
    'look for alike titles': await timed(async () => alike(titleFrom(random), await reads.open(200))),
    'reminders: what is due': await timed(async () => {
      await reads.due(0, 50)
      await reads.nextDue()
    }),
    'outbox: claim, and when to look again': await timed(async () => {
      await outbox.claim(24)
      await outbox.nextDueInMs()
    }),
    'claims of dead processes': await timed(() => holders.endClaimsOfDead()),
  }
}

const costsOutside = async (serverUrl: string, database: string): Promise<Cost> => {
  const field = await openField({ runner: 'stanch', serverUrl, database })
  const random = randomFrom(6)
  try {
    const noa = field.slack.as('noa')
    const acked = async (text: () => string): Promise<number> => {
      const all: number[] = []
      for (let nth = 0; nth < 15; nth++) all.push((await noa.types(text(), { in: 'general' })).ms)
      return median(all.slice(3))
    }
    return {
      'start to ready': field.program.startedInMs,
      '/incident list, until its answer': await acked(() => '/incident list'),
      '/incident declare, until its answer': await acked(() => `/incident declare sev3 ${titleFrom(random)}`),
      'memory of the process then, MB': await field.program.memory(),
    }
  } finally {
    await field.close()
    // The next size begins with the same incidents as this one did.
    const sql = postgres(field.databaseUrl, { max: 1, onnotice: () => undefined })
    await sql`truncate replies, restores`
    for (const table of ['outbox', 'commands', 'events']) {
      await sql`delete from ${sql(table)} where incident in (select id from incidents where id not like 'filled-%')`
    }
    await sql`delete from incidents where id not like 'filled-%'`
    await sql.end()
  }
}

const byEntries = async ({ database, sql }: Filled, sizes: readonly number[]): Promise<void> => {
  const lines: string[][] = []
  for (const [nth, size] of sizes.entries()) {
    const id = incidentId(`filled-${90 - nth}`)
    await fillTimeline(sql, id, size)
    const incident = await database.reads.incident(id)
    if (incident === undefined) throw new Error(`${id} is not there`)
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    const from = performance.now()
    const { drawn, nameOf } = await startDrafting(database)(incident)
    const draftedMs = performance.now() - from
    await drawTimeline(drawn.entries, t, nameOf, () => turn())
    const pages = postmortemPages(drawn, t, nameOf)
    for (const part of ['root', 'summary', 'timeline-1'] as const) postmortemPart(part, drawn, t, nameOf)
    // The loop turns once more, for what stood in its way to be seen.
    await new Promise((resolve) => setTimeout(resolve, 5))
    const drawnMs = performance.now() - from - draftedMs
    loop.disable()
    const cardMs = await timed(async () => {
      const read = await database.reads.incident(id)
      if (read !== undefined) card(read, Date.now(), t)
    })
    const blocked = loop.max / 1e6
    lines.push([
      size.toLocaleString('en'),
      shown(draftedMs),
      shown(drawnMs),
      String(pages),
      shown(blocked),
      '< 50',
      verdict(blocked < 50),
      shown(cardMs),
    ])
  }
  const head = ['entries', 'draft ms', 'draw ms', 'pages', 'longest stop ms', 'goal', 'reached', 'card ms']
  printTable('A postmortem of many entries', head, lines)
}

/** The median of thirty, after five that warm up. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const all: number[] = []
  for (let nth = 0; nth < 35; nth++) {
    const from = performance.now()
    await work()
    all.push(performance.now() - from)
  }
  return median(all.slice(5))
}
