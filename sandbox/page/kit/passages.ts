/*
 * What mrkdwn, rich_text, markdown and plain_text all become: passages of lines of leaves. It is flat on purpose (a
 * leaf carries its whole style), so that no text, however nested, can exhaust a stack.
 */

/** How a leaf is set. */
export type Style = {
  readonly bold?: true
  readonly italic?: true
  readonly strike?: true
  readonly code?: true
  readonly underline?: true
  readonly highlight?: true
}

/** A piece of a line. */
export type Leaf = { readonly style: Style } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | { readonly kind: 'person'; readonly id: string; readonly label: string }
  | { readonly kind: 'channel'; readonly id: string; readonly label: string }
  | { readonly kind: 'group'; readonly id: string; readonly label: string }
  | { readonly kind: 'broadcast'; readonly range: string }
  | { readonly kind: 'emoji'; readonly name: string; readonly glyph: string | undefined }
  | {
      readonly kind: 'date'
      /** Unix seconds. */
      readonly seconds: number
      readonly format: string
      readonly url: string | undefined
      readonly fallback: string
    }
  | { readonly kind: 'colour'; readonly value: string }
  | { readonly kind: 'unknown'; readonly held: unknown }
)

/** What stands between two line ends; each line finds its own direction. */
export type Line = readonly Leaf[]

/** A stretch of text that is laid out in one way. */
export type Passage =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'quote'; readonly lines: readonly Line[]; readonly bordered?: boolean }
  | { readonly kind: 'preformatted'; readonly lines: readonly Line[]; readonly bordered?: boolean }
  | { readonly kind: 'heading'; readonly level: number; readonly lines: readonly Line[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      /** 0 is the outermost. */
      readonly indent: number
      /** The number of the first item. */
      readonly first: number
      readonly bordered?: boolean
      readonly items: readonly (readonly Line[])[]
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'unknown'; readonly held: unknown }

/** A leaf of plain text. */
export const text = (words: string, style: Style = {}): Leaf => ({ kind: 'text', text: words, style })

/** Leaves broken into lines where their text has line ends. */
export const linesOf = (leaves: readonly Leaf[]): Line[] => {
  const lines: Leaf[][] = [[]]
  for (const leaf of leaves) {
    if (leaf.kind !== 'text') {
      lines.at(-1)?.push(leaf)
      continue
    }
    leaf.text.split('\n').forEach((piece, index) => {
      if (index > 0) lines.push([])
      if (piece !== '') lines.at(-1)?.push({ ...leaf, text: piece })
    })
  }
  return lines
}

/** The words that a reader sees in a line, ids and dates as they were sent: for labels, titles and tests. */
export const wordsInLine = (line: Line): string => line.map(wordsOfLeaf).join('')

const wordsOfLeaf = (leaf: Leaf): string => {
  switch (leaf.kind) {
    case 'text':
      return leaf.text
    case 'link':
      return leaf.label
    case 'person':
      return `@${leaf.label || leaf.id}`
    case 'channel':
      return `#${leaf.label || leaf.id}`
    case 'group':
      return leaf.label || `@${leaf.id}`
    case 'broadcast':
      return `@${leaf.range}`
    case 'emoji':
      return leaf.glyph ?? `:${leaf.name}:`
    case 'date':
      return leaf.fallback
    case 'colour':
      return leaf.value
    case 'unknown':
      return ''
    default: {
      const never: never = leaf
      return never
    }
  }
}
