import type { ActionsBlock, KnownBlock, ModalView, SectionBlock } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import type { Entry } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { mrkdwn, plain } from '../mrkdwn.ts'
import { aboutIncident } from './forms/fields.ts'
import { actions, button, context, option } from './message.ts'
import { entryPointer } from './timeline-entry.ts'
import type { NameOf } from './hand.ts'

/** The action_ids of its buttons. */
export const earlierAction = 'timeline-earlier'
export const laterAction = 'timeline-later'

const inPage = 10
/** An action_id must not stand twice in a view, so each place on a page has its own. */
export const entryMenuActions: readonly string[] = Array.from(
  { length: inPage },
  (_, place) => `timeline-entry-${place}`,
)

/** What can be done to one entry; an option's value is `<deed>:<entry>`. */
export const entryDeeds = ['edit', 'time', 'keep', 'remove', 'restore'] as const
export type EntryDeed = (typeof entryDeeds)[number]

const wordsShown = 300

/**
 * Ten entries of a timeline: `page` and `pages` count from 0 and 1, `first` is the place of the first of `entries` from
 * 0.
 */
export type EntriesPage = {
  readonly page: number
  readonly pages: number
  readonly first: number
  readonly entries: readonly Entry[]
  readonly count: number
}

/** The page of that number; one that is no longer there is the last one. */
export const entriesPage = (entries: readonly Entry[], wanted: number): EntriesPage => {
  const pages = Math.max(1, Math.ceil(entries.length / inPage))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  const first = page * inPage
  return { page, pages, first, entries: entries.slice(first, first + inPage), count: entries.length }
}

/**
 * The entries of a timeline, ten on a page, each with what can be done to it; removed ones stay, to be brought back.
 * `private_metadata` is `<incident>:<page>`.
 */
export const entriesView = (incident: Incident, here: EntriesPage, t: T, nameOf: NameOf): ModalView => {
  const { page, entries, first, count } = here
  const range = t('timeline.range', { first: first + 1, last: first + entries.length, count })
  const blocks: (KnownBlock | undefined)[] = [
    aboutIncident(incident, t),
    context([entries.length === 0 ? t('timeline.empty') : range]),
    ...entries.map((entry, place) => entrySection(entry, place, t, nameOf)),
    turning(here, t),
  ]
  return {
    type: 'modal',
    private_metadata: `${incident.id}:${page}`,
    title: plain(t('timeline.entries-form-title'), limits.formTitle),
    close: plain(t('timeline.done-form-close'), limits.formTitle),
    blocks: blocks.filter((block) => block !== undefined),
  }
}

const entrySection = (entry: Entry, place: number, t: T, nameOf: NameOf): SectionBlock => {
  const state = entry.removed ? 'timeline.removed' : entry.suggestion ? 'timeline.suggested' : undefined
  const pointer = entryPointer(entry, t, nameOf, wordsShown)
  return {
    type: 'section',
    text: mrkdwn(state === undefined ? pointer : `${pointer}\n*${t(state)}*`),
    accessory: {
      type: 'overflow',
      action_id: entryMenuActions[place] ?? '',
      options: deedsFor(entry).map((deed) => option(t(`timeline.${deed}-option`), `${deed}:${entry.id}`)),
    },
  }
}

const deedsFor = (entry: Entry): EntryDeed[] => {
  if (entry.removed) return ['restore']
  return entry.suggestion ? ['keep', 'edit', 'time', 'remove'] : ['edit', 'time', 'remove']
}

const turning = ({ page, pages }: EntriesPage, t: T): ActionsBlock | undefined =>
  actions([
    ...(page > 0 ? [button(t('timeline.earlier-button'), earlierAction, String(page - 1))] : []),
    ...(page < pages - 1 ? [button(t('timeline.later-button'), laterAction, String(page + 1))] : []),
  ])
