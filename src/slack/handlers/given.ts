import { z } from 'zod'

/**
 * What came back from Slack is nothing that a view of ours can have put there: forged, or drawn by another version. It
 * is believed in no part; `attempt.ts` answers it in words. The message holds no value, for that is somebody's text.
 */
export class NotOurs extends Error {
  override name = 'NotOurs'
}

/** A button's value, a form's answer or its metadata, in the shape in which our view gave it away. Throws `NotOurs`. */
export const given = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new NotOurs(read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', '))
}

/** The same of JSON in a form's `private_metadata`. */
export const givenJson = <Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> =>
  given(json.pipe(schema), text)

const json = z.string().transform((text, context): unknown => {
  try {
    // No view of ours gives NUL away, and no text of PostgreSQL's can hold it.
    if (text.includes('\\u0000')) throw new SyntaxError('NUL')
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    context.addIssue('no JSON')
    return z.NEVER
  }
})
