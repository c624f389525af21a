import type { Moment } from './ids.ts'

/** Somebody else, whose outage it is. */
export type Vendor = {
  readonly name: string
  /** Whom to ask there: a person, an address, a number. */
  readonly contact?: string
  /** Their name for it. */
  readonly ticket?: string
  /** http or https, always. */
  readonly statusPage?: string
}

/** An incident that waits on a vendor: a fact beside its status, for the work on our side goes on. */
export type VendorWait = Vendor & {
  readonly since: Moment
  /** What they promised last, and when they said so. */
  readonly estimate?: { readonly at: Moment; readonly statedAt: Moment }
}

/** One line each: a name, a contact, a ticket. */
export const vendorLineLimit = 150
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element has 3000 for an address; nobody has more. */
export const vendorLinkLimit = 1000

/** An address that may stand behind a link: of the web, and whole. Nothing that a browser would run. */
export const isWebLink = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== ''
}

/** When a vendor is to be asked again because what they promised has passed; undefined where nothing was promised. */
export const isEstimatePassed = (wait: VendorWait | undefined, now: Moment): boolean =>
  wait?.estimate !== undefined && now >= wait.estimate.at
