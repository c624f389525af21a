import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { PublicIncident } from '../app/public-word.ts'
import type { Moment } from '../domain/ids.ts'
import { publicStages } from '../domain/public-updates.ts'

/** What is kept beside the database, to be read while that is away. */
export type Kept = { readonly asOf: Moment; readonly incidents: readonly PublicIncident[] }

const text = z.object({ title: z.string(), body: z.string() })

const word = z.object({
  id: z.string(),
  at: z.number(),
  stage: z.enum(publicStages),
  texts: z.object({
    en: text.exactOptional(),
    he: text.exactOptional(),
    ar: text.exactOptional(),
    ja: text.exactOptional(),
  }),
  nextUpdateDue: z.number().exactOptional(),
})

const file = z.object({
  stanch: z.literal('status-page'),
  asOf: z.number(),
  incidents: z.array(z.object({ address: z.string(), words: z.array(word).min(1) })),
}) satisfies z.ZodType<Kept>

/** What was kept at this path; undefined where nothing was, or where it says nothing (`error`: why). */
export const readKept = async (path: string): Promise<{ readonly kept?: Kept; readonly error?: string }> => {
  let written: string
  try {
    written = await readFile(path, 'utf8')
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? {} : { error: String(error) }
  }
  try {
    const read = file.safeParse(JSON.parse(written))
    return read.success ? { kept: read.data } : { error: z.prettifyError(read.error) }
  } catch (error) {
    // A file that is no JSON is damaged: an answer, for the page begins without it.
    if (error instanceof SyntaxError) return { error: error.message }
    throw error
  }
}

/** Keeps it: whole or not at all, though the process or the machine may end at any moment. Rejects as the disk does. */
export const keep = async (path: string, kept: Kept): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  // Two containers may share the folder, and have the same process id.
  const aside = `${path}.${randomUUID()}.part`
  try {
    const handle = await open(aside, 'wx', 0o600)
    try {
      await handle.writeFile(JSON.stringify({ stanch: 'status-page', ...kept }))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(aside, path)
  } finally {
    await rm(aside, { force: true })
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
