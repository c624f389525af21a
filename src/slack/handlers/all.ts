import type { App } from '@slack/bolt'
import { type Words, ledBy, wordTable } from '../slash.ts'
import { again } from './again.ts'
import { cancel } from './cancel.ts'
import { menuOfCard } from './card-menu.ts'
import { customers } from './customers.ts'
import { declare } from './declare.ts'
import { type Switchboard, listenAtEdge } from './edge.ts'
import { editProse } from './edit-prose.ts'
import { editTimeline } from './edit-timeline.ts'
import { exportPostmortem } from './export.ts'
import { followUp } from './follow-up.ts'
import type { Handler, House, SlashWord } from './handler.ts'
import { answerUnknown, helpOn } from './help.ts'
import { health } from './health.ts'
import { impact } from './impact.ts'
import { join } from './join.ts'
import { language } from './language.ts'
import { list } from './list.ts'
import { mark } from './mark.ts'
import { merge, unmerge } from './merge.ts'
import { note } from './note.ts'
import { postmortem } from './postmortem.ts'
import { productionChange } from './production-change.ts'
import { approvals } from './public-approval.ts'
import { publish } from './publish.ts'
import { reminder } from './reminder.ts'
import { rename } from './rename.ts'
import { report } from './report.ts'
import { reopen } from './reopen.ts'
import { resolve } from './resolve.ts'
import { retry } from './retry.ts'
import { role } from './role.ts'
import { services } from './services.ts'
import { severity } from './severity.ts'
import { status } from './status.ts'
import { subscribe } from './subscribe.ts'
import { timeline } from './timeline.ts'
import { triage } from './triage.ts'
import { update } from './update.ts'
import { vendor } from './vendor.ts'
import { watch } from './watch.ts'

/** In the order of the help: what is done first and most often comes first. */
const most: readonly Handler[] = [
  declare,
  report,
  update,
  severity,
  status,
  role,
  note,
  impact,
  vendor,
  productionChange,
  followUp,
  customers,
  resolve,
  watch,
  reopen,
  cancel,
  merge,
  unmerge,
  again,
  rename,
  list,
  timeline,
  postmortem,
  editTimeline,
  editProse,
  publish,
  exportPostmortem,
  services,
  health,
  language,
  subscribe,
  join,
  reminder,
  retry,
  triage,
  approvals,
  mark,
]

const words = most.flatMap(({ slash }) => (slash === undefined ? [] : [slash]))

/** Everything a person can do. */
export const handlers: readonly Handler[] = [...most, helpOn(words), menuOfCard(words)]

/** Answers everything that people type, press and hand in. */
export const listenTo = (app: App, house: House): void => listenAtEdge(app, house, switchboardOf(handlers))

/**
 * Finds by word, action_id and callback_id. Two handlers of one name would hide each other, so that is refused at
 * start.
 */
const switchboardOf = (all: readonly Handler[]): Switchboard => {
  const presses = tableOf(all.map(({ presses: some }) => some))
  const submits = tableOf(all.map(({ submits: some }) => some))
  const shortcuts = tableOf(all.map(({ shortcuts: some }) => some))
  const slashes = all.flatMap(({ slash }) => (slash === undefined ? [] : [slash]))
  const typed: Words<SlashWord> = wordTable(slashes.map((slash) => [slash, [slash.word, ...slash.aliases].join('|')]))
  const help = slashes.find(({ word }) => word === 'help')
  const unknown = answerUnknown(words)
  return {
    word(text) {
      const led = ledBy(text, typed)
      if (led !== undefined) return { ...led.found, raw: led.rest }
      return help !== undefined && text.trim() === ''
        ? { answer: help.answer, raw: '' }
        : { answer: unknown, raw: text }
    },
    press: (action) => presses.get(action),
    submit: (callback) => submits.get(callback),
    shortcut: (callback) => shortcuts.get(callback),
  }
}

const tableOf = <Answerer>(
  parts: readonly (Readonly<Record<string, Answerer>> | undefined)[],
): Map<string, Answerer> => {
  const table = new Map<string, Answerer>()
  for (const [name, answerer] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (table.has(name)) throw new Error(`two handlers answer ${name}`)
    table.set(name, answerer)
  }
  return table
}
