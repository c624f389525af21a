import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { ensureDatabase, startEmbeddedPostgres } from '../../db/embedded.ts'
import { connect } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { startBot } from '../../scripts/faults/bot.ts'

/*
 * Makes a fixture: what a version leaves behind when it is killed in the middle of its work, in the database and in
 * Slack. Run it in a checkout of the version that is to be left, with a Node that reads TypeScript (22.18 or newer):
 *
 *     node test/upgrade/leave-half-done.ts 0.1.0
 *
 * The schema's own table is left out: the test makes the schema by the steps that the version had.
 */
const name = process.argv[2] ?? 'unnamed'
const folder = fileURLToPath(new URL('fixtures/', import.meta.url))
const tables = ['incidents', 'events', 'commands', 'outbox', 'inbox', 'people', 'chosen_languages']

const work = await mkdtemp(join(tmpdir(), 'stanch-fixture-'))
const silent = { info: () => undefined, warn: console.warn, error: console.error }
const server = await startEmbeddedPostgres({ dataDir: join(tmpdir(), 'stanch-fixture-server'), log: silent })
const url = await ensureDatabase(server.url, `fixture_${process.pid}`)
const sql = postgres(url, { max: 1, onnotice: () => undefined })
const stateFile = join(work, 'workspace.json')
const sandbox = await startSandbox({ stateFile })
const slack = connect(sandbox.url)
const noa = slack.as('noa')
const bot = await startBot(sandbox.apiUrl, url)

const isQuiet = async (): Promise<boolean> => {
  const waiting = await sql`select 1 from outbox where done_at is null and gave_up_at is null`
  return waiting.count === 0 && !(await slack.rig.delivery()).busy
}
const quiet = (): Promise<unknown> => slack.until(isQuiet, { timeoutMs: 60_000, what: 'everything to be done' })
const declare = async (title: string): Promise<void> => {
  await noa.types(`/incident declare sev1 ${title}`, { in: 'general' })
}
const resolve = async (channel: string): Promise<void> => {
  await noa.types('/incident resolve', { in: channel })
  const form = await noa.form()
  await form.fill({ [form.labels()[0] ?? '']: 'Rolled the release back.' })
  await form.submit()
}
const hangs = async (method: string, count: number): Promise<void> => {
  const hanging = () =>
    sandbox.calls.list().filter((call) => call.method === method && call.outcome?.endsWith('hanging'))
  await slack.until(() => hanging().length >= count, { timeoutMs: 9_000, what: `${method} to hang` })
}

// Over and done with; and one whose end comes below.
await declare('Checkout is down')
await quiet()
await noa.says('timeline: the pool of payments-db is exhausted', { in: 'inc-0001-checkout-is-down' })
await noa.types('/incident update We roll back.', { in: 'inc-0001-checkout-is-down' })
await quiet()
await resolve('inc-0001-checkout-is-down')
await declare('Search is slow')
await quiet()

// From here on everything must hang within the 10 s that a call may take.
const { faults } = sandbox
faults.add(
  { method: 'chat.postMessage', when: 'after', how: 'hang', times: 1 },
  ({ thread_ts: thread }) => thread !== undefined,
)
await resolve('inc-0002-search-is-slow')
await hangs('chat.postMessage', 1)
faults.add({ method: 'conversations.create', when: 'after', how: 'hang', times: 1 })
await declare('Mail is late')
await hangs('conversations.create', 1)
faults.add({ method: 'conversations.create', when: 'before', how: 'hang', times: 1 })
await declare('Login fails')
await hangs('conversations.create', 2)
faults.add(
  { method: 'chat.postMessage', when: 'after', how: 'hang', times: 1 },
  ({ channel }) => channel !== 'C0INCIDENTS',
)
faults.add(
  { method: 'chat.postMessage', when: 'after', how: 'hang', times: 1 },
  ({ channel }) => channel === 'C0INCIDENTS',
)
await declare('Images are broken')
await hangs('chat.postMessage', 3)
await bot.kill()
await sandbox.stop()

const rows = Object.fromEntries(
  await Promise.all(
    tables.map(async (table): Promise<[string, unknown]> => {
      const found = await sql<{ row: string }[]>`select row_to_json(t)::text as row from ${sql(table)} t`
      return [table, found.map(({ row }) => JSON.parse(row) as unknown)]
    }),
  ),
)
const [numbers] = await sql<{ last: number }[]>`select last_value::int as last from incident_numbers`
const lines = Object.entries(rows).map(
  ([table, found]) =>
    `    ${JSON.stringify(table)}: [\n${Array.isArray(found) ? found.map((row) => `      ${JSON.stringify(row)}`).join(',\n') : ''}\n    ]`,
)
await writeFile(
  join(folder, `${name}.json`),
  `{\n  "schema": 1,\n  "incidentNumbers": ${numbers?.last ?? 0},\n  "tables": {\n${lines.join(',\n')}\n  },\n  "workspace": ${await readFile(stateFile, 'utf8')}\n}\n`,
)
await sql.end()
const operator = postgres(server.url, { max: 1, onnotice: () => undefined })
await operator`drop database ${operator(new URL(url).pathname.slice(1))} with (force)`
await operator.end()
await server.release()
await rm(work, { recursive: true })
