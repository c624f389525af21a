import { z } from 'zod'
import type { Target } from '../../domain/commands/wish.ts'
import { type IncidentId, type UserId, incidentId, userId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Person } from '../../app/ports.ts'
import { personIn, type Led } from '../slash.ts'
import { incidentOfBlock } from '../views/card-controls.ts'
import type { Asked, House, Pressed } from './handler.ts'

const opaque = z.guid()

/**
 * The id in a button or a form; undefined for anything that cannot be one. Whether there is such an incident, the
 * record says.
 */
export const idIn = (value: string): IncidentId | undefined =>
  opaque.safeParse(value).success ? incidentId(value) : undefined

/** The parts of a button's value, as its view put them together: `id:role:ts`. */
export const partsOf = (value: string): readonly string[] => value.split(':')

/** Which incident a press means: the button's value, else the block around a menu, else the channel it stands in. */
export const pressedOn = (pressed: Pressed): Target | undefined => {
  const id = idIn(partsOf(pressed.value)[0] ?? '') ?? idIn(incidentOfBlock(pressed.block) ?? '')
  if (id !== undefined) return { incident: id }
  return pressed.channel === undefined ? undefined : { channel: pressed.channel }
}

/** The incident itself, for showing it. */
export const incidentAt = async (target: Target | undefined, house: House): Promise<Incident | undefined> => {
  if (target === undefined) return undefined
  return 'incident' in target ? house.reads.incident(target.incident) : house.reads.inChannel(target.channel)
}

/** The incident in whose channel something was typed. */
export const incidentHere = async (asked: Asked, house: House): Promise<Incident | undefined> =>
  asked.channel === undefined ? undefined : house.reads.inChannel(asked.channel)

/** Somebody named who cannot be found. */
export type Unfound = { readonly typed: string; readonly id?: UserId }

/**
 * The first person named in what was typed behind a word, and the rest without them. `typed` is what cannot be found: a
 * name that is nobody's, or several people's; with the `id` where Slack itself gave one, of somebody whom we do not
 * know.
 */
export const personMeant = async (
  raw: string,
  house: House,
): Promise<{ readonly named: 'nobody' | Person | Unfound; readonly rest: string }> => {
  const led: Led<{ id: string } | { name: string }> | undefined = personIn(raw)
  if (led === undefined) return { named: 'nobody', rest: raw }
  const { found, rest } = led
  if ('name' in found) return { named: (await house.people.named(found.name)) ?? { typed: `@${found.name}` }, rest }
  const id = userId(found.id)
  return { named: (await house.people.find(id)) ?? { typed: `@${id}`, id }, rest }
}
