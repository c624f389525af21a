import { z } from 'zod'
import { type Service, tiers } from '../../src/domain/services.ts'

/** A service as its table holds it: what nobody has said is null there, and absent here. */
export const serviceRow = z
  .object({
    name: z.string(),
    owner: z.string().nullable(),
    tier: z.literal(tiers).nullable(),
    vendor: z.string().nullable(),
  })
  .transform(({ name, owner, tier, vendor }) => ({
    name,
    ...(owner !== null && { owner }),
    ...(tier !== null && { tier }),
    ...(vendor !== null && { vendor }),
  })) satisfies z.ZodType<Service>
