import { randomUUID } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { ensureDatabase, startEmbeddedPostgres } from '../db/embedded.ts'
import { blows, type Blow } from './faults/blow.ts'
import { pointsIn, runCell, type Result } from './faults/cell.ts'
import { nameOf, type Point } from './faults/point.ts'
import { scenarios, type Scenario } from './faults/scenario.ts'

/**
 * `npm run faults -- [WORD …] [--log]`: every Slack call of declare, update, resolve and export, with every fault, on the
 * real process and the real PostgreSQL. Words choose: a cell is run if its name has all of them
 * (`npm run faults -- declare kill`). Prints a table; what does not hold is told below it, with `--log` and the bot's log.
 */
const atOnce = 3

const args = process.argv.slice(2)
const words = args.filter((word) => !word.startsWith('--'))
const withLog = args.includes('--log')

const given = process.env['DATABASE_URL']
const silent = { info: () => undefined, warn: console.warn, error: console.error }
const server = given
  ? { url: given, release: async () => undefined }
  : await startEmbeddedPostgres({ dataDir: join(tmpdir(), `stanch-faults-${userInfo().uid}`), log: silent })
try {
  await runAll()
} finally {
  await server.release()
}

type Cell = { readonly scenario: Scenario; readonly point: Point; readonly blow: Blow }

async function runAll(): Promise<void> {
  const failures: string[] = []
  let count = 0
  for (const scenario of scenarios.filter(({ name }) => isWanted(name, true))) {
    const points = await withDatabase((url) => pointsIn(scenario, url))
    const cells = points.flatMap((point) =>
      blows.map((blow) => ({ scenario, point, blow })).filter((cell) => isWanted(titleOf(cell))),
    )
    const results = await together(cells, atOnce, async (cell) => {
      const result = await withDatabase((url) => runCell(cell.scenario, cell.point, cell.blow, url))
      process.stderr.write(result.broken.length === 0 ? '.' : `\n${titleOf(cell)}\n  ${result.broken.join('\n  ')}\n`)
      return { cell, result }
    })
    process.stderr.write('\n')
    count += results.length
    printTable(scenario, points, results)
    failures.push(...results.filter(({ result }) => result.broken.length > 0).map(tell))
  }
  console.log(`\n${count - failures.length} of ${count} cells keep the promise`)
  for (const failure of failures) console.log(`\n${failure}`)
  if (failures.length > 0) process.exitCode = 1
}

function titleOf({ scenario, point, blow }: Cell): string {
  return `${scenario.name}: ${nameOf(point)}: ${blow.name}`
}

/** A scenario is wanted if any word might choose a cell of it: a word that names another one chooses none. */
function isWanted(title: string, isScenario = false): boolean {
  if (!isScenario) return words.every((word) => title.includes(word))
  const named = words.filter((word) => scenarios.some(({ name }) => name === word))
  return named.length === 0 || named.includes(title)
}

function tell({ cell, result }: { cell: Cell; result: Result }): string {
  const lines = result.broken.map((line) => `  ${line}`)
  return [titleOf(cell), ...lines, ...(withLog ? [result.log] : [])].join('\n')
}

function printTable(
  { name }: Scenario,
  points: readonly Point[],
  results: readonly { readonly cell: Cell; readonly result: Result }[],
): void {
  const width = Math.max(...points.map((point) => nameOf(point).length), name.length)
  console.log([name.padEnd(width), ...blows.map((blow) => blow.name.padStart(14))].join(' '))
  for (const point of points) {
    const row = blows.map((blow) => {
      const found = results.find(({ cell }) => cell.point === point && cell.blow === blow)?.result
      if (found === undefined) return ''
      return found.broken.length > 0 ? 'BROKEN' : `${(found.ms / 1000).toFixed(1)} s`
    })
    console.log([nameOf(point).padEnd(width), ...row.map((text) => text.padStart(14))].join(' '))
  }
}

async function withDatabase<Answer>(work: (url: string) => Promise<Answer>): Promise<Answer> {
  const name = `stanch_faults_${randomUUID().replaceAll('-', '')}`
  try {
    return await work(await ensureDatabase(server.url, name))
  } finally {
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql.end()
  }
}

async function together<Item, Answer>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const rest = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) answers[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return answers
}
