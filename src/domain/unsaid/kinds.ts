/** What customers must not read, by what it is. Only a secret can never be kept. */
export const unsaidKinds = ['secret', 'internal-link', 'host', 'version', 'person', 'service', 'vendor'] as const

/** One such kind. */
export type UnsaidKind = (typeof unsaidKinds)[number]
