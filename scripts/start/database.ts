import { hasCluster } from '../../db/embedded-place.ts'
import { ensureDatabase, startEmbeddedPostgres } from '../../db/embedded.ts'
import type { Log } from '../../src/app/ports.ts'
import type { Config } from '../../src/config.ts'
import { CannotStart } from './cure.ts'
import { openDataFolder } from './data-folder.ts'

/** The database's address, and the end of our use of it. */
export type Database = { url: string; release(): Promise<void> }

/**
 * The database that the settings name, or the one that comes with npm. The local workspace gets one of its own beside
 * it, so that a real Slack begins clean.
 */
export async function openDatabase(config: Config, local: boolean, log: Log): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    const url = config.databaseUrl.reveal()
    return { url: local ? await localDatabase(url) : url, release: async () => undefined }
  }
  await openDataFolder(config.dataDir)
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log }).catch(blameDataDir)
  if (!local) return embedded
  const url = await localDatabase(embedded.url).catch(async (error: unknown) => {
    await embedded.release()
    throw error
  })
  return { url, release: embedded.release }
}

/** Whether the PostgreSQL that comes with npm has been made in this data directory; makes nothing. */
export function isDatabaseThere(dataDir: string): Promise<boolean> {
  return hasCluster(dataDir).catch(blameDataDir)
}

function blameDataDir(error: Error): never {
  throw new CannotStart(`DATA_DIR: ${error.message}`, { cause: error })
}

async function localDatabase(url: string): Promise<string> {
  const name = `${decodeURIComponent(new URL(url).pathname.slice(1)) || 'stanch'}_local`
  return ensureDatabase(url, name).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error
    throw new CannotStart(
      `DATABASE_URL: the local workspace needs the database ${name} there, and the user may not create it: create it, or unset DATABASE_URL`,
      { cause: error },
    )
  })
}
