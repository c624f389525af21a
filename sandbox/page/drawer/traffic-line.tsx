import { useEffect, useState } from 'preact/hooks'
import { type Ask, Away, Refused } from '../data/wire.ts'
import type { Reader } from '../seen.ts'
import { kept } from '../shell/kept.ts'
import { JsonTree } from './json-tree.tsx'
import type { TrafficDetail, TrafficRow } from './traffic.ts'
import type { DrawerWords } from './words-en.ts'

type LineProps = {
  row: TrafficRow
  ask: Ask
  words: DrawerWords
  reader: Reader
  isOpen: boolean
  /** Opens this line, or closes the one that is open. */
  onToggle: (id: string | undefined) => void
}

/** One call, event or act: what, how it ended, how long it took, when; opened, with its JSON. */
const draw = ({ row, ask, words, reader, isOpen, onToggle }: LineProps) => {
  const state = row.isOk === null ? 'running' : row.isOk ? 'ok' : 'failed'
  return (
    <li class={`traffic-line is-${row.kind} is-${state}`}>
      <button
        type="button"
        class="traffic-face"
        aria-expanded={isOpen}
        onClick={() => onToggle(isOpen ? undefined : row.id)}
      >
        <time dateTime={new Date(row.at).toISOString()}>{clock(row.at, reader.timeZone)}</time>
        <bdi class="traffic-name">{row.name}</bdi>
        <bdi class="traffic-about">{row.about}</bdi>
        {row.retry > 0 && <span class="traffic-retry">{words.retry({ nth: String(row.retry) })}</span>}
        <bdi class="traffic-outcome">{row.outcome ?? words.running}</bdi>
        <bdi class="traffic-ms">{row.ms === null ? '' : `${row.ms} ms`}</bdi>
      </button>
      {isOpen && <Detail {...{ row, ask, words }} />}
    </li>
  )
}

/** Drawn again only when the line itself, or whether it is open, has changed. */
export const TrafficLine = kept(draw)

const Detail = ({ row, ask, words }: Pick<LineProps, 'row' | 'ask' | 'words'>) => {
  const [detail, setDetail] = useState<TrafficDetail | string>()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    void ask<TrafficDetail>('traffic-detail', { id: row.id }).then(setDetail, (error: unknown) => {
      if (!(error instanceof Refused || error instanceof Away)) throw error
      setDetail(error.message)
    })
  }, [row.id, row.outcome])
  if (detail === undefined) return <div class="traffic-detail" aria-busy="true" />
  if (typeof detail === 'string') return <p class="traffic-detail">{detail}</p>
  const { request, answer, length } = detail
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(JSON.stringify({ ...row, request, answer }, undefined, 2))
    setCopied(true)
  }
  return (
    <div class="traffic-detail" dir="ltr">
      <button type="button" class="button traffic-copy" onClick={() => void copy()}>
        {isCopied ? words.copied : words.copy}
      </button>
      <h3>{words.request}</h3>
      <JsonTree value={request} words={words} />
      <h3>{words.answer}</h3>
      {answer === null ? <p class="drawer-note">{words.noAnswer}</p> : <JsonTree value={answer} words={words} />}
      {typeof answer === 'string' && answer.length < length && (
        <p class="drawer-note">{words.cut({ shown: String(answer.length), whole: String(length) })}</p>
      )}
    </div>
  )
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** `14:05:09.123` where the reader is: a log is read by the clock, in the same digits everywhere. */
const clock = (at: number, timeZone: string): string => {
  const known = clocks.get(timeZone)
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    })
  if (known === undefined) clocks.set(timeZone, format)
  return format.format(at)
}
