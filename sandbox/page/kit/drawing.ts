import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Acts, Kit, Names, Reader, Values } from '../seen.ts'
import { fieldOf } from '../../workspace/inputs.ts'
import { type Words, wordsIn } from './words.ts'

/** All that drawn blocks know of the world around them. */
export type Drawing = {
  readonly reader: Reader
  readonly names: Names
  readonly acts: Acts
  readonly values: Values
  /** What the last submit was refused with, by block id; nothing outside forms. */
  readonly errors: Readonly<Record<string, string>>
  /**
   * Fields that hold back what is being typed leave here how to send it; whoever asks the app for something sends all
   * of it first. The answer takes it back.
   */
  readonly holdBack: (send: () => void) => () => void
}

/** What the blocks below it are drawn with. */
export const DrawingContext = createContext<Drawing | undefined>(undefined)

/** @throws {Error} outside of a Content or Form: that is a mistake in the page. */
export const useDrawing = (): Drawing => {
  const drawing = useContext(DrawingContext)
  if (drawing === undefined) throw new Error('blocks are drawn inside a Content or a Form')
  return drawing
}

/** The client's own words for whoever reads. */
export const useWords = (): Words => wordsIn(useDrawing().reader.language)

/** A control, and the block that it stands in. */
export type Placed = { readonly block: Kit; readonly element: Kit }

/** The ids by which the app hears of a control. */
export const idsOf = ({ block, element }: Placed) => ({
  blockId: String(block['block_id'] ?? ''),
  actionId: String(element['action_id'] ?? ''),
})

/** What a control holds: what a person put in, or else what it came with. */
export const storedIn = (placed: Placed, values: Values): unknown => {
  const field = fieldOf(placed.element)
  if (field === undefined) return undefined
  const { blockId, actionId } = idsOf(placed)
  const held = values[blockId]?.[actionId]
  return held === undefined ? (placed.element[field.initial] ?? field.empty) : (held[field.key] ?? field.empty)
}

/** How an input block's label, hint and error reach the control inside. Nothing outside of input blocks. */
export type Labelled = {
  /** The id that the control takes, for its label. */
  readonly id: string
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
  readonly isRequired: boolean
}
