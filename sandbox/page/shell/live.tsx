import { useEffect, useRef, useState } from 'preact/hooks'
import { useShown, useTools } from '../tools.ts'

/** Says each new message of the open channel to a screen reader: its author and its first words. */
export const Live = () => {
  const { words, names, reader } = useTools()
  const { run, whispers, page } = useShown()
  const [said, setSaid] = useState('')
  const heard = useRef<{ channel: string | undefined; ts: string }>({ channel: undefined, ts: '' })
  const newest = [run?.hasNewer === true ? undefined : run?.messages.at(-1), whispers.at(-1)]
    .filter((one) => one !== undefined)
    .toSorted((a, b) => (a.ts < b.ts ? 1 : -1))[0]
  useEffect(() => {
    const before = heard.current
    heard.current = { channel: run?.channel, ts: newest?.ts ?? before.ts }
    if (newest === undefined || before.channel !== run?.channel || newest.ts <= before.ts) return
    if (newest.user === reader.id) return
    const name = names.person(newest.user ?? page.app.botUser) ?? ''
    setSaid(words.saidNow({ name, text: newest.text.replaceAll(/<[^>]*>/g, '').slice(0, 200) }))
  }, [run?.channel, newest?.ts])
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  )
}
