import type { ReadStream, WriteStream } from 'node:tty'

/** Ctrl-C, Ctrl-D, or the terminal went away. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

/** Where a person reads and answers. */
export type Terminal = {
  /** Whether somebody can answer. */
  readonly isInteractive: boolean
  say(text: string): void
  /** One line, shown while it is typed. Rejects with `Interrupted`. */
  ask(question: string): Promise<string>
  /** One line that appears nowhere: not while it is typed, not behind. Rejects with `Interrupted`. */
  askHidden(question: string): Promise<string>
  /** Gives the input back as it was, so that the process can end. */
  close(): void
}

type Input = Pick<ReadStream, 'on' | 'off' | 'pause' | 'resume'> & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>
type Output = Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY'>>

const keys = { interrupt: '\u0003', end: '\u0004', eraseLine: '\u0015', erase: ['\u007f', '\b'] }

/** Arrows, and the marks that terminals put around what is pasted. */
const sequences = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*[~A-Za-z]`, 'g')

type Question = { readonly isShown: boolean; line: string; answered(line: string | undefined): void }

/**
 * Opens a terminal over these streams: `process.stdin` and `process.stdout`, or a test's own. From the first question
 * on it is in raw mode, which hands over every key: so nothing is shown, not even what is pasted before it is asked for.
 * A Ctrl-C while nothing is asked goes to `onInterrupt`.
 */
export const openTerminal = (input: Input, output: Output, onInterrupt: () => void): Terminal => {
  const isInteractive = input.isTTY === true && output.isTTY === true
  let typed: string[] = []
  let question: Question | undefined
  let isOpen = false
  let hasEnded = false

  const end = (line: string | undefined): void => {
    const { answered } = question ?? {}
    question = undefined
    output.write('\n')
    answered?.(line)
  }

  const press = (key: string, asked: Question): void => {
    const show = (text: string): void => {
      if (asked.isShown) output.write(text)
    }
    if (key === '\r' || key === '\n') end(asked.line)
    else if (key === keys.interrupt || (key === keys.end && asked.line === '')) end(undefined)
    else if (key === keys.eraseLine) {
      show('\b \b'.repeat(asked.line.length))
      asked.line = ''
    } else if (keys.erase.includes(key)) {
      if (asked.line !== '') show('\b \b')
      asked.line = [...asked.line].slice(0, -1).join('')
    } else if (key >= ' ') {
      asked.line += key
      show(key)
    }
  }

  const feed = (): void => {
    while (question !== undefined && typed.length > 0) press(typed.shift() ?? '', question)
    if (question !== undefined && hasEnded) end(undefined)
  }
  const take = (chunk: Buffer | string): void => {
    const text = String(chunk).replaceAll(sequences, '').replaceAll('\r\n', '\n')
    if (question === undefined && text.includes(keys.interrupt)) return onInterrupt()
    typed = [...typed, ...text]
    feed()
  }
  const leave = (): void => {
    hasEnded = true
    feed()
  }

  const open = (): void => {
    if (isOpen) return
    isOpen = true
    input.on('data', take)
    input.on('end', leave)
    input.setRawMode?.(true)
    input.resume()
  }

  const asked = (words: string, isShown: boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      if (!isInteractive) return reject(new Interrupted('Nobody can answer'))
      output.write(words)
      const answered = (line: string | undefined): void =>
        line === undefined ? reject(new Interrupted('No answer')) : resolve(line)
      question = { isShown, line: '', answered }
      open()
      feed()
    })

  return {
    isInteractive,
    say: (text) => void output.write(`${text}\n`),
    ask: (words) => asked(words, true),
    askHidden: (words) => asked(words, false),
    close: () => {
      input.off('data', take)
      input.off('end', leave)
      if (isOpen) input.setRawMode?.(false)
      input.pause()
    },
  }
}

/** A question that only a clear yes answers with yes. */
export const agrees = async (terminal: Terminal, question: string): Promise<boolean> =>
  /^\s*(y|yes)\s*$/i.test(await terminal.ask(`${question} [y/N] `))
