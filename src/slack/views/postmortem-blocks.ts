import type { HeaderBlock, KnownBlock, SectionBlock } from '@slack/types'
import type { Prompt } from '../../domain/postmortem.ts'
import type { T } from '../../text/text.ts'
import { charactersIn, limits } from '../limits.ts'
import { escape, mrkdwn, plain } from '../mrkdwn.ts'
import { context } from './message.ts'
import { entryPointer } from './timeline-entry.ts'
import { escapedPieces } from './timeline-pieces.ts'
import { named, type NameOf } from './hand.ts'
import { incidentName } from './words.ts'

/** Room for the note that something was left out, for buttons and for the fallback text. */
const besides = 600
const mostBlocks = 40
/** How much of an entry, or of an answer that was given when resolving, a prompt shows. */
const pointerWords = 160
const answerWords = 600

/** The title of a part, cut to what Slack takes. */
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, limits.header) })

/** What somebody wrote, with its lines, under a heading; nothing where nothing was written. */
export const written = (typed: string, nameOf: NameOf, heading?: string): SectionBlock[] => {
  const pieces = escapedPieces(named(typed, nameOf), limits.text - 200)
  return pieces.map((piece, index) => ({
    type: 'section',
    text: mrkdwn(index === 0 && heading !== undefined ? `${heading}\n${piece}` : piece),
    expand: true,
  }))
}

/** A question, and under it the entries that may answer it. */
export const promptSection = (prompt: Prompt, t: T, nameOf: NameOf): SectionBlock => {
  const pointers = prompt.entries.map((entry) => entryPointer(entry, t, nameOf, pointerWords))
  return { type: 'section', text: mrkdwn([question(prompt, t, nameOf), ...pointers].join('\n')), expand: true }
}

const question = (prompt: Prompt, t: T, nameOf: NameOf): string =>
  asked(prompt, t, (text) => escape(named(text, nameOf), answerWords))

/** The question in words; `typed` makes what people wrote fit for where it will stand. */
export const asked = (prompt: Prompt, t: T, typed: (text: string) => string): string => {
  switch (prompt.ask) {
    case 'lead-in-time':
    case 'lead-late':
    case 'longest-gap':
      return t(`postmortem.ask-${prompt.ask}`, { time: t.duration(prompt.ms) })
    case 'updates-in-time':
      return t('postmortem.ask-updates-in-time', { count: prompt.count })
    case 'updates-late':
      return t('postmortem.ask-updates-late', { count: prompt.count, time: t.duration(prompt.ms) })
    case 'thanked':
    case 'can-return':
    case 'prevention':
      return t(`postmortem.ask-${prompt.ask}`, { text: typed(prompt.text) })
    case 'recurred':
      return t('postmortem.ask-recurred', { earlier: incidentName(prompt.earlier), text: typed(prompt.text) })
    case 'what-helped':
    case 'no-lead':
    case 'severity-raised':
    case 'reopened':
    case 'what-slowed':
    case 'what-changed':
    case 'why-possible':
    case 'why-not-caught':
      return t(`postmortem.ask-${prompt.ask}`)
  }
}

/** As many blocks as one message holds; if some are left out, a note says where they are. */
export const fitted = (blocks: readonly KnownBlock[], t: T): KnownBlock[] => {
  const budget = limits.messageCharacters - besides
  let used = 0
  const kept = blocks.slice(0, mostBlocks).filter((block) => {
    used += charactersIn(block)
    return used <= budget
  })
  const note = kept.length < blocks.length ? context([t('postmortem.more-in-export')]) : undefined
  return note === undefined ? kept : [...kept, note]
}
