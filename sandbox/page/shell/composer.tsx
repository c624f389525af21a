import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Completion, completionAt, type Offer, taken } from '../data/completion.ts'
import { useShown, useTools } from '../tools.ts'
import { Attachments } from './attachments.tsx'
import { Completions } from './completions.tsx'
import { Icon, IconButton } from './icon.tsx'
import { useSending } from './sending.ts'
import { Shortcuts } from './shortcuts.tsx'
import { useDraft } from './use-draft.ts'

/** Where one writes: into the channel, or into a thread. */
type Props = { readonly channel: string; readonly placeName: string; readonly thread?: string }

/** Does Enter take what is offered, rather than send? An argument only after it was chosen by the arrow keys. */
const entersOffer = ({ kind }: Completion, offer: Offer, typed: string, isChosen: boolean): boolean =>
  isChosen || (kind === 'command' && offer.label !== typed.trim()) || kind === 'person' || kind === 'channel'

/** The box to write in, with completions, files and shortcuts. */
export const Composer = ({ channel, placeName, thread }: Props) => {
  const { desk, words, reader } = useTools()
  const { page, users, channels, proposal } = useShown()
  const [text, setText] = useDraft(`${reader.id} ${channel} ${thread ?? ''}`)
  const [caret, setCaret] = useState(text.length)
  const [files, setFiles] = useState<readonly File[]>([])
  const [at, setAt] = useState(0)
  const [isChosen, setChosen] = useState(false)
  const [isShut, setShut] = useState(false)
  const [isBroadcast, setBroadcast] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const send = useSending({ channel, thread, isBroadcast })
  const commands = thread === undefined ? page.commands : []
  const completion = isShut ? undefined : completionAt(text, caret, { commands, users, channels })
  const listId = `completions ${thread ?? 'channel'}`.replaceAll(/[ .]/g, '-')
  const offer = completion?.offers[at]

  useLayoutEffect(() => {
    const area = box.current
    if (area === null) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [text])

  const write = (next: string, nextCaret: number) => {
    setText(next)
    setCaret(nextCaret)
    setAt(0)
    setChosen(false)
    setShut(false)
  }
  useEffect(() => {
    if (proposal === undefined || proposal.channel !== channel || thread !== undefined) return
    write(proposal.text, proposal.text.length)
    desk.store.set({ proposal: undefined })
    box.current?.focus()
  }, [proposal])
  // Who has just come here and holds nothing else writes at once; a touch would open the keyboard of the screen.
  useEffect(() => {
    const nth = requestAnimationFrame(() => {
      const isFree = document.activeElement === null || document.activeElement === document.body
      if (isFree && thread === undefined && matchMedia('(pointer: fine)').matches) box.current?.focus()
    })
    return () => cancelAnimationFrame(nth)
  }, [])
  const take = (one: Offer) => {
    if (completion === undefined) return
    const next = taken(text, completion, one)
    write(next.text, next.caret)
    box.current?.focus()
    requestAnimationFrame(() => box.current?.setSelectionRange(next.caret, next.caret))
  }
  const submit = async () => {
    if (text.trim() === '' && files.length === 0) return
    const [said, shared] = [text, files]
    write('', 0)
    setFiles([])
    if (await send(said, shared)) return
    // Refused: it comes back, unless something else has been begun.
    if (box.current?.value === '') {
      write(said, said.length)
      setFiles(shared)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const count = completion?.offers.length ?? 0
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && count > 0) {
      event.preventDefault()
      setAt((at + step + count) % count)
      setChosen(true)
    } else if (event.key === 'Escape' && completion !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      setShut(true)
    } else if (event.key === 'Tab' && offer !== undefined && !event.shiftKey) {
      event.preventDefault()
      take(offer)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (completion !== undefined && offer !== undefined && entersOffer(completion, offer, text, isChosen)) take(offer)
      else void submit()
    }
  }
  const add = (list: FileList | null | undefined) => setFiles([...files, ...(list ?? [])])

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        add(event.dataTransfer?.files)
      }}
    >
      {completion !== undefined && <Completions id={listId} completion={completion} at={at} onTake={take} />}
      <textarea
        ref={box}
        // Empty, it shows the page's own words.
        dir={text === '' ? undefined : 'auto'}
        rows={1}
        value={text}
        placeholder={thread === undefined ? words.messageTo({ place: `\u2068${placeName}\u2069` }) : words.replyTo}
        aria-label={thread === undefined ? words.messageTo({ place: placeName }) : words.replyTo}
        aria-autocomplete="list"
        aria-controls={offer === undefined ? undefined : listId}
        aria-activedescendant={offer === undefined ? undefined : `${listId}-${at}`}
        title={words.sendHint}
        onInput={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if ((event.clipboardData?.files.length ?? 0) > 0) add(event.clipboardData?.files)
        }}
      />
      <Attachments files={files} onDrop={(file) => setFiles(files.filter((one) => one !== file))} />
      <div class="composer-tools">
        <label class="icon-button attach" title={words.attach}>
          <input
            type="file"
            multiple
            aria-label={words.attach}
            onChange={(event) => {
              add(event.currentTarget.files)
              event.currentTarget.value = ''
            }}
          />
          <Icon name="clip" />
        </label>
        {thread === undefined && <Shortcuts />}
        {thread !== undefined && (
          <label class="also">
            <input
              type="checkbox"
              checked={isBroadcast}
              onChange={(event) => setBroadcast(event.currentTarget.checked)}
            />
            {words.alsoInChannel}
          </label>
        )}
        <span class="spacer" />
        <IconButton icon="send" class="send" label={words.send} onClick={() => void submit()} />
      </div>
    </form>
  )
}
