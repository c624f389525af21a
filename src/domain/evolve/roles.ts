import type { IncidentEvent } from '../events.ts'
import type { Moment, UserId } from '../ids.ts'
import type { Incident, Role } from '../incident.ts'

/** Who holds what after a role went to somebody or was given up. */
export const ofRoles = (
  incident: Incident,
  event: Extract<IncidentEvent, { type: 'role-assigned' | 'role-released' }>,
  at: Moment,
): Partial<Incident> => {
  switch (event.type) {
    case 'role-assigned': {
      const { role, to, from, heardIn } = event
      const roles = { ...incident.roles, [role]: { holder: to, since: at } }
      const heardRoles = stillUndoable(incident, role, to)
      if (heardIn === undefined) return { roles, heardRoles }
      const heard = { role, to, ...(from !== undefined && { from }), heardIn }
      return { roles, heardRoles: [...heardRoles, heard] }
    }
    case 'role-released':
      return {
        roles: withoutRole(incident.roles, event.role),
        heardRoles: stillUndoable(incident, event.role, undefined),
      }
  }
}

/**
 * What was heard about a role is no longer to be undone once somebody else holds it, unless they do because it was
 * undone.
 */
const stillUndoable = (incident: Incident, role: Role, holder: UserId | undefined): Incident['heardRoles'] =>
  incident.heardRoles.filter((heard) => heard.role !== role || heard.from === holder)

const withoutRole = (roles: Incident['roles'], role: Role): Incident['roles'] => {
  const { [role]: _released, ...rest } = roles
  return rest
}
