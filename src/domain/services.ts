/** How much depends on a service, from the most on. */
export const tiers = [1, 2, 3, 4] as const
/** One of them. */
export type Tier = (typeof tiers)[number]

/** Something that the team runs for others, as the list of services has it. */
export type Service = {
  /** What people call it; unique in the list, whatever its case. */
  readonly name: string
  /** Who answers for it: a Slack user id, or a name as people are called in Slack. */
  readonly owner?: string
  readonly tier?: Tier
  /** On whom it depends: who is proposed when somebody marks an incident as waiting on a vendor. */
  readonly vendor?: string
}

/** A name is the value of a choice in menus, which take 75 characters, with a word before it. */
export const serviceNameLimit = 60

/** Names as they are compared: without case, width and runs of spaces. */
export const serviceKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The service of the list that is called so; undefined for a name that is in no list. */
export const serviceCalled = (services: readonly Service[], name: string): Service | undefined =>
  services.find((service) => serviceKey(service.name) === serviceKey(name))

/** The most depended-on first, then by name: the order of menus. */
export const inMenuOrder = (services: readonly Service[]): readonly Service[] =>
  services.toSorted((a, b) => (a.tier ?? tiers.length) - (b.tier ?? tiers.length) || a.name.localeCompare(b.name))
