import { type UserId, userId } from '../../domain/ids.ts'
import type { AffectedService } from '../../domain/impact.ts'
import { type Service, serviceCalled } from '../../domain/services.ts'
import type { T } from '../../text/text.ts'
import { plain } from '../mrkdwn.ts'
import { nearest } from '../slash.ts'
import type { House } from './handler.ts'

/** A name that is in no list, and those that look like it. */
export type UnknownService = { readonly unknown: string; readonly near: readonly string[] }

/** Names as they were typed, parted by commas of any language. */
export const namesIn = (typed: string): readonly string[] =>
  typed
    .split(/[,،、]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/**
 * Services by their names, parted by commas, as the list has them now; any name where there is no list. With each whoever
 * answers for it, where Slack knows them.
 */
export const servicesNamed = async (
  typed: string,
  house: House,
): Promise<{ readonly services: readonly AffectedService[] } | UnknownService> => {
  const names = namesIn(typed)
  const list = names.length === 0 ? [] : await house.services.all()
  if (list.length === 0) return { services: names.map((name) => ({ name })) }
  const found = names.map((name) => ({ name, service: serviceCalled(list, name) }))
  const missing = found.find(({ service }) => service === undefined)
  if (missing !== undefined) {
    const known = list.map(({ name }) => name)
    return { unknown: missing.name, near: nearest(missing.name, known) }
  }
  const services = found.flatMap(({ service }) => (service === undefined ? [] : [affected(service, house)]))
  return { services: await Promise.all(services) }
}

/** Why a name cannot be taken, and where to look. Plain text. */
export const unknownService = ({ unknown, near }: UnknownService, t: T): string => {
  const typed = plain(unknown, 60).text
  return near.length === 0
    ? t('form.impact.service-unknown', { typed, example: '/incident services' })
    : t('form.impact.service-near', { typed, near: t.list(near) })
}

const affected = async ({ name, owner, vendor }: Service, house: House): Promise<AffectedService> => {
  const user = owner === undefined ? undefined : await ownerMeant(owner, house)
  return { name, ...(user !== undefined && { owner: user }), ...(vendor !== undefined && { vendor }) }
}

/** Somebody of the workspace, by id or by name: nobody else can be brought into a channel. */
const ownerMeant = async (owner: string, { people }: House): Promise<UserId | undefined> => {
  const name = owner.replace(/^@/, '')
  const person = (await people.find(userId(name))) ?? (await people.named(name))
  return person?.standing === 'member' ? person.id : undefined
}
