import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { CannotStart } from './cure.ts'

/**
 * Where a workspace of this folder can be asked, and the second (Unix) in which it began: another may have its port by
 * now.
 */
const door = z.object({ url: z.url(), born: z.number() })
const progress = z.object({ born: z.number() })

const fileIn = (dataDir: string): string => join(dataDir, 'local-workspace.open')

/**
 * Waits until nobody else has the local workspace of this folder open, up to `limit` ms: the one of a start that was
 * killed takes a moment to notice. Two would write over each other's file. Throws `CannotStart` with its address.
 */
export async function refuseSecond(dataDir: string, limit: number): Promise<void> {
  for (const until = Date.now() + limit; ;) {
    const url = await openAt(dataDir)
    if (url === undefined) return
    if (Date.now() > until) {
      const address = `http://localhost:${new URL(url).port}`
      throw new CannotStart(
        `The local workspace is open already: ${address}. Stop it there (Ctrl-C), or set another DATA_DIR and SANDBOX_PORT`,
      )
    }
    await pause(100)
  }
}

/** Writes down where the workspace of this folder can be asked; the end of that. */
export async function noteOpen(dataDir: string, url: string): Promise<() => Promise<void>> {
  const born = await bornAt(url)
  await writeFile(fileIn(dataDir), JSON.stringify({ url, born }), { mode: 0o600 })
  return () => rm(fileIn(dataDir), { force: true })
}

async function openAt(dataDir: string): Promise<string | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // A machine that lost its power may leave half of it.
  const noted = door.safeParse(text.endsWith('}') ? JSON.parse(text) : undefined)
  if (!noted.success) return undefined
  const { url, born } = noted.data
  return (await bornAt(url)) === born ? url : undefined
}

/** When the workspace there began, in Unix seconds; undefined where none answers. */
async function bornAt(url: string): Promise<number | undefined> {
  const response = await fetch(`${url}/control/progress`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(2_000),
  }).catch(nobody)
  return response?.ok === true ? progress.safeParse(await response.json().catch(nobody)).data?.born : undefined
}

/** That nobody answers, or somebody else, is what was asked. */
const nobody = (): undefined => undefined
