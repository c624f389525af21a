import { readFile } from 'node:fs/promises'
import { TZDate } from '@date-fns/tz'
import { compare, type FoundEntry } from '../sandbox/compare-timelines.ts'
import { parseChatLog, withMentions, type ChatLog, type ChatMessage } from '../sandbox/chat-log.ts'
import { roles } from '../src/domain/incident.ts'
import { timeline, type Entry } from '../src/domain/timeline.ts'
import { textIn } from '../src/text/text.ts'
import { readEnvironment } from './start/environment.ts'
import { openStage, type Stage } from './stage/stage.ts'

/**
 * `npm run replay -- FILE`: plays a chat log into a local workspace, person by person and minute by minute, and prints
 * the roles and timeline entries that Stanch heard beside the timeline that people wrote afterwards.
 */
const file = process.argv[2]
if (file === undefined) {
  console.error('Say which chat log to play: npm run replay -- FILE')
  process.exitCode = 1
} else {
  await replay(file)
}

async function replay(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    console.error(`${path} cannot be read (${error.code ?? error.message}): name a text file with a chat log`)
    process.exitCode = 1
  })
  if (text === undefined) return
  const log = parseChatLog(text)
  if (log.messages.length === 0) {
    console.error(`${path} holds no messages that can be read: see sandbox/README.md for the forms of a chat log`)
    process.exitCode = 1
    return
  }
  const zone = log.timeZone ?? 'UTC'
  const day = log.date ?? new Date().toISOString().slice(0, 10)
  const momentOf = (at: { readonly at: string; readonly day: number }) => wallClock(day, at, zone)
  const first = log.messages[0]
  let now = first === undefined ? Date.now() : momentOf(first) - 60_000
  const stage = await openStage({ settings: readEnvironment('.env'), now: () => now })
  try {
    const cast = await gather(stage, log, zone)
    await stage.slack.as('noa').types('/incident declare sev2 Replay of a chat log', { in: 'general' })
    await stage.settle()
    const channel = (await stage.slack.channels()).find(({ name }) => name.startsWith('inc-'))?.name
    if (channel === undefined) throw new Error('The incident has no channel')
    for (const { name } of cast) await stage.slack.as(name).joins(channel)
    for (const message of log.messages) {
      now = Math.max(now + 1, momentOf(message))
      await say(stage, message, channel, cast)
    }
    await stage.settle()
    await report(stage, log, cast, zone, momentOf)
  } finally {
    await stage.close()
  }
}

/** Somebody of the log, in the workspace. */
type Actor = { readonly author: string; readonly name: string; readonly id: string }

/** Every author becomes a person of the workspace, in the log's time zone. */
async function gather({ slack, settle }: Stage, log: ChatLog, zone: string): Promise<readonly Actor[]> {
  const cast: Actor[] = []
  for (const author of new Set(log.messages.map((message) => message.author))) {
    const name = `p${cast.length + 1}-${author.toLowerCase().replace(/[^a-z0-9]+/g, '')}`
    cast.push({ author, name, id: await slack.addUser(name, { real_name: author, display_name: name, tz: zone }) })
  }
  await settle()
  return cast
}

async function say({ slack }: Stage, message: ChatMessage, channel: string, cast: readonly Actor[]): Promise<void> {
  const speaker = cast.find(({ author }) => author === message.author)
  if (speaker === undefined || message.isApp || message.text.trim() === '') return
  const authors = cast.map(({ author }) => author)
  const text = withMentions(message.text, authors, (author) => cast.find((one) => one.author === author)?.name ?? null)
  await slack.as(speaker.name).says(text.replace(/<@([^>]+)>/g, '@$1'), { in: channel })
}

async function report(
  { stanch }: Stage,
  log: ChatLog,
  cast: readonly Actor[],
  zone: string,
  momentOf: (at: { readonly at: string; readonly day: number }) => number,
): Promise<void> {
  const { reads } = stanch.database
  const [line] = await reads.open(1)
  const incident = line === undefined ? undefined : await reads.incident(line.id)
  if (incident === undefined) throw new Error('The incident is gone')
  const events = await reads.timelineEvents(incident.id)
  const t = textIn('en')
  const clock = (at: number) => t.clock(at, zone)
  const nameOf = (user: string | undefined) => cast.find(({ id }) => id === user)?.author ?? user ?? '?'

  console.log(`\nRoles heard (${log.messages.length} messages, ${zone}):`)
  const claims = events.filter((event) => event.type === 'role-assigned' || event.type === 'role-released')
  for (const event of claims) {
    const who = event.type === 'role-assigned' ? event.to : event.from
    console.log(
      `  ${clock(event.at)}  ${event.role.padEnd(7)} ${event.type === 'role-assigned' ? '→' : '×'} ${nameOf(who)}`,
    )
  }
  if (claims.length === 0) console.log('  none')
  console.log(
    `  held at the end: ${roles.map((role) => `${role} ${incident.roles[role] === undefined ? '-' : 'held'}`).join(', ')}`,
  )

  const entries = timeline(events).filter((entry) => entry.what.is === 'said')
  console.log(`\nTimeline entries heard: ${entries.length}`)
  for (const entry of entries) {
    const text = saidIn(entry).replaceAll('\n', ' / ')
    console.log(`  ${clock(entry.at)}  ${nameOf(entry.by).padEnd(16)} ${entry.suggestion ? '(suggested) ' : ''}${text}`)
  }

  if (log.writtenTimeline.length === 0) return
  const found: FoundEntry[] = entries.map((entry) => ({
    ...wallOf(entry.at, zone, momentOf),
    text: saidIn(entry),
  }))
  const { hits, misses, extra } = compare(found, log.writtenTimeline)
  console.log(`\nBeside the timeline that people wrote (${log.writtenTimeline.length} entries):`)
  for (const { written, found: told } of hits)
    console.log(`  = ${written.at}  ${short(written.text)}\n      ${told.at}  ${short(told.text)}`)
  for (const written of misses) console.log(`  - ${written.at}  ${short(written.text)}`)
  for (const more of extra) console.log(`  + ${more.at}  ${short(more.text)}`)
  console.log(
    `\n${hits.length} of ${log.writtenTimeline.length} written entries found, ${misses.length} not; ${extra.length} found that nobody wrote.`,
  )
}

function saidIn({ what }: Entry): string {
  return what.is === 'said' ? what.text : (what.text ?? '')
}

function short(text: string): string {
  return (text.length > 110 ? `${text.slice(0, 109)}…` : text).replaceAll('\n', ' / ')
}

/** A wall-clock time of the log as ms UTC. */
function wallClock(
  day: string,
  { at, day: ahead }: { readonly at: string; readonly day: number },
  zone: string,
): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  return new TZDate(year, month - 1, date + ahead, hour, minute, zone).getTime()
}

/** The reverse: `HH:MM` and days since the log's first. */
function wallOf(
  at: number,
  zone: string,
  momentOf: (at: { readonly at: string; readonly day: number }) => number,
): { readonly at: string; readonly day: number } {
  const local = new TZDate(at, zone)
  const clock = `${String(local.getHours()).padStart(2, '0')}:${String(local.getMinutes()).padStart(2, '0')}`
  const day = Math.round((at - momentOf({ at: clock, day: 0 })) / 86_400_000)
  return { at: clock, day }
}
