/** Where in a payload a check stands, and the list that its findings go to. */
export interface Place {
  /** JSON pointer, as Slack prints it: `/blocks/0/text`. */
  readonly pointer: string
  /** Notes one reason, in Slack's form: `must be … [json-pointer:/blocks/0/text]`. */
  readonly say: (reason: string) => void
  /** The place one step further in. */
  readonly into: (key: string | number) => Place
}

/** The root of one payload. Every `say` below it lands in `reasons`, in the order of reading. */
export function place(reasons: string[], pointer = ''): Place {
  return {
    pointer,
    say: (reason) => void reasons.push(`${reason} [json-pointer:${pointer === '' ? '/' : pointer}]`),
    into: (key) => place(reasons, `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`),
  }
}
