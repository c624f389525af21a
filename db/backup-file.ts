import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/*
 * A backup is one gzip'd text. Its first line, JSON, says what it is; its last line says how many rows each table has
 * and the SHA-256 of everything before. Between them stands each table: a line of JSON with its name and columns, its
 * rows as PostgreSQL's `copy` writes them (one line each: a line end in a text is written `\n`), and a line `\.`.
 * Whoever has neither Stanch nor patience can read it with `zcat`.
 */

/** Grows when an older Stanch could not read what a newer one writes. */
export const backupFormat = 1

const header = z.object({
  stanch: z.literal('backup'),
  format: z.number().int(),
  /** The number of the newest step of the schema. */
  schema: z.number().int(),
  createdAt: z.iso.datetime(),
  /** The last value that was taken of `incident_numbers`, and of each table's own count of its rows. */
  numbers: z.number().int(),
  identities: z.record(z.string(), z.number().int()),
})
/** What the first line says. */
export type BackupHeader = z.infer<typeof header>

const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })
/** What stands above a table's rows. */
export type TableLine = z.infer<typeof tableLine>

const footer = z.object({ rows: z.record(z.string(), z.number().int()), sha256: z.string() })
/** What the last line says. */
export type BackupFooter = z.infer<typeof footer>

/** The line that ends a table's rows. */
export const endOfRows = '\\.'

/** The file is none, is damaged, or is of a time to come; the message says so, and what can be done. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
}

/** A part of a backup, in the order in which they stand in it. `rows`: whole lines, as `copy` takes them. */
export type BackupPart =
  | { readonly header: BackupHeader }
  | { readonly table: TableLine }
  | { readonly rows: Buffer; readonly count: number }
  | { readonly endOfTable: true }
  | { readonly footer: BackupFooter }

/**
 * Reads a backup part by part, holding no more of it than one line and one chunk. The footer comes only if the whole
 * file is as it was written: counts, checksum and all. Throws `BackupRefused`.
 */
export async function* readBackup(path: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  let begun = false
  let table: TableLine | undefined
  let last: BackupFooter | undefined

  for await (const lines of linesOf(path)) {
    let rowsFrom = 0
    for (const [nth, line] of lines.entries()) {
      if (last !== undefined) throw damaged('something stands behind its end')
      if (table !== undefined && line.toString('latin1', 0, 3) !== `${endOfRows}\n`) continue
      if (table !== undefined) {
        yield* rowsOf(lines.slice(rowsFrom, nth), table)
        yield { endOfTable: true }
        table = undefined
      } else if (!begun) {
        yield { header: readHeader(line) }
        begun = true
      } else {
        const said = readLine(line, z.union([tableLine, footer]))
        if ('table' in said) {
          table = said
          counts[table.table] = 0
          yield { table }
        } else {
          last = said
          continue
        }
      }
      hash.update(line)
      rowsFrom = nth + 1
    }
    if (table !== undefined) yield* rowsOf(lines.slice(rowsFrom), table)
  }
  if (!begun) throw new BackupRefused('The file is empty.')
  if (last === undefined) throw damaged('its end is missing')
  if (last.sha256 !== hash.digest('hex')) throw damaged('its checksum is not that of its content')
  for (const [name, count] of Object.entries({ ...last.rows, ...counts })) {
    if (last.rows[name] !== counts[name]) {
      throw damaged(`it should have ${last.rows[name] ?? 0} rows of ${name} and has ${count}`)
    }
  }
  yield { footer: last }

  function* rowsOf(rows: readonly Buffer[], { table: name }: TableLine): Generator<BackupPart> {
    if (rows.length === 0) return
    const joined = Buffer.concat(rows)
    hash.update(joined)
    counts[name] = (counts[name] ?? 0) + rows.length
    yield { rows: joined, count: rows.length }
  }
}

const damaged = (how: string): BackupRefused =>
  new BackupRefused(
    `The backup is damaged or was cut off: ${how}. Copy it again from where it was made, or take another.`,
  )

const notOurs = (): BackupRefused =>
  new BackupRefused('The file is no backup that Stanch made: name one that `npm run backup` has written.')

const readHeader = (line: Buffer): BackupHeader => {
  const said = readJson(line)
  const named = z.object({ stanch: z.literal('backup'), format: z.number().int() }).safeParse(said)
  if (!named.success) throw notOurs()
  if (named.data.format > backupFormat) {
    throw new BackupRefused(
      `The backup has format ${named.data.format}, this program knows ${backupFormat}: restore it with the newer Stanch that made it.`,
    )
  }
  return readLine(line, header)
}

const readLine = <Line>(line: Buffer, schema: z.ZodType<Line>): Line => {
  const read = schema.safeParse(readJson(line))
  if (!read.success) throw damaged('a line says what no backup says')
  return read.data
}

const readJson = (line: Buffer): unknown => {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The lines of a gzip'd file with their line ends, many at a time. */
async function* linesOf(path: string): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of unzipped(path)) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const lines: Buffer[] = []
    let from = 0
    for (let end = text.indexOf(0x0a); end !== -1; end = text.indexOf(0x0a, from)) {
      lines.push(text.subarray(from, end + 1))
      from = end + 1
    }
    rest = text.subarray(from)
    yield lines
  }
  if (rest.length > 0) throw damaged('its last line has no end')
}

async function* unzipped(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path)
  const plain = createGunzip({ chunkSize: 256 * 1024 })
  file.on('error', (error) => plain.destroy(error))
  try {
    // Chunks of a gunzip stream without an encoding are buffers.
    for await (const chunk of file.pipe(plain)) yield chunk as Buffer
  } catch (error) {
    throw asRefused(error)
  } finally {
    file.destroy()
  }
}

/** zlib's and the operating system's words for what a person can mend; everything else is a fault. */
const asRefused = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return new BackupRefused('There is no such file.')
  if (code === 'EISDIR') return new BackupRefused('That is a folder: name the file in it.')
  if (code === 'EACCES') return new BackupRefused('This user may not read the file.')
  if (code === 'Z_BUF_ERROR') return damaged('it ends in the middle')
  if (code !== 'Z_DATA_ERROR') return error
  return error instanceof Error && error.message === 'incorrect header check'
    ? notOurs()
    : damaged('what is in it does not fit together')
}
