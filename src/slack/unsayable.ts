import type { People, Services } from '../app/ports.ts'
import type { UserId } from '../domain/ids.ts'
import type { Incident } from '../domain/incident.ts'
import type { Unsayable } from '../domain/unsaid.ts'

/** More people than this are not looked up for one text. */
const most = 100

/**
 * Looks up the names that customers of an incident must not read: of everybody who takes part in it, of the services
 * that the team runs, of those on whom they depend, and of every vendor that it has ever waited on.
 */
export const unsayableBy =
  ({ people, services }: { readonly people: Pick<People, 'find'>; readonly services: Pick<Services, 'all'> }) =>
  async (incident: Incident): Promise<Unsayable> => {
    const [found, listed] = await Promise.all([
      Promise.all(taking(incident).map((user) => people.find(user))),
      services.all(),
    ])
    const { impact, vendorsEver = [] } = incident
    const affected = impact?.services ?? []
    const names = found.flatMap((person) =>
      person === undefined
        ? []
        : [person.name, person.realName, ...(person.displayName === undefined ? [] : [person.displayName])],
    )
    return {
      people: names.filter((name) => name !== ''),
      services: [...listed, ...affected].map(({ name }) => name),
      vendors: [...vendorsEver, ...[...listed, ...affected].map((one) => one.vendor)].filter(
        (name) => name !== undefined,
      ),
    }
  }

const taking = ({ declaredBy, members, roles, source }: Incident): readonly UserId[] => {
  const holders = Object.values(roles).map(({ holder }) => holder)
  const all = [declaredBy, ...holders, ...(source?.user === undefined ? [] : [source.user]), ...members]
  return [...new Set(all)].slice(0, most)
}
