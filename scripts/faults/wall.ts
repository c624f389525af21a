import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const preload = new URL('shifted-date.mjs', import.meta.url).href

/** The wall clock of a process that is started with these settings; it can be set while that runs. */
export type Wall = {
  readonly settings: Readonly<Record<string, string>>
  /** From now on (within some 20 ms) it is ahead by so many ms. */
  readonly set: (aheadMs: number) => Promise<void>
  readonly remove: () => Promise<void>
}

/**
 * A wall clock that is ahead by so many ms (behind, for fewer than none). Its file lies in the system's temporary
 * directory.
 */
export const openWall = async (aheadMs: number): Promise<Wall> => {
  const folder = await mkdtemp(join(tmpdir(), 'stanch-wall-'))
  const file = join(folder, 'ahead-ms')
  const set = async (ahead: number): Promise<void> => {
    // Renamed, so that it is never read half-written.
    await writeFile(`${file}.new`, String(ahead))
    await rename(`${file}.new`, file)
  }
  await set(aheadMs)
  return {
    settings: { CLOCK_SHIFT_FILE: file, NODE_OPTIONS: `--import=${preload}` },
    set,
    remove: () => rm(folder, { recursive: true }),
  }
}
