import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CannotStart } from './cure.ts'

/**
 * Makes the folder where the database and the local workspace keep their files. Throws `CannotStart` where it cannot be
 * written to.
 */
export async function openDataFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true }).catch((error: Error) => {
    throw new CannotStart(
      `DATA_DIR: the folder cannot be made (${error.message}): name one that this user may write to`,
      { cause: error },
    )
  })
  await access(dataDir, constants.W_OK).catch((error: Error) => {
    throw new CannotStart(
      `DATA_DIR: this user may not write to ${resolve(dataDir)}: let them, or name a folder of theirs`,
      { cause: error },
    )
  })
}
