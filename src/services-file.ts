import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { type Service, serviceKey, serviceNameLimit, tiers } from './domain/services.ts'

/** What `services.yml` says, or everything that is wrong with it, each as one line that ends in its cure. */
export type ServicesFile =
  | { readonly ok: true; readonly services: readonly Service[] }
  | { readonly ok: false; readonly mistakes: readonly string[] }

const line = (most: number) =>
  z
    .string({ error: 'this is to be text: write it in quotes' })
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .refine((text) => text !== '', { error: 'this is empty: fill it in, or leave the line out' })
    .refine((text) => text.length <= most, { error: `this is longer than ${most} characters: shorten it` })

const service = z.strictObject(
  {
    name: line(serviceNameLimit).refine((name) => !/[,،、]/u.test(name), {
      error: 'a name without commas is needed, for names are parted by commas',
    }),
    owner: line(100).optional(),
    tier: z.literal(tiers, { error: 'a tier is one of 1, 2, 3, 4' }).optional(),
    vendor: line(150).optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: a service has a name, an owner, a tier and a vendor`
        : 'a service is to begin with "- name:"',
  },
)

const file = z.strictObject(
  { services: z.array(service, { error: 'a list is needed here: "- name: …" for each service' }) },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: only "services:" is known here`
        : 'the file is to begin with "services:"',
  },
)

/** Reads the list of services from a file in YAML. Nothing that is wrong with it throws. */
export const readServicesFile = (path: string): ServicesFile => {
  const read = textOf(path)
  if ('code' in read) return { ok: false, mistakes: [cures.get(read.code) ?? `the file cannot be read (${read.code})`] }
  const lines = new LineCounter()
  const document = parseDocument(read.text, { lineCounter: lines, uniqueKeys: true })
  const at = (offset: number): string => `line ${lines.linePos(offset).line}: `
  if (document.errors.length > 0) {
    return { ok: false, mistakes: document.errors.map(({ pos, message }) => at(pos[0]) + firstLine(message)) }
  }
  const held = valueOf(document)
  if ('mistake' in held) return { ok: false, mistakes: [at(0) + held.mistake] }
  const checked = file.safeParse(held.value ?? {})
  if (!checked.success) {
    const mistakes = checked.error.issues.map(({ path: where, message }) => at(offsetOf(document, where)) + message)
    return { ok: false, mistakes }
  }
  const services = checked.data.services.map(present)
  const twice = services.flatMap(({ name }, index) =>
    services.findIndex((one) => serviceKey(one.name) === serviceKey(name)) < index
      ? [`${at(offsetOf(document, ['services', index]))}${JSON.stringify(name)} is in the list already: name each once`]
      : [],
  )
  return twice.length > 0 ? { ok: false, mistakes: twice } : { ok: true, services }
}

/** YAML knows only when it is asked for the value that `*name` names nothing, or too much (yaml's `Document.toJS`). */
const valueOf = (document: Document.Parsed): { readonly value: unknown } | { readonly mistake: string } => {
  try {
    return { value: document.toJS() }
  } catch (error) {
    if (error instanceof ReferenceError) return { mistake: `${firstLine(error.message)}: write it out` }
    throw error
  }
}

const present = ({ name, owner, tier, vendor }: z.output<typeof service>): Service => ({
  name,
  ...(owner !== undefined && { owner }),
  ...(tier !== undefined && { tier }),
  ...(vendor !== undefined && { vendor }),
})

/** Where in the text the innermost thing of that path stands that there is. */
const offsetOf = (document: Document.Parsed, path: readonly PropertyKey[]): number => {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0])
    }
  }
  return 0
}

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? message

const cures = new Map([
  ['ENOENT', 'there is no such file: name the one that holds the list, or unset it'],
  ['EACCES', 'this user may not read the file: let it (chmod, chown), or name another'],
  ['EISDIR', 'this is a folder: name the file in it'],
])

const textOf = (path: string): { readonly text: string } | { readonly code: string } => {
  try {
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code }
    throw error
  }
}
