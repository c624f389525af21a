import type { Incident } from '../domain/incident.ts'
import type { Destination, PublicUpdate } from '../domain/public-updates.ts'

/** One public update on its way to one destination. */
export type Publishing = {
  /** The same at each repetition, for ever: a Message-ID or a delivery id is made of it. */
  readonly delivery: string
  /** As it stands now: what is drawn from it may be newer than the update. */
  readonly incident: Incident
  readonly update: PublicUpdate
}

/** What is known once it stands there. `count`: people reached. */
export type Published = { readonly count?: number }

/**
 * One way out to customers, in a room beside Slack. It is asked at least once, under a fixed delivery id; it throws a
 * `Failure` that says whether to wait, to try again or never to.
 */
export type Outlet = {
  readonly to: Destination
  publish(publishing: Publishing): Promise<Published>
}

/** Every way out that is set up, but Slack's channels, which are Slack's own affair. */
export type Destinations = readonly Outlet[]
