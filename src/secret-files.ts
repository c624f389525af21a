import { readFileSync } from 'node:fs'

/**
 * Settings that are secrets: each may be given as `NAME_FILE`, the path of a file that holds it, as orchestrators mount
 * them.
 */
export const secretNames = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DATABASE_URL',
  'WEBHOOKS',
  'SMTP_URL',
] as const

/** A list, an entry a line; each of the others is one value. */
const ofSeveralLines: ReadonlySet<string> = new Set<(typeof secretNames)[number]>(['WEBHOOKS'])

/** What the environment and the files that it names say, and what is wrong with them, each mistake with its cure. */
export type Given = {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly mistakes: readonly string[]
}

/**
 * The environment with every secret that stands in a file put in its place; the line end that editors and `echo` leave
 * behind it is cut off. An empty variable counts as none. No mistake repeats what is in a file.
 */
export const withSecretFiles = (environment: Readonly<Record<string, string | undefined>>): Given => {
  const read = secretNames.map((name) => ({ name, ...fromFile(name, environment) }))
  return {
    values: {
      ...environment,
      ...Object.fromEntries(read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
    },
    mistakes: read.flatMap(({ mistake }) => (mistake === undefined ? [] : [mistake])),
  }
}

type FromFile = { readonly value?: string; readonly mistake?: string }

const fromFile = (name: string, environment: Readonly<Record<string, string | undefined>>): FromFile => {
  const path = environment[`${name}_FILE`]?.trim()
  if (path === undefined || path === '') return {}
  if ((environment[name]?.trim() ?? '') !== '') {
    return { mistake: `${name}_FILE: ${name} is set too: unset one of them` }
  }
  const { text, code } = read(path)
  if (text === undefined) return { mistake: `${name}_FILE: ${cures.get(code ?? '') ?? `cannot be read (${code})`}` }
  const value = text.replace(/^\ufeff/, '').trim()
  if (value === '') return { mistake: `${name}_FILE: the file is empty: put the value into it` }
  const lines = value.split(/\r\n|\r|\n/).length
  return lines > 1 && !ofSeveralLines.has(name)
    ? { mistake: `${name}_FILE: the file has ${lines} lines: leave the value alone in it` }
    : { value }
}

const cures = new Map([
  ['ENOENT', 'there is no such file: name the one that holds the value, or unset it'],
  ['EACCES', 'this user may not read the file: let it (chmod, chown), or name another'],
  ['EISDIR', 'this is a folder: name the file in it that holds the value'],
])

const read = (path: string): { readonly text?: string; readonly code?: string } => {
  try {
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code }
    throw error
  }
}
