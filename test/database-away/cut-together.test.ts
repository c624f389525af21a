import { setTimeout as pass } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { codeOf } from '../../db/away.ts'
import { connect } from '../../db/client.ts'
import { freshDatabase } from '../database.ts'
import { layWire } from './wire.ts'

const connections = 8

test(
  'connections that break together, with something to say still in their hands, work again',
  { timeout: 60_000 },
  async () => {
    const wire = await layWire(await freshDatabase())
    const { sql } = connect(wire.url, { connections })
    onTestFinished(() => sql.end({ timeout: 0 }))
    const failed: unknown[] = []
    const onEach = async (): Promise<unknown> => {
      const asked = Array.from({ length: connections }, () => sql`select pg_sleep(0.05)`)
      return Promise.all(asked).catch((error: unknown) => {
        failed.push(codeOf(error))
        throw error
      })
    }
    const ask = (): Promise<unknown> => Promise.allSettled([sql`select 1`])
    for (let nth = 0; nth < 5; nth++) {
      await vi.waitFor(onEach, { timeout: 20_000 })
      // Whoever hears of one that broke asks again at once, on another one, which has broken and does not know it.
      const asking = Array.from({ length: connections / 2 }, () => sql`select pg_sleep(30)`.catch(ask))
      await pass(20)
      wire.cut()
      await Promise.all(asking)
    }
    await vi.waitFor(onEach, { timeout: 20_000 })
    // One that can say nothing any more is given up after two seconds, each time that it is opened anew; a busy machine may
    // take as long once or twice.
    expect(failed.filter((code) => code === 'CONNECT_TIMEOUT').length).toBeLessThan(4)
  },
)
