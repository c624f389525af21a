import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { withSecretFiles } from '../../src/secret-files.ts'
import { callersFolder } from '../start/at-database.ts'
import type { SecretName } from './recognise.ts'

/** A secret that was given without anybody being asked. `isKept`: it stays where it is, and goes into no settings file. */
export type Given = { readonly text: string; readonly from: string; readonly isKept: boolean }

/** Where secrets may come from: the command line's files, the process's environment, the settings file. */
export type Places = {
  readonly files: Partial<Readonly<Record<SecretName, string>>>
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly settings: Readonly<Record<string, string | undefined>>
}

/** Where the secret is given, the most deliberate place first; `mistake` where that place cannot be read. */
export const givenFor = (
  name: SecretName,
  { files, environment, settings }: Places,
): Given | { readonly mistake: string } | undefined => {
  const file = files[name]
  if (file !== undefined) return fromFile(resolve(callersFolder(), file))
  const all = { ...settings, ...environment }
  if (isSet(all[`${name}_FILE`])) {
    const { values, mistakes } = withSecretFiles({ [name]: all[name], [`${name}_FILE`]: all[`${name}_FILE`] })
    const mistake = mistakes[0]
    return mistake === undefined ? { text: values[name] ?? '', from: `${name}_FILE`, isKept: true } : { mistake }
  }
  if (isSet(environment[name])) return { text: environment[name] ?? '', from: 'the environment', isKept: false }
  return isSet(settings[name]) ? { text: settings[name] ?? '', from: '.env', isKept: true } : undefined
}

const isSet = (text: string | undefined): boolean => (text ?? '').trim() !== ''

const fromFile = (path: string): Given | { readonly mistake: string } => {
  try {
    return { text: readFileSync(path, 'utf8'), from: path, isKept: false }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return { mistake: `${path} cannot be read (${String(error.code)}): name the file that holds it.` }
  }
}
