import { z } from 'zod'
import type { Person } from '../../src/app/ports.ts'
import { language, type Same, standing, userId } from './words.ts'

/** A person as `people` and `chosen_languages` hold them; what they chose comes before what Slack's locale says. */
export const personRow = z
  .object({
    id: userId,
    name: z.string(),
    realName: z.string(),
    displayName: z.string().nullable(),
    standing,
    timeZone: z.string(),
    language: language.nullable(),
    chosen: language.nullable(),
  })
  .transform(({ displayName, chosen, language: fromSlack, ...person }) => ({
    ...person,
    ...(displayName !== null && { displayName }),
    language: chosen ?? fromSlack ?? undefined,
  })) satisfies z.ZodType<Person>

true satisfies Same<z.output<typeof personRow>, Person>
