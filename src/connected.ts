import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What `npm run connect` knows of the app that it connected. No secret is among it. */
export type Connected = z.infer<typeof connected>

const connected = z.object({
  /** Of the manifest that the app was made from: `digestOf`. */
  manifest: z.string(),
  /** The address that Slack calls, where it does; Socket Mode has none. */
  url: z.string().optional(),
  team: z.string(),
  app: z.string().optional(),
  /** ISO, UTC. */
  at: z.string(),
})

const file = (dataDir: string): string => join(dataDir, 'connected.json')

/** manifest.yml as it is now. */
export const currentManifest = (): Promise<string> => readFile(new URL('../manifest.yml', import.meta.url), 'utf8')

/** Names what a manifest says; its comments and blank lines may change without an app being any different. */
export const digestOf = (manifest: string): string =>
  createHash('sha256')
    .update(
      manifest
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => !/^\s*(#|$)/.test(line))
        .join('\n'),
    )
    .digest('hex')

/** Writes it down, whole or not at all. Throws what the file system says. */
export const rememberConnected = async (dataDir: string, what: Connected): Promise<void> => {
  await mkdir(dataDir, { recursive: true })
  const aside = `${file(dataDir)}.${process.pid}`
  await writeFile(aside, `${JSON.stringify(what, null, 2)}\n`, { mode: 0o600 })
  await rename(aside, file(dataDir))
}

/** Undefined where nothing was written, or what is there says nothing: an app may have been made by hand as well. */
export const readConnected = async (dataDir: string): Promise<Connected | undefined> => {
  const text = await readFile(file(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return undefined
    throw error
  })
  return text === undefined ? undefined : connected.safeParse(jsonOf(text)).data
}

/** Whether the app was made from manifest.yml as it is; undefined where nobody knows. */
export const manifestStanding = async (dataDir: string): Promise<'same' | 'changed' | undefined> => {
  const known = await readConnected(dataDir)
  if (known === undefined) return undefined
  return known.manifest === digestOf(await currentManifest()) ? 'same' : 'changed'
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
