import { randomInt, randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { judge } from '../src/app/handle.ts'
import type { Verdict } from '../src/app/ports.ts'
import type { Command } from '../src/domain/commands.ts'
import { channelId, commandId, incidentId, userId } from '../src/domain/ids.ts'
import type { Situation } from '../src/domain/situation.ts'
import type { Holder } from './holders.ts'
import { look } from './ledger-look.ts'
import { write, type Writing } from './ledger-write.ts'
import { personRows } from './people.ts'
import { openTitles } from './reads.ts'
import { transaction } from './transaction.ts'

/** Ends the rehearsal: nothing of it stays. */
class Undone extends Error {
  override name = 'Undone'
}

/**
 * Rehearses a declare and the channel's opening on each connection, and takes it back: a connection must be opened and
 * have each statement prepared before it is as quick as it will be, and the first declare of the night would have
 * waited for that, in a round trip for each.
 */
export const warmUp = async (sql: Sql, holder: Holder, connections: number): Promise<void> => {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      try {
        await transaction(sql, (tx) => rehearse(tx, holder))
      } catch (error) {
        if (!(error instanceof Undone)) throw error
      }
    }),
  )
}

const nobody = userId('U0NOBODY')
const rules = { guests: 'report' } as const

const rehearse = async (tx: TransactionSql, holder: Holder): Promise<never> => {
  const id = randomUUID()
  const at = Date.now()
  const declare = {
    type: 'declare',
    id: commandId(`warm-up/${id}`),
    at,
    by: { kind: 'person', user: nobody, standing: 'member' },
    incident: incidentId(id),
    title: 'Nothing has happened',
    severity: 'sev4',
    kind: 'other',
    description: '',
    language: 'en',
  } as const satisfies Command
  const opened = {
    type: 'record-channel',
    id: commandId(`warm-up/${id}/opened`),
    at,
    by: { kind: 'slack' },
    on: { incident: declare.incident },
    channel: channelId(`C${id}`),
    name: 'nothing',
  } as const satisfies Command
  const reply = { url: '', user: nobody, expiresAt: at }

  await personRows(tx, nobody)
  await openTitles(tx, 1)
  // A number that no incident has, and none is taken for it.
  const declared = decided(declare, { incident: undefined, about: [], nextNumber: -randomInt(1, 2 ** 31) })
  const { rows } = await write(tx, { ...writingOf(declare, declared, 0, holder), reply })
  // Now that the command has left its trace, the look for it takes no number either.
  await look(tx, declare)
  const answered = decided(opened, { incident: declared.incident, about: [], nextNumber: 0 })
  const lastSeq = declared.events.length
  await write(tx, { ...writingOf(opened, answered, lastSeq, holder), finishing: rows[0], unlocked: true })
  throw new Undone()
}

type Accepted = Extract<Verdict, { ok: true }>

const decided = (command: Command, situation: Situation): Accepted => {
  const verdict = judge(command, situation, rules, {})
  if (!verdict.ok) throw new Error(`The rehearsal was refused: ${verdict.refusal.code}`)
  return verdict
}

const writingOf = (command: Command, accepted: Accepted, lastSeq: number, holder: Holder): Writing => ({
  command,
  accepted,
  effects: accepted.effects,
  on: accepted.incident.id,
  lastSeq,
  reply: undefined,
  finishing: undefined,
  beginner: holder.name,
  unlocked: false,
})
