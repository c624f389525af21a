import type { Destinations } from '../app/destinations.ts'
import type { Clock } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { Destination } from '../domain/public-updates.ts'
import { webhookOutlet } from '../webhook/outlet.ts'

/** Every way out to customers that needs no more than its settings. */
export const destinationsOf = ({ customers }: Config, clock: Clock): Destinations =>
  customers.webhooks.map((target) => webhookOutlet(target, { clock }))

/** Where a public update goes: all of these, and the channels of choice. */
export const everyDestination = ({ customers }: Config, destinations: Destinations): readonly Destination[] => [
  ...destinations.map(({ to }) => to),
  ...customers.channels.map((channel): Destination => `channel/${channel}`),
]
