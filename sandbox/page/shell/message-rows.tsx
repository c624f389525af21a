import { useMemo, useState } from 'preact/hooks'
import type { Row } from '../data/grouping.ts'
import { useShown, useTools } from '../tools.ts'
import { MessageRow } from './message-row.tsx'
import { dayName } from './moments.ts'

const rowAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-ts]') : null

/** Arrow keys go from message to message while the list or a message itself has the focus. */
const onArrows = (event: KeyboardEvent & { currentTarget: Element }): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const { target } = event
  if (step === undefined || !(target instanceof HTMLElement) || target.dataset['ts'] === undefined) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-ts]')]
  const next = rows[rows.indexOf(target) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
}

type Props = {
  readonly rows: readonly Row[]
  readonly channel: string
  readonly target: string | undefined
  readonly isInThread: boolean
}

/**
 * Days, the unread line and messages, in their order. One message at a time has its tools: that under the pointer or
 * focus.
 */
export const MessageRows = ({ rows, channel, target, isInThread }: Props) => {
  const { words, reader } = useTools()
  const { users } = useShown()
  const [active, setActive] = useState<string>()
  const byId = useMemo(() => new Map(users.map((user) => [user.id, user])), [users])
  const last = rows.findLast(({ kind }) => kind === 'message')?.key
  return (
    <div
      class="rows"
      onMouseOver={(event) => setActive(rowAt(event.target)?.dataset['ts'])}
      onMouseLeave={() => setActive(undefined)}
      onFocusIn={(event) => setActive(rowAt(event.target)?.dataset['ts'])}
      onKeyDown={onArrows}
    >
      {rows.map((row) => {
        switch (row.kind) {
          case 'day':
            return (
              <h2 key={row.key} class="day">
                <span>{dayName(row.at, Date.now(), reader, words)}</span>
              </h2>
            )
          case 'unread':
            return (
              <p key={row.key} class="unread-line">
                <span>{words.newLine}</span>
              </p>
            )
          case 'message':
            return (
              <MessageRow
                key={row.key}
                message={row.message}
                channel={channel}
                author={byId.get(row.message.user ?? '')}
                isContinued={row.isContinued}
                isActive={active === row.key}
                isTarget={target === row.key}
                isInThread={isInThread}
                isWayIn={row.key === last}
              />
            )
          default: {
            const never: never = row
            return never
          }
        }
      })}
    </div>
  )
}
