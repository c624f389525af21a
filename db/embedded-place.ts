import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** An account of this machine, by number. */
export type Account = { uid: number; gid: number }

/**
 * Where the embedded PostgreSQL lives and who runs it.
 *
 * - `home`: an absolute directory that `account` can reach; it holds the cluster and, if need be, the programs.
 * - `account`: the account to run as; absent means the one this process already runs as.
 * - `note`: one line for the log when `home` is not where the person asked for it.
 */
export type Place = { home: string; account?: Account; note?: string }

/** Accounts that a machine has anyway and that own nothing of value, best first (`_postgres` is macOS's). */
const unprivilegedNames = ['postgres', '_postgres', 'nobody']

/**
 * Chooses the place for a data directory, and creates it. PostgreSQL refuses to run as root ("initdb: cannot be run as
 * root"), so root hands it to an account that owns nothing else; if that account cannot reach the directory (a checkout
 * under /root, say) the cluster goes to /var/lib/stanch.
 */
export async function findPlace(dataDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true })
  const asked = await realpath(dataDir)
  const owner = await ownerOfCluster(asked)
  if (process.getuid?.() !== 0) {
    if (owner !== undefined && owner.uid !== process.getuid?.()) {
      throw new Error(
        `The database in ${asked} belongs to user ${owner.uid}: start Stanch as root or as that user, or set another DATA_DIR`,
      )
    }
    return { home: asked }
  }

  // A cluster that a person made before switching to root stays that person's.
  const account = owner === undefined || owner.uid === 0 ? await unprivilegedAccount() : owner
  if (await canReach(asked, account)) return { home: asked, account }

  // Two checkouts on one machine must not share a cluster, so the name says which directory it stands for.
  const mark = createHash('sha256').update(asked).digest('hex').slice(0, 8)
  const home = join('/var/lib/stanch', `${basename(resolve(asked, '..'))}-${mark}`)
  await mkdir(home, { recursive: true, mode: 0o755 })
  return {
    home,
    account,
    note: `PostgreSQL cannot run as root, and user ${account.uid} cannot reach ${asked}: its data is in ${home}`,
  }
}

/**
 * Whether there is a PostgreSQL for this data directory already. Makes none, nor the directory: a name that somebody
 * mistyped leaves nothing behind.
 */
export async function hasCluster(dataDir: string): Promise<boolean> {
  if (!(await isThere(dataDir))) return false
  const { home } = await findPlace(dataDir)
  return isThere(join(home, 'postgres', 'PG_VERSION'))
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false
      throw error
    },
  )
}

/** Whose cluster there is already, if there is one. */
async function ownerOfCluster(home: string): Promise<Account | undefined> {
  const found = await stat(join(home, 'postgres')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid }
}

async function unprivilegedAccount(): Promise<Account> {
  for (const name of unprivilegedNames) {
    const account = await accountOf(name)
    if (account !== undefined) return account
  }
  throw new Error(
    `PostgreSQL cannot run as root and this machine has none of the users ${unprivilegedNames.join(', ')}: ` +
      'start Stanch as an ordinary user, or set DATABASE_URL',
  )
}

/** Node has no getpwnam; `id` is in POSIX, so on both systems. */
async function accountOf(name: string): Promise<Account | undefined> {
  const ask = async (flag: string) => Number((await run('id', [flag, name])).stdout)
  return Promise.all([ask('-u'), ask('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    (error: unknown) => {
      if (hasExitCode(error)) return undefined
      throw error
    },
  )
}

/** Asking the kernel as that account is the only answer that knows about access lists and mounts too. */
async function canReach(directory: string, account: Account): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...account, cwd: '/' }).then(
    () => true,
    (error: unknown) => {
      if (hasExitCode(error)) return false
      throw error
    },
  )
}

/** The program ran and said no, as against: it could not be started at all (then `code` is a word such as EPERM). */
function hasExitCode(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}
