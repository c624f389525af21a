import {
  chownSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs'
import { withSettings } from './env-text.ts'

/** The settings file cannot be written; the message says why, and what to do. */
export class CannotWrite extends Error {
  override name = 'CannotWrite'
}

/**
 * Puts these settings into the settings file at `path`, readable for its owner alone. Where there is none it begins as
 * a copy of the file at `example`, if that is there. The file is exchanged whole, in one step that no signal comes
 * between: a Ctrl-C leaves the old one or the new one. Throws `CannotWrite`.
 */
export const writeSettings = (path: string, example: string, settings: Readonly<Record<string, string>>): void => {
  const there = look(path)
  if (there !== undefined) refuseUnfit(path, there)
  const text = withSettings((there === undefined ? read(example) : read(path)) ?? '', settings)
  if (text === undefined) {
    const names = Object.keys(settings).join(' and ')
    throw new CannotWrite(`${path} is written in a way that cannot be changed safely: put ${names} into it by hand.`)
  }
  const aside = `${path}.new`
  try {
    rmSync(aside, { force: true })
    const file = openSync(aside, 'wx', 0o600)
    try {
      writeSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    // Root may be setting it up for somebody else.
    if (there !== undefined && process.getuid?.() === 0) chownSync(aside, there.uid, there.gid)
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    const code = codeOf(error)
    if (code === undefined) throw error
    throw new CannotWrite(`${path} cannot be written (${code}): let this user write to its folder.`, { cause: error })
  }
}

const refuseUnfit = (path: string, there: Stats): void => {
  if (there.isSymbolicLink()) {
    throw new CannotWrite(
      `${path} is a symbolic link, and secrets are not written through one: put the file itself in its place.`,
    )
  }
  if (there.isDirectory()) throw new CannotWrite(`${path} is a folder: move it away, for the settings are a file.`)
  if (!there.isFile()) throw new CannotWrite(`${path} is no ordinary file: move it away.`)
  // Root may write to anything, and a rename asks the folder alone: what its owner has closed stays closed.
  if ((there.mode & 0o200) === 0) throw new CannotWrite(`${path} is read-only: chmod u+w ${path}`)
}

const look = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false })

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') return undefined
    if (code === undefined) throw error
    throw new CannotWrite(`${path} cannot be read (${code}): let this user read it.`, { cause: error })
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
