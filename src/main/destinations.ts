import type { Destinations } from '../app/destinations.ts'
import { Failure } from '../app/failure.ts'
import type { Clock } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { Destination } from '../domain/public-updates.ts'
import { webhookOutlet } from '../webhook/outlet.ts'

/** Every way out to customers that needs no more than its settings. */
export const destinationsOf = ({ customers }: Config, clock: Clock): Destinations =>
  customers.webhooks.map((target) => webhookOutlet(target, { clock }))

/** A process with the same settings carries these out; how soon this one asks again whether there is one, in ms. */
const lookAgainMs = 2_000

/** The ways out that another process serves: what is to go there waits for it. */
export const servedByAnother = ({ outlets }: Config): Destinations => {
  const ways: readonly Destination[] = [
    ...(outlets.statusPage === undefined ? [] : (['status-page'] as const)),
    ...(outlets.email === undefined ? [] : (['email'] as const)),
  ]
  return ways.map((to) => ({
    to,
    publish: async () => {
      throw new Failure('served_by_another', { kind: 'wait', inMs: lookAgainMs })
    },
  }))
}

/** Where a public update goes: all of these, and the channels of choice. */
export const everyDestination = ({ customers }: Config, destinations: Destinations): readonly Destination[] => [
  ...destinations.map(({ to }) => to),
  ...customers.channels.map((channel): Destination => `channel/${channel}`),
]
