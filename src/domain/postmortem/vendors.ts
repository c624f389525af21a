import type { RecordedEvent } from '../events.ts'
import type { Moment } from '../ids.ts'
import type { Vendor } from '../vendor.ts'

/** One wait for a vendor, from marking it to the end of it. */
export type VendorHistory = {
  readonly vendor: Vendor
  readonly since: Moment
  /** What was promised, in the order in which it was: `at` when somebody wrote that down, `for` the time that was named. */
  readonly promises: readonly { readonly at: Moment; readonly for: Moment }[]
  /** When they were back; undefined while they are not, and where the incident ended before. */
  readonly returnedAt?: Moment
}

/** What was promised and what came, of every vendor that was waited on; in the order of the waits. */
export const vendorHistory = (events: readonly RecordedEvent[]): readonly VendorHistory[] => {
  const waits: VendorHistory[] = []
  const change = (how: (wait: VendorHistory) => VendorHistory) => {
    const last = waits.pop()
    if (last !== undefined) waits.push(how(last))
  }
  for (const event of events.toSorted((a, b) => a.seq - b.seq)) {
    if (event.type === 'vendor-awaited') waits.push({ vendor: event.vendor, since: event.at, promises: [] })
    else if (event.type === 'vendor-described') change((wait) => ({ ...wait, vendor: event.vendor }))
    else if (event.type === 'vendor-estimated') {
      const promise = { at: event.at, for: event.estimate }
      change((wait) => ({ ...wait, promises: [...wait.promises, promise] }))
    } else if (event.type === 'vendor-returned') change((wait) => ({ ...wait, returnedAt: event.at }))
  }
  return waits
}

/**
 * How much later than their first promise they were back, in ms, negative when earlier; undefined where either is not
 * known.
 */
export const laterThanPromised = ({ promises: [first], returnedAt }: VendorHistory): number | undefined =>
  first === undefined || returnedAt === undefined ? undefined : returnedAt - first.for
