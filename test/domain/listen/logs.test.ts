import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseChatLog, withMentions } from '../../../sandbox/chat-log.ts'
import type { Finding } from '../../../src/domain/listen.ts'
import { listen } from '../../../src/domain/listen.ts'

// Whole incidents of our own invention, with what a careful scribe would have kept marked at their end.
// A role must be the right one of the right person; a turning point counts by who said it and when, whatever its kind.

function marks(file: string): string[] {
  const marked = file.slice(file.indexOf('## For the record'))
  return [...marked.matchAll(/^\* \[(\d\d:\d\d)\] (\S+): (\S+)(?: (\S+))?$/gm)].map(([, at, by, what, who]) =>
    ['lead', 'comms', 'scribe', 'entry'].includes(what ?? '')
      ? `${at} ${by} ${what} ${who ?? ''}`.trim()
      : `${at} ${by} turning point`,
  )
}

function findings(file: string): string[] {
  const { messages } = parseChatLog(file.slice(0, file.indexOf('## For the record')))
  const people = [...new Set(messages.map(({ author }) => author))]
  return messages.flatMap(({ author, at, day, text }) => {
    const said = withMentions(text, people, (name) => name)
    const moment = Date.parse(`2026-03-03T${at}:00Z`) + day * 86_400_000
    return listen({ text: said, by: author, at: moment, timeZone: 'UTC' }).map((finding) => mark(finding, author, at))
  })
}

function mark(finding: Finding, author: string, at: string): string {
  switch (finding.kind) {
    case 'role-claimed':
      return `${at} ${author} ${finding.role} ${finding.who}`
    case 'role-released':
      return `${at} ${author} released ${finding.role}`
    case 'entry-spoken':
      return `${new Date(finding.at).toISOString().slice(11, 16)} ${author} entry`
    case 'turning-point':
      return `${at} ${author} turning point`
  }
}

/** Those of `some` that `others` lack, counting repetitions. */
function lacking(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return some.filter((one) => {
    const index = left.indexOf(one)
    if (index !== -1) left.splice(index, 1)
    return index === -1
  })
}

function isRole(line: string): boolean {
  return /(?:lead|comms|scribe)/.test(line)
}

describe.each(['checkout', 'database', 'mobile', 'hebrew', 'arabic', 'japanese'])('the incident in %s.md', (name) => {
  const file = readFileSync(new URL(`logs/${name}.md`, import.meta.url), 'utf8')
  const found = findings(file)
  const expected = marks(file)

  it('has every role that was taken, and no other', () => {
    expect(found.filter(isRole)).toEqual(expected.filter(isRole))
  })

  it('has at least nine in ten of its turning points, and hardly any that is none', () => {
    const points = expected.filter((line) => !isRole(line))
    const heard = found.filter((line) => !isRole(line))
    const missed = lacking(points, heard)
    const wrong = lacking(heard, points)
    expect(1 - missed.length / points.length, `missed ${missed.join(', ')}`).toBeGreaterThanOrEqual(0.9)
    expect(1 - wrong.length / heard.length, `wrong ${wrong.join(', ')}`).toBeGreaterThanOrEqual(0.9)
  })
})
