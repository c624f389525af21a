import type { SeenChannel, SeenCommand, SeenUser } from '../answers.ts'

/** One thing that the composer offers; `insert` takes the place of what was typed. */
export type Offer = { readonly key: string; readonly label: string; readonly detail: string; readonly insert: string }

/** Offers for what stands between `from` and `to`; `hint` says how the command goes on. */
export type Completion = {
  readonly kind: 'command' | 'argument' | 'person' | 'channel'
  readonly from: number
  readonly to: number
  readonly offers: readonly Offer[]
  readonly hint?: string
}

/** What there is to offer. */
export type Known = {
  readonly commands: readonly SeenCommand[]
  readonly users: readonly SeenUser[]
  readonly channels: readonly SeenChannel[]
}

const most = 8
const begins = (whole: string, start: string): boolean => whole.toLowerCase().startsWith(start.toLowerCase())

/** The first words that a usage hint names: `declare sev1 … | update | help`. */
const wordsOf = (hint: string): readonly string[] => hint.split('|').map((piece) => piece.trim())

const ofCommand = (text: string, caret: number, known: Known): Completion | undefined => {
  const typed = /^(\/\S*)$/.exec(text.slice(0, caret))?.[1]
  if (typed !== undefined) {
    const offers = known.commands
      .filter(({ command }) => begins(command, typed))
      .map(({ command, description, usageHint }) => ({
        key: command,
        label: command,
        detail: [usageHint, description].filter((one) => one !== '').join(' · '),
        insert: `${command} `,
      }))
    return offers.length === 0 ? undefined : { kind: 'command', from: 0, to: caret, offers }
  }
  const [, command, word] = /^(\/\S+)\s+(\S*)$/.exec(text.slice(0, caret)) ?? []
  const found = known.commands.find((one) => one.command === command)
  if (found === undefined || word === undefined || found.usageHint === '') return undefined
  const offers = wordsOf(found.usageHint)
    .filter((piece) => begins(piece, word))
    .map((piece) => ({ key: piece, label: piece, detail: '', insert: `${piece.split(' ')[0] ?? piece} ` }))
  return { kind: 'argument', from: caret - word.length, to: caret, offers, hint: found.usageHint }
}

/** What the composer offers at the caret, or undefined. */
export const completionAt = (text: string, caret: number, known: Known): Completion | undefined => {
  const command = ofCommand(text, caret, known)
  if (command !== undefined) return command
  const [, , sign, word] = /(^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, caret)) ?? []
  if (sign === undefined || word === undefined) return undefined
  const place = { from: caret - word.length - 1, to: caret }
  if (sign === '@') {
    const offers = known.users
      .filter(({ name, realName }) => begins(name, word) || realName.split(' ').some((part) => begins(part, word)))
      .slice(0, most)
      .map(({ id, name, realName }) => ({ key: id, label: name, detail: realName, insert: `@${name} ` }))
    return offers.length === 0 ? undefined : { kind: 'person', ...place, offers }
  }
  const offers = known.channels
    .filter(({ kind, name }) => kind !== 'im' && name.includes(word.toLowerCase()))
    .slice(0, most)
    .map(({ id, name, topic }) => ({ key: id, label: `#${name}`, detail: topic, insert: `#${name} ` }))
  return offers.length === 0 ? undefined : { kind: 'channel', ...place, offers }
}

/** The text with an offer taken, and where the caret stands then. */
export const taken = (text: string, { from, to }: Completion, { insert }: Offer): { text: string; caret: number } => {
  const rest = text.slice(to)
  const put = rest.startsWith(' ') ? insert.trimEnd() : insert
  return { text: text.slice(0, from) + put + rest, caret: from + insert.length }
}
