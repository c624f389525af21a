import type { ParticularEvent } from '../events/particulars.ts'
import type { UserId } from '../ids.ts'
import { type ImpactStatement, withoutPart, withStatement } from '../impact.ts'
import type { Incident } from '../incident.ts'
import { type Written, personIn } from './written.ts'

/** The fields that such a fact changes. */
export const withParticular = (incident: Incident, event: ParticularEvent, written: Written): Partial<Incident> => {
  const { at } = written
  const { vendor } = incident
  switch (event.type) {
    case 'kind-changed':
      return { kind: event.to }
    case 'impact-stated': {
      const { statement } = event
      const members = [...new Set([...incident.members, ...ownersIn(statement)])]
      return { impact: withStatement(incident.impact ?? {}, statement), members }
    }
    case 'impact-withdrawn':
      return { impact: withoutPart(incident.impact ?? {}, event.part) }
    case 'vendor-awaited':
      return { vendor: { ...event.vendor, since: at }, ...vendorNamed(incident, event.vendor.name) }
    case 'vendor-described':
      return {
        vendor: {
          ...event.vendor,
          since: vendor?.since ?? at,
          ...(vendor?.estimate !== undefined && { estimate: vendor.estimate }),
        },
        ...vendorNamed(incident, event.vendor.name),
      }
    case 'vendor-estimated':
      return vendor === undefined ? {} : { vendor: { ...vendor, estimate: { at: event.estimate, statedAt: at } } }
    case 'vendor-estimate-withdrawn': {
      const { estimate: _withdrawn, ...rest } = vendor ?? {}
      return vendor === undefined ? {} : { vendor: { ...rest, name: vendor.name, since: vendor.since } }
    }
    case 'vendor-returned':
      return { vendor: undefined }
    case 'change-recorded': {
      const { change: id, text, undo, madeBy: by } = event
      return { changes: [...(incident.changes ?? []), { id, text, by, at, undo }] }
    }
    case 'change-undone': {
      const undone = { by: personIn(written), at }
      return { changes: (incident.changes ?? []).map((one) => (one.id === event.change ? { ...one, undone } : one)) }
    }
  }
}

const vendorNamed = ({ vendorsEver = [] }: Incident, name: string): Partial<Incident> =>
  vendorsEver.includes(name) ? {} : { vendorsEver: [...vendorsEver, name] }

/** Whoever answers for a service that is named; nobody in other statements. */
export const ownersIn = (statement: ImpactStatement): UserId[] =>
  statement.part === 'services' ? statement.to.flatMap(({ owner }) => (owner === undefined ? [] : [owner])) : []
