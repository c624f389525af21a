import { withAbsorbed } from '../app/linked.ts'
import type { People, Reads, Services } from '../app/ports.ts'
import type { UserId } from '../domain/ids.ts'
import type { Incident } from '../domain/incident.ts'
import type { Unsayable } from '../domain/unsaid.ts'

/** More people than this are not looked up for one text. */
const most = 100

type Parts = {
  readonly people: Pick<People, 'find'>
  readonly services: Pick<Services, 'all'>
  readonly reads: Pick<Reads, 'incident'>
}

/**
 * Looks up the names that customers of an incident must not read: of everybody who takes part in it, of the services
 * that the team runs, of those on whom they depend, and of every vendor that it has ever waited on; the same of each
 * incident that was merged into it.
 */
export const unsayableBy =
  ({ people, services, reads }: Parts) =>
  async (incident: Incident): Promise<Unsayable> => {
    const [incidents, listed] = await Promise.all([withAbsorbed(incident, reads), services.all()])
    const found = await Promise.all(taking(incidents).map((user) => people.find(user)))
    const affected = incidents.flatMap(({ impact }) => impact?.services ?? [])
    const names = found.flatMap((person) =>
      person === undefined
        ? []
        : [person.name, person.realName, ...(person.displayName === undefined ? [] : [person.displayName])],
    )
    const vendors = [
      ...incidents.flatMap(({ vendorsEver = [] }) => vendorsEver),
      ...[...listed, ...affected].map(({ vendor }) => vendor),
    ]
    return {
      people: unique(names.filter((name) => name !== '')),
      services: unique([...listed, ...affected].map(({ name }) => name)),
      vendors: unique(vendors.filter((name) => name !== undefined)),
    }
  }

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

const taking = (incidents: readonly Incident[]): readonly UserId[] => {
  const all = incidents.flatMap(({ declaredBy, members, roles, source }) => [
    declaredBy,
    ...Object.values(roles).map(({ holder }) => holder),
    ...(source?.user === undefined ? [] : [source.user]),
    ...members,
  ])
  return [...new Set(all)].slice(0, most)
}
