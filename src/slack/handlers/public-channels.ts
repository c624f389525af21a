import { channelIn, type PublicDraft, newestVersion } from '../../domain/public-updates.ts'
import type { Incident } from '../../domain/incident.ts'
import { publicDraftBlocks } from '../views/forms/public-draft.ts'
import type { FormState, House } from './handler.ts'

/* A form knows channels by their ids; an update keeps those that the settings name as they name them. */

/** What stands chosen at first: as drafted, else where this incident's customers were told last, else as it is set. */
export const channelsShown = async (
  { customers }: Incident,
  draft: PublicDraft | undefined,
  house: House,
): Promise<readonly string[]> => {
  const standing = await house.customers.channels.standing()
  const told = customers?.updates.length ? customers.reached.flatMap(({ to }) => channelIn(to) ?? []) : undefined
  const drafted = draft && newestVersion(draft).channels
  const wanted = drafted ?? told ?? standing.map(({ set }) => set)
  return wanted.flatMap((one) => {
    const known = standing.find(({ set }) => set === one)
    return known === undefined ? [one] : (known.id ?? [])
  })
}

/** The ids that stand in the form. */
export const channelIdsIn = (form: FormState): readonly string[] =>
  form
    .answer(publicDraftBlocks.channels)
    .split(',')
    .filter((id) => id !== '')

/** The same as the update names them. One that is set and could not be shown stays chosen: nobody took it out. */
export const channelsIn = async (form: FormState, house: House): Promise<readonly string[]> => {
  const standing = await house.customers.channels.standing()
  const named = channelIdsIn(form).map((id) => standing.find((one) => one.id === id)?.set ?? id)
  return [...new Set([...named, ...standing.flatMap(({ set, id }) => (id === undefined ? [set] : []))])]
}
