import postgres, { type Sql } from 'postgres'
import { connect, type Slack } from '../../sandbox/client.ts'
import { startSandbox, type Sandbox } from '../../sandbox/start.ts'
import { startBot, type Bot } from './bot.ts'
import { openReceivers } from './receivers.ts'
import { openWitness, type Witness } from './witness.ts'

/** Where faults happen: a workspace and a database of its own, and the real bot as its own process, or several. */
export type Stage = {
  readonly slack: Slack
  readonly sandbox: Sandbox
  readonly sql: Sql
  /** Whoever acts here notes what they did and were answered: the promise is measured by it. */
  readonly witness: Witness
  /** The bot that runs now; of several, the nth from 0. */
  bot(nth?: number): Bot
  /** Starts a bot again in the place of the nth, which has ended. */
  startAgain(nth?: number): Promise<void>
  /**
   * Resolves when nothing waits any more but the look for copies, half a minute after a resend: no effect, no event.
   * Rejects with what still waits after `withinMs`.
   */
  quiet(withinMs: number): Promise<void>
  close(): Promise<void>
}

export type StageOptions = {
  /** How many bots share the database. */
  readonly bots?: number
  /** What each is told in its environment beside its tokens, the nth one from 0. */
  readonly settings?: (nth: number) => Readonly<Record<string, string>>
  /** Public updates have somewhere to go: `#support`, a webhook, and one subscriber by letter. */
  readonly tellsCustomers?: boolean
}

/** The database at `databaseUrl` is empty, or has the schema and nothing in it. */
export const openStage = async (
  databaseUrl: string,
  { bots: count = 1, settings = () => ({}), tellsCustomers = false }: StageOptions = {},
): Promise<Stage> => {
  const sandbox = await startSandbox()
  const slack = connect(sandbox.url)
  // Slack delivers again after a minute what a dead process did not acknowledge; nothing is learned by waiting for
  // that.
  await slack.rig.delivery({ retries: [0, 1_000, 2_000] })
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  const witness = openWitness()
  const receivers = tellsCustomers ? await openReceivers(sandbox, witness) : undefined
  await receivers?.openChannel(slack)
  const start = (nth: number): Promise<Bot> =>
    startBot(sandbox.apiUrl, databaseUrl, { ...receivers?.settings, ...settings(nth) })
  const bots = await Promise.all(Array.from({ length: count }, (_, nth) => start(nth)))
  const bot = (nth = 0): Bot => {
    const found = bots[nth]
    if (found === undefined) throw new Error(`There is no bot ${nth}`)
    return found
  }

  await receivers?.subscribe(sql)

  const waiting = () => sql<{ what: string; why: string | null }[]>`
    select effect ->> 'type' as what, last_error as why from outbox
    where done_at is null and gave_up_at is null and effect ->> 'type' not in ('remove-surplus', 'discard-channel')
    union all select event_id, last_error from inbox where done_at is null and gave_up_at is null
    union all select about, last_error from letters where done_at is null and gave_up_at is null`
  const quiet = async (withinMs: number): Promise<void> => {
    const still = { waits: [] as readonly { what: string; why: string | null }[] }
    const isQuiet = async (): Promise<boolean> => {
      if ((await slack.rig.delivery()).busy) return false
      still.waits = await waiting()
      return still.waits.length === 0
    }
    await slack.until(isQuiet, { timeoutMs: withinMs }).catch((error: unknown) => {
      throw new Error(`Still waiting after ${withinMs} ms: ${JSON.stringify(still.waits)}`, { cause: error })
    })
  }
  return {
    slack,
    sandbox,
    sql,
    witness,
    bot,
    startAgain: async (nth = 0) => {
      bots[nth] = await start(nth)
    },
    quiet,
    close: async () => {
      await Promise.all(bots.map((one) => one.kill()))
      await receivers?.close()
      await sandbox.stop()
      await sql.end()
    },
  }
}
