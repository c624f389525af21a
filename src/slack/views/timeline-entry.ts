import type { SectionBlock } from '@slack/types'
import type { Entry } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { limits, splitByBudget } from '../limits.ts'
import { clip, escape, link, mrkdwn } from '../mrkdwn.ts'
import { recorded } from './moments.ts'
import { escapedPieces } from './timeline-pieces.ts'
import { bodyOf, headOf } from './timeline-words.ts'
import { type Hand, mrkdwnHand, named, type NameOf } from './hand.ts'
import { incidentName } from './words.ts'

/** A little under what a section holds, for the marks that a text may get around it. */
const sectionText = limits.text - 20
const fileName = 120
/** A screenshot often says it all; a folder of them is behind the link to the message. */
const filesPointedAt = 2
const separator = ' · '

/**
 * One entry, whole, in as many sections as it takes: when and who, the words, then files, its message and its marks.
 */
export const entryBlocks = (entry: Entry, t: T, nameOf: NameOf): SectionBlock[] => {
  const hand = mrkdwnHand(nameOf)
  const head = headLine(entry, t, hand)
  const body = escapedPieces(named(bodyOf(entry, t), nameOf), sectionText)
  const tail = tailLines(entry, t)
  const together = [head, ...body, ...tail].join('\n')
  const texts = together.length <= sectionText ? [together] : [head, ...body, ...tail]
  // `expand`: without it Slack folds a long section behind "See more", and a timeline is there to be read through.
  return texts.map((text) => ({ type: 'section', text: mrkdwn(text), expand: true }))
}

/** One entry on one line, shortened, with a link to its message: a pointer to what the timeline tells in full. */
export const entryPointer = (entry: Entry, t: T, nameOf: NameOf, most: number): string => {
  const words = escape(named(bodyOf(entry, t), nameOf), most)
  const line = [headLine(entry, t, mrkdwnHand(nameOf)), words].filter((part) => part !== '').join(': ')
  // Without words the files are all there is to tell it by.
  const told = words === '' ? entry.files.slice(0, filesPointedAt) : []
  const files = told.map(({ name, permalink }) => link(permalink, clip(name, fileName)))
  const place = entry.permalink === undefined ? [] : [link(entry.permalink, t('timeline.message-link'))]
  const origin = entry.from === undefined ? [] : [t('timeline.merged-from', { incident: incidentName(entry.from) })]
  return [line, ...files, ...place, ...origin].join(separator)
}

const headLine = (entry: Entry, t: T, hand: Hand): string =>
  t('timeline.line', { when: recorded(entry.at, t), what: headOf(entry, t, hand) })

const tailLines = (entry: Entry, t: T): string[] => {
  const { files, permalink, edited, suggestion, from } = entry
  const marks = [
    ...files.map(({ name, mimetype, permalink: address }) =>
      t('timeline.file', { name: link(address, clip(name, fileName)), type: escape(mimetype, fileName) }),
    ),
    ...(permalink === undefined ? [] : [link(permalink, t('timeline.message-link'))]),
    ...(from === undefined ? [] : [t('timeline.merged-from', { incident: incidentName(from) })]),
    ...(edited ? [t('timeline.edited')] : []),
    ...(suggestion ? [bold(t('timeline.suggested'))] : []),
  ]
  const lines = splitByBudget(marks, (mark) => mark.length + separator.length, sectionText)
  return lines.map((line) => line.join(separator))
}

const bold = (text: string): string => `*${text}*`
