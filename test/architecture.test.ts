import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom: a file falls under the first room whose name its path begins with, and may import files and
 * packages that begin with one of the names beside it. Its own room is always open to it.
 */
const rooms: [room: string, mayImport: string[]][] = [
  ['src/domain/', ['date-fns', '@date-fns/tz']],
  ['src/text/', ['intl-messageformat']],
  ['src/app/', ['src/domain/', 'countries-and-timezones']],
  ['src/slack/views/', ['src/domain/', 'src/text/', 'src/slack/mrkdwn.ts', 'src/slack/limits.ts', '@slack/types']],
  ['src/webhook/', ['src/app/', 'src/domain/', 'src/secret.ts', 'undici', 'zod', 'node:']],
  ['src/status-page/', ['src/app/', 'src/domain/', 'src/text/', 'zod', 'node:']],
  ['src/email/', ['src/app/', 'src/domain/', 'src/text/', 'zod', 'nodemailer', 'node:']],
  ['src/slack/', ['src/app/', 'src/domain/', 'src/text/', '@slack/', 'zod', 'undici', 'ws', 'node:']],
  ['src/', ['src/', 'db/', 'countries-and-timezones', 'prom-client', 'yaml', 'zod', 'node:']],
  ['db/', ['src/app/', 'src/domain/', 'drizzle-orm', 'postgres', 'zod', 'countries-and-timezones', 'node:']],
  ['sandbox/page/', ['preact', 'sandbox/workspace/inputs.ts']],
  ['sandbox/', ['ws', 'zod', 'yaml', 'node:']],
  ['bench/', ['src/', 'db/', 'sandbox/', '@slack/bolt', 'postgres', 'node:']],
  ['scripts/pictures', ['src/text/', 'sandbox/', 'scripts/', 'playwright-core', 'node:']],
  ['scripts/', ['src/', 'db/', 'sandbox/', 'bench/', '@date-fns/tz', 'pino', 'postgres', 'yaml', 'zod', 'node:']],
]

const root = fileURLToPath(new URL('..', import.meta.url))

function filesUnder(...directories: string[]): string[] {
  return directories
    .filter((directory) => existsSync(join(root, directory)))
    .flatMap((directory) =>
      readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' }).map((file) => join(directory, file)),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .toSorted()
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** What a file imports: paths from the root of the project, and names of packages as they are written. */
function importsOf(file: string): string[] {
  const written = [...read(file).matchAll(/(?:^(?:import|export)\b[^']*\bfrom |^import |\bimport\()'([^'\s]+)'/gm)].map(
    (match) => match[1] ?? '',
  )
  return written.map((name) => (name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name))
}

/** Is this the named thing, or inside it (a package's sub-path, a room's file)? */
const isOf = (name: string, allowed: string) =>
  name === allowed || name.startsWith(/[/:]$/.test(allowed) ? allowed : `${allowed}/`)

/** The circles that a walk along all imports comes upon, each as the way round: `a → b → a`. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = []
  const walked = new Set<string>()
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (walked.has(file)) return
    walked.add(file)
    for (const next of imports.get(file) ?? []) walk(next, [...way, file])
  }
  for (const file of imports.keys()) walk(file, [])
  return circles
}

it('knows a circle when it sees one', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', ['b']],
  ])
  expect(circlesIn(imports)).toEqual(['b → c → d → b'])
})

describe.each(rooms)('%s', (room, mayImport) => {
  it(`imports nothing but itself and: ${mayImport.join(' ')}`, () => {
    const forbidden = filesUnder(room)
      .filter((file) => rooms.find(([first]) => file.startsWith(first))?.[0] === room)
      .flatMap((file) => importsOf(file).map((name) => ({ file, name })))
      .filter(({ name }) => ![room, ...mayImport].some((allowed) => isOf(name, allowed)))
    expect(forbidden.map(({ file, name }) => `${file} imports ${name}`)).toEqual([])
  })
})

it('lets nobody import the place where the rooms meet, but what starts it', () => {
  const guests = filesUnder('src', 'db', 'sandbox').filter((file) => importsOf(file).includes('src/main.ts'))
  expect(guests).toEqual([])
})

describe('every file', () => {
  const files = filesUnder('src', 'db', 'sandbox', 'scripts', 'test', 'bench')

  it('is short enough to be read at once', () => {
    expect(files.filter((file) => read(file).split('\n').length > 301)).toEqual([])
  })

  it('can be read before whatever imports it: no imports go round in a circle, those of types neither', () => {
    expect(circlesIn(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([])
  })

  it('is named in kebab-case for what it holds', () => {
    const names = files.map((file) => ({ file, name: file.split('/').at(-1) ?? '' }))
    // "services" are what a team runs for others, and what an incident hurts.
    const vague = /\b(utils?|helpers?|managers?|service|common|misc)\b/
    const fits = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.tsx?$/.test(name) && !vague.test(name)
    expect(names.filter(({ name }) => !fits(name))).toEqual([])
  })

  it('swallows no error', () => {
    const swallows = /\.catch\(\s*(async )?\(\w*\) => (\{\s*\}|undefined)\s*\)|catch( \(\w+\))? \{\s*\}/
    expect(files.filter((file) => swallows.test(read(file)))).toEqual([])
  })
})
