import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Clock } from '../app/ports.ts'
import { endedAt } from '../app/public-word.ts'
import type { Language } from '../text/text.ts'
import { boardOf, type Board } from './board.ts'
import { feedDocument } from './feeds.ts'
import type { Known, Snapshot } from './known.ts'
import { type Place, pathOf } from './links.ts'
import { feedTypes, readerOf, type Site } from './page.ts'
import { frontPage, historyPage, incidentPage, type Standing } from './pages.ts'

/** One finished answer, ready to be sent as often as it is asked for. */
export type Sheet = {
  readonly type: string
  readonly body: Buffer
  readonly gzipped: Buffer
  /** Weak, for it stands for the gzipped form too. */
  readonly etag: string
  /** In whole seconds, as HTTP has it; Unix ms. */
  readonly changedAt: number
}

/** Whose answer it is. */
export type Asked = { readonly place: Place; readonly language: Language; readonly keeps: boolean }

/** 'unknown': nothing was ever read; undefined: there is nothing at that place. */
export type Sheets = (asked: Asked) => Sheet | 'unknown' | undefined

/** In bytes: everything that is asked for in an ordinary minute, and no more than this process can spare. */
const keptAtMost = 32 * 1024 * 1024

/**
 * Draws each page once and keeps it until something changes: what was published, a promise that is overdue, or whether
 * all that can be read. Looked at anew each minute, so that no hour of the day is missed.
 */
export const sheetsOf = (known: Known, clock: () => Clock, site: Site): Sheets => {
  const drawn = new Map<string, Sheet | undefined>()
  let stamp = ''
  let kept = 0
  let board: Board | undefined

  return (asked) => {
    const snapshot = known.now()
    if (snapshot === undefined) return 'unknown'
    const now = clock().now()
    const fresh = stampOf(snapshot, now)
    if (fresh !== stamp || kept > keptAtMost) {
      drawn.clear()
      kept = 0
      board = undefined
      stamp = fresh
    }
    board ??= boardOf(snapshot.incidents, now, site.zone)
    const key = `${asked.keeps} ${pathOf(asked.place, asked.language)}`
    const there = drawn.get(key)
    if (there !== undefined) return there
    const sheet = draw(asked, snapshot, board, now, site)
    if (sheet !== undefined) {
      drawn.set(key, sheet)
      kept += sheet.body.length + sheet.gzipped.length
    }
    return sheet
  }
}

const minuteMs = 60_000

/** How many promises have passed is part of it: an overdue one shows at once. */
const stampOf = ({ version, staleSince, incidents }: Snapshot, now: number): string => {
  const overdue = incidents.filter(
    (one) => endedAt(one) === undefined && (one.words.at(-1)?.nextUpdateDue ?? now) < now,
  )
  return `${version} ${staleSince ?? ''} ${overdue.length} ${Math.floor(now / minuteMs)}`
}

const draw = (asked: Asked, snapshot: Snapshot, board: Board, now: number, site: Site): Sheet | undefined => {
  const { place, language, keeps } = asked
  const standing: Standing = { staleSince: snapshot.staleSince, now }
  const reader = readerOf(language, keeps, site)
  const changedAt = Math.max(board.changedAt, snapshot.staleSince ?? 0)
  switch (place.at) {
    case 'front':
    case 'subscribe':
      return sheet(frontPage(board, standing, reader), 'text/html', changedAt)
    case 'history': {
      const page = historyPage(board, place.page, standing, reader)
      return page === undefined ? undefined : sheet(page, 'text/html', changedAt)
    }
    case 'incident': {
      const one = snapshot.incidents.find(({ address }) => address === place.address)
      return one && sheet(incidentPage(one, standing, reader), 'text/html', changedAt)
    }
    case 'feed':
      return sheet(feedDocument(place.kind, snapshot.incidents, standing, reader), feedTypes[place.kind], changedAt)
    case 'confirm':
    case 'unsubscribe':
      return undefined
  }
}

const sheet = (text: string, type: string, changedAt: number): Sheet => {
  const body = Buffer.from(text)
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return {
    type: `${type}; charset=utf-8`,
    body,
    gzipped: gzipSync(body),
    etag,
    changedAt: Math.floor(changedAt / 1_000) * 1_000,
  }
}

/** Has this reader got it already? `If-None-Match` comes before `If-Modified-Since` (RFC 9110, 13.2.2). */
export const hasIt = ({ etag, changedAt }: Sheet, headers: IncomingHttpHeaders): boolean => {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    const bare = etag.replace(/^W\//, '')
    return tags.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === bare)
  }
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && changedAt > 0 && changedAt <= since
}
