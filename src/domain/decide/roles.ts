import type { PersonCommand } from '../commands.ts'
import type { Incident } from '../incident.ts'
import { mayAct } from '../standing.ts'
import type { Decision, Rules } from '../situation.ts'
import { happened, refuse, refuseIfEnded, unchanged } from './outcome.ts'

type RoleCommand = Extract<PersonCommand, { type: 'assign-role' | 'release-role' | 'undo-role' }>

/** Take, give, hand over (all `assign-role`), release; and the Undo of a role that was heard in a message. */
export const decideRole = (command: RoleCommand, incident: Incident, rules: Rules): Decision => {
  const ended = refuseIfEnded(incident)
  if (ended !== undefined) return ended
  const { role } = command
  const holder = incident.roles[role]?.holder
  switch (command.type) {
    case 'assign-role': {
      const { to, toStanding } = command
      if (!mayAct(toStanding, rules)) return refuse({ code: 'role-not-for-them', user: to, role })
      if (holder === to) return unchanged
      if (command.ifVacant && holder !== undefined) return refuse({ code: 'role-already-held', role, holder })
      return happened({ type: 'role-assigned', role, to, ...(holder !== undefined && { from: holder }) })
    }
    case 'release-role':
      return holder === undefined
        ? refuse({ code: 'role-not-held', role })
        : happened({ type: 'role-released', role, from: holder })
    case 'undo-role': {
      const heard = incident.heardRoles.find((one) => one.role === role && one.heardIn === command.heardIn)
      if (heard === undefined) {
        return refuse({ code: 'role-changed-since', role, ...(holder !== undefined && { holder }) })
      }
      if (holder === heard.from) return unchanged
      return heard.from === undefined
        ? happened({ type: 'role-released', role, from: heard.to })
        : happened({ type: 'role-assigned', role, to: heard.from, from: heard.to })
    }
  }
}
