import { begins } from './begins.ts'
import type { Command, PersonCommand } from './commands.ts'
import type { Standing } from './commands/wish.ts'
import type { UserId } from './ids.ts'
import type { Refusal } from './refusals.ts'
import type { Rules } from './situation.ts'

/** Who sent it, if a person did. */
export const personOf = (command: Command): UserId | undefined =>
  command.by.kind === 'person' ? command.by.user : undefined

/** The person who sent it. A command of Slack or the clock here is our own mistake, and throws. */
export const mustBePerson = (command: Command): UserId => {
  if (command.by.kind !== 'person') throw new Error(`${command.type} needs a person, not ${command.by.kind}`)
  return command.by.user
}

/** Full members may act; guests only where the workspace says so; other organisations and bots never. */
export const mayAct = (standing: Standing, rules: Rules): boolean =>
  standing === 'member' || (standing === 'guest' && rules.guests === 'members')

/** Why somebody of this standing may not act; undefined if they may. */
export const refuseStanding = (standing: Standing, rules: Rules): Refusal | undefined => {
  if (mayAct(standing, rules)) return undefined
  switch (standing) {
    case 'guest':
      return { code: 'guest-may-only-report' }
    case 'outsider':
      return { code: 'outsider-may-only-read' }
    case 'bot':
    case 'member':
      return { code: 'bot-may-not' }
  }
}

/** Why this person may not send this command; undefined if they may. Anyone of the workspace may declare and report. */
export const refuseByStanding = (command: PersonCommand, rules: Rules): Refusal | undefined => {
  if (command.by.kind !== 'person') return undefined
  const { standing } = command.by
  return standing === 'guest' && begins(command) ? undefined : refuseStanding(standing, rules)
}
