import type { Sql } from 'postgres'
import type { Ledger, Verdict } from '../src/app/ports.ts'
import type { Command } from '../src/domain/commands.ts'
import { isAway, isRace, codeOf, within } from './away.ts'
import { lookAboutAll, subjectOfCommand } from './ledger-look.ts'
import type { IncidentMemory, InTurn } from './ledger-memory.ts'
import { changed, recorded, staleCode } from './ledger-write.ts'
import { list } from './list.ts'

/** Longer ones would keep others of the same incident waiting, in ms. */
const patience = 2_500

type Step = { readonly command: Command; readonly verdict: Extract<Verdict, { ok: true }> }

/**
 * Several commands on one incident in one statement: what is said in a busy channel costs a round trip for each message
 * otherwise (measured on two cores: 250 entries a second one by one). Only what this process knows the newest state of,
 * and only the leading commands that ask nothing of Slack and are about different messages; where anything is unusual
 * (a repeat, another writer, a database that is away) nothing is written, and each goes through `transact`, which knows
 * what to do.
 */
export const recordRunOn =
  (sql: Sql, memory: IncidentMemory, inTurn: InTurn): Ledger['recordRun'] =>
  async (commands, judge) => {
    const [first] = commands
    const name = first === undefined ? undefined : memory.idOf(first)
    if (first === undefined || name === undefined) return undefined
    const work = async () => {
      const known = memory.find(first)
      if (known === undefined) return undefined
      const here = leadingOn(name, commands, memory)
      const about = await lookAboutAll(sql, known.incident.id, here)
      const steps = judged(here, known.incident, (command, incident) =>
        judge(command, { incident, about: about(command), nextNumber: 0 }),
      )
      const incident = steps.at(-1)?.verdict.incident
      const events = steps.reduce((sum, { verdict }) => sum + verdict.events.length, 0)
      // Nothing to write means nothing that would find out whether this is the newest state.
      if (incident === undefined || events === 0) return undefined
      await write(sql, steps, known.lastSeq)
      memory.keep({ incident, lastSeq: known.lastSeq + events })
      return { count: steps.length, incident }
    }
    try {
      return await within(patience, inTurn(name, work))
    } catch (error) {
      memory.forget(first)
      const isUnusual = isAway(error) || isRace(error) || codeOf(error) === staleCode
      if (!isUnusual) throw error
      return undefined
    }
  }

/** From the front, those on this incident that are about a message which none before them is about. */
const leadingOn = (incident: string, commands: readonly Command[], memory: IncidentMemory): readonly Command[] => {
  const subjects = new Set<string>()
  const end = commands.findIndex((command) => {
    const subject = subjectOfCommand(command)
    if (subject === undefined || subjects.has(subject) || memory.idOf(command) !== incident) return true
    subjects.add(subject)
    return false
  })
  return end === -1 ? commands : commands.slice(0, end)
}

/** Each in the situation that the one before it leaves; up to the first that is refused or asks something of Slack. */
const judged = (
  commands: readonly Command[],
  known: Step['verdict']['incident'],
  judge: (command: Command, incident: Step['verdict']['incident']) => Verdict,
): readonly Step[] => {
  const steps: Step[] = []
  let incident = known
  for (const command of commands) {
    const verdict = judge(command, incident)
    if (!verdict.ok || verdict.effects.length > 0) break
    steps.push({ command, verdict })
    incident = verdict.incident
  }
  return steps
}

const write = async (sql: Sql, steps: readonly Step[], lastSeq: number): Promise<void> => {
  const carriedOut = steps.map(({ command, verdict: { events } }) => ({ command, events }))
  const incident = steps.at(-1)?.verdict.incident
  if (incident === undefined) return
  const counts = carriedOut.map(({ events }) => events.length)
  const firstSeqs = counts.map((_, nth) => lastSeq + 1 + counts.slice(0, nth).reduce((sum, count) => sum + count, 0))
  const newSeq = lastSeq + counts.reduce((sum, count) => sum + count, 0)
  await sql`
    with ${changed(sql, incident, newSeq, lastSeq)}, ${recorded(sql, incident.id, lastSeq, carriedOut)},
      remembered as (
        insert into commands (id, incident, first_seq, events)
        select c.id, ${incident.id}, c.first_seq, c.events from unnest(
          ${list(carriedOut.map(({ command }) => command.id))}::text[], ${list(firstSeqs)}::int[], ${list(counts)}::int[]
        ) as c (id, first_seq, events))
    select sqrt((select count(*) from changed) - 1)`
}
