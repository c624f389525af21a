import { z } from 'zod'
import { Secret } from '../secret.ts'

/** A number of a port; 0 takes any free one. */
export const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: (issue) => `${quoted(issue.input)} is no port: use a number from 0 to 65535`,
  })
  .transform(Number)

/** A secret that looks right; what is wrong with one is told by `cure`, which does not repeat it. */
export const secret = (isRight: (text: string) => boolean, cure: string) =>
  z
    .string()
    .refine(isRight, cure)
    .transform((text) => new Secret(text))

/** What was typed, cut where it is long, on one line. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(String(value))
  return text.length > 60 ? `${text.slice(0, 56)}…"` : text
}
