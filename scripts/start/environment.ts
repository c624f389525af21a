import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * The settings as given: the process's environment, and under it the file's, if there is one. Read by Node itself
 * (`util.parseEnv`: in Node 20 since 20.12, stable since 22.21 and 24.10), so there is no package to keep.
 */
export function readEnvironment(file: string): Record<string, string | undefined> {
  return { ...readSettings(file), ...process.env }
}

/** What stands in the settings file alone; nothing if there is none. */
export function readSettings(file: string): Record<string, string | undefined> {
  return parseEnv(textOf(file))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
