import { blows } from '../blow.ts'
import type { Stage } from '../stage.ts'
import type { Fault } from './plan.ts'

/** Lets one thing go wrong on a stage, or end; resolves with what was done, in words. */
export const strike = async (stage: Stage, fault: Fault): Promise<string> => {
  const { slack, witness, sql } = stage
  switch (fault.kind) {
    case 'blow': {
      const found = blows.find(({ name }) => name === fault.blow)
      if (found === undefined) throw new Error(`There is no blow called ${fault.blow}`)
      await slack.rig.fault({ ...found.fault, method: fault.method, times: fault.times })
      return `${fault.blow} at the next ${fault.times} of ${fault.method}`
    }
    case 'refuse':
      await slack.rig.fault({ method: fault.method, when: 'before', how: { error: fault.error }, times: 1 })
      witness.refusals.add(fault.error)
      return `${fault.error} at the next ${fault.method}`
    case 'kill':
      await stage.bot(fault.bot).kill()
      return `killed bot ${fault.bot}`
    case 'terminate': {
      const { code, ms } = await stage.bot(fault.bot).terminate()
      if (code !== 0) throw new Error(`SIGTERM ended bot ${fault.bot} in exit code ${code}`)
      return `SIGTERM ended bot ${fault.bot} in ${Math.round(ms)} ms`
    }
    case 'start':
      await stage.startAgain(fault.bot)
      return `started bot ${fault.bot}`
    case 'freeze':
      stage.bot(fault.bot).freeze()
      return `froze bot ${fault.bot}`
    case 'thaw':
      stage.bot(fault.bot).thaw()
      return `thawed bot ${fault.bot}`
    case 'copies':
      await slack.rig.delivery({ copies: fault.count })
      return `each event comes ${fault.count} times`
    case 'again': {
      const taken = (await slack.rig.deliveries()).filter(({ ack }) => ack?.ok === true)
      const one = taken[fault.nth % Math.max(1, taken.length)]
      if (one === undefined) return 'nothing to deliver again'
      await slack.rig.deliverAgain(one.id)
      return `delivered ${one.id} (${one.kind}) again`
    }
    case 'hold':
      await slack.rig.holdEvents()
      return 'events are held back'
    case 'release':
      await slack.rig.releaseEvents(fault.order)
      return `events go on, ${fault.order}`
    case 'cut-sockets':
      await slack.rig.cutSockets()
      return 'sockets are cut'
    case 'cut-database': {
      const cut = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
      return `${cut.count} connections to the database are cut`
    }
    default: {
      const never: never = fault
      return never
    }
  }
}
