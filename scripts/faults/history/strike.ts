import { setTimeout as pause } from 'node:timers/promises'
import { requiredScopes } from '../../../src/slack/scopes.ts'
import { blows } from '../blow.ts'
import type { Line } from '../line.ts'
import { botUser } from '../promise/scene.ts'
import type { Stage } from '../stage.ts'
import { isChannelOf, titleOf } from '../titles.ts'
import type { Wall } from '../wall.ts'
import type { Cast } from './deeds.ts'
import type { Fault, Where } from './fault.ts'

/** What faults fall on: a stage with its people, the way to its database, and each bot's clock on the wall. */
export type Struck = {
  readonly stage: Stage
  readonly cast: Cast
  readonly line: Line
  readonly walls: readonly Wall[]
}

/** Docker and Kubernetes wait for ten seconds, or thirty; in ms. */
const stopsWithin = 10_000

/** Lets one thing go wrong on a stage, or end; resolves with what was done, in words. */
export const strike = async ({ stage, cast, line, walls }: Struck, fault: Fault): Promise<string> => {
  const { slack, witness, sql } = stage
  switch (fault.kind) {
    case 'blow': {
      const found = blows.find(({ name }) => name === fault.blow)
      if (found === undefined) throw new Error(`There is no blow called ${fault.blow}`)
      // Servers put strangers off for minutes, so a letter that failed twice is to wait for longer than a history does.
      const isSecondLetter = fault.method === 'letter' && stage.sandbox.faults.list().some(isForLetters)
      if (isSecondLetter) return 'letters have failed already'
      const times = fault.method === 'letter' ? 1 : fault.times
      await slack.rig.fault({ ...found.fault, method: fault.method, times })
      return `${fault.blow} at the next ${times} of ${fault.method}`
    }
    case 'refuse':
      await slack.rig.fault({ method: fault.method, when: 'before', how: { error: fault.error }, times: 1 })
      witness.refusals.add(fault.error)
      return `${fault.error} at the next ${fault.method}`
    case 'kill':
      await stage.bot(fault.bot).kill()
      return `killed bot ${fault.bot}`
    case 'terminate': {
      const bot = stage.bot(fault.bot)
      const ended = await Promise.race([bot.terminate(), pause(stopsWithin)])
      if (ended === undefined) {
        await bot.kill()
        throw new Error(`SIGTERM did not end bot ${fault.bot} within ${stopsWithin} ms`)
      }
      const { code, ms } = ended
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
    case 'silence-socket':
      await slack.rig.silenceSockets('one')
      return 'a socket is dead, and nobody is told'
    case 'rate-limited':
      await slack.rig.sayRateLimited()
      return 'Slack says that it drops events'
    case 'farewell':
      await slack.rig.farewell(fault.reason, fault.which)
      return `${fault.reason} to ${fault.which}`
    case 'cut-unacked': {
      const since = (await slack.rig.deliveries()).length
      for (const nth of fault.bots) stage.bot(nth).freeze()
      const doing = cast.does(fault.act)
      const isUnderWay = async (): Promise<boolean> =>
        (await slack.rig.deliveries()).slice(since).some(({ ack }) => ack === undefined)
      const came = await slack.until(isUnderWay, { timeoutMs: 2_000 }).catch(() => false)
      await slack.rig.cutSockets()
      for (const nth of fault.bots) stage.bot(nth).thaw()
      return `sockets are cut ${came ? 'before an acknowledgement' : 'with nothing under way'}: ${await doing}`
    }
    case 'clock':
      await walls[fault.bot]?.set(fault.aheadMs)
      return `the clock of bot ${fault.bot} is ${fault.aheadMs / 60_000} minutes ahead`
    case 'database-away':
      await line.away(fault.how)
      return `the database is ${fault.how}`
    case 'database-back':
      await line.back()
      return 'the database is back'
    case 'token-revoked':
      await slack.rig.refuseToken('xoxb-faults', 'token_revoked')
      return 'the token is revoked'
    case 'token-back':
      await slack.rig.refuseToken('xoxb-faults', null)
      return 'the token is taken again'
    case 'scope-missing':
      await slack.rig.grant(requiredScopes.filter((scope) => scope !== fault.scope))
      witness.refusals.add('missing_scope')
      return `${fault.scope} is missing`
    case 'scope-back':
      await slack.rig.grant([...requiredScopes])
      return 'no scope is missing'
    case 'archive':
    case 'unarchive':
    case 'take-bot-out':
    case 'let-bot-in': {
      const channel = await channelAt(stage, fault.where)
      if (channel === undefined) return 'there is no such channel'
      return atChannel(stage, fault.kind, channel)
    }
    default: {
      const never: never = fault
      return never
    }
  }
}

const isForLetters = ({ method }: { readonly method: string }): boolean => method === 'letter'

type Channel = Awaited<ReturnType<Stage['slack']['channels']>>[number]

const channelAt = async ({ slack }: Stage, where: Where): Promise<Channel | undefined> =>
  (await slack.channels()).findLast(({ name }) =>
    where === 'announcements' ? name === 'incidents' : isChannelOf(titleOf(where), name),
  )

/** Only what can be done: people may have been there first. */
const atChannel = async (
  { slack, witness }: Stage,
  what: 'archive' | 'unarchive' | 'take-bot-out' | 'let-bot-in',
  { id, name, is_archived: isArchived, members }: Channel,
): Promise<string> => {
  const isIn = members.includes(botUser)
  switch (what) {
    case 'archive':
      if (isArchived) return `${name} is archived already`
      for (const error of ['is_archived', 'is_inactive']) witness.refusals.add(error)
      await slack.as('noa').archives(id)
      return `${name} is archived`
    case 'unarchive':
      if (!isArchived) return `${name} is open`
      await slack.as('noa').unarchives(id)
      return `${name} is open again`
    case 'take-bot-out':
      if (!isIn) return `Stanch is not in ${name}`
      for (const error of ['not_in_channel', 'channel_not_found']) witness.refusals.add(error)
      await slack.as('stanch').leaves(id)
      return `Stanch is taken out of ${name}`
    case 'let-bot-in':
      if (isIn) return `Stanch is in ${name}`
      if (!members.includes('U0NOA')) await slack.as('noa').joins(id)
      await slack.as('stanch').joins(id, 'noa')
      return `Stanch is in ${name} again`
  }
}
