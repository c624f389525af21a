import { z } from 'zod'
import { detections, type Impact, type ImpactPart, impactParts, type ImpactStatement } from '../../src/domain/impact.ts'
import type { ProductionChange } from '../../src/domain/production-changes.ts'
import type { Vendor, VendorWait } from '../../src/domain/vendor.ts'
import { changeId, moment, type Same, userId } from './words.ts'

/* Whom an incident hurts, on whom it waits, what was changed meanwhile: as states and events hold them. */

const parts = {
  who: z.string(),
  count: z.object({ count: z.number(), about: z.boolean() }),
  services: z.array(z.object({ name: z.string(), owner: userId.exactOptional(), vendor: z.string().exactOptional() })),
  since: moment,
  found: z.enum(detections),
  until: moment,
  meaning: z.string(),
  workaround: z.discriminatedUnion('is', [
    z.object({ is: z.literal('known'), how: z.string() }),
    z.object({ is: z.literal('none') }),
  ]),
}

export const impact = z.object({
  who: parts.who.exactOptional(),
  count: parts.count.exactOptional(),
  services: parts.services.exactOptional(),
  since: parts.since.exactOptional(),
  found: parts.found.exactOptional(),
  until: parts.until.exactOptional(),
  meaning: parts.meaning.exactOptional(),
  workaround: parts.workaround.exactOptional(),
})

true satisfies Same<Required<z.output<typeof impact>>, Required<Impact>>

export const impactPart = z.enum(impactParts) satisfies z.ZodType<ImpactPart>

const states = <Part extends ImpactPart>(part: Part) => z.object({ part: z.literal(part), to: parts[part] })

export const impactStatement = z.discriminatedUnion('part', [
  states('who'),
  states('count'),
  states('services'),
  states('since'),
  states('found'),
  states('until'),
  states('meaning'),
  states('workaround'),
])

true satisfies Same<z.output<typeof impactStatement>, ImpactStatement>

export const vendor = z.object({
  name: z.string(),
  contact: z.string().exactOptional(),
  ticket: z.string().exactOptional(),
  statusPage: z.string().exactOptional(),
})

true satisfies Same<Required<z.output<typeof vendor>>, Required<Vendor>>

export const vendorWait = vendor.extend({
  since: moment,
  estimate: z.object({ at: moment, statedAt: moment }).exactOptional(),
})

true satisfies Same<Required<z.output<typeof vendorWait>>, Required<VendorWait>>

export const change = z.object({
  id: changeId,
  text: z.string(),
  by: userId,
  at: moment,
  undo: z.string(),
  undone: z.object({ by: userId, at: moment }).exactOptional(),
})

true satisfies Same<Required<z.output<typeof change>>, Required<ProductionChange>>
