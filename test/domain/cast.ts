import type { WorkCalendar } from '../../src/domain/cadence.ts'
import type { ReportCommand } from '../../src/domain/commands/triage.ts'
import type { Command, Declare, Mentioned, Spoken } from '../../src/domain/commands.ts'
import type { Actor, Standing } from '../../src/domain/commands/wish.ts'
import type { Effect } from '../../src/domain/effects.ts'
import type { ImpactPart, ImpactStatement } from '../../src/domain/impact.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { WatchItem, WatchLength } from '../../src/domain/watch.ts'
import {
  changeId,
  channelId,
  commandId,
  entryId,
  followUpId,
  incidentId,
  messageTs,
  userId,
  type MessageTs,
  type Moment,
  type UserId,
} from '../../src/domain/ids.ts'
import type {
  DueKind,
  EffectType,
  Language,
  OpenStatus,
  PostmortemPart,
  ProseSection,
  ReminderKind,
  Role,
  Severity,
} from '../../src/domain/incident.ts'
import type { LaterAnswers, Resolution } from '../../src/domain/resolution.ts'

export type Who = { readonly user: UserId; readonly name: string; readonly standing: Standing }

const person = (name: string, standing: Standing = 'member'): Who => ({
  user: userId(`U0${name.toUpperCase()}`),
  name,
  standing,
})

export const noa = person('noa')
export const ann = person('ann')
export const layla = person('layla')
export const haruki = person('haruki')
export const maya = person('maya', 'guest')
export const omar = person('omar', 'outsider')
export const pager = person('pager', 'bot')
const cast = [noa, ann, layla, haruki, maya, omar, pager]

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** `13:20` of Monday 2 March 2026, or `2026-03-05 09:00`; UTC. */
export const at = (clock: string): Moment => Date.parse(clock.length > 5 ? `${clock}Z` : `2026-03-02T${clock}Z`)

/** The ts of a message that was sent then; `nth` tells those of one moment apart. */
export const ts = (clock: string, nth = 1): MessageTs =>
  messageTs(`${at(clock) / 1000}.${String(nth).padStart(6, '0')}`)

export const theIncident = incidentId('0042')
export const theChannel = channelId('C0042')
const on = { incident: theIncident }

/** Monday to Friday, 09:00 to 18:00 in London. */
export const office: WorkCalendar = {
  timeZone: 'Europe/London',
  startMinute: 9 * 60,
  endMinute: 18 * 60,
  days: [1, 2, 3, 4, 5],
}

let commands = 0
/** What every command about the incident has. */
export const wish = (clock: string, by: Actor) => ({ id: commandId(`command-${++commands}`), at: at(clock), by, on })

export const outage = {
  title: 'Checkout is down',
  severity: 'sev1',
  kind: 'outage',
  description: '',
  language: 'en',
} satisfies Partial<Declare>

const named = (...texts: readonly string[]): Record<string, Mentioned> =>
  Object.fromEntries(
    cast
      .filter(({ user }) => texts.some((text) => text.includes(user)))
      .map(({ user, name, standing }) => [user, { name, standing }]),
  )

/** What somebody wishes and says, at a time of that Monday. */
export const by = ({ user, standing }: Who, clock = '13:25') => {
  const base = () => wish(clock, { kind: 'person', user, standing })
  const spoken = (text: string, message: Partial<Spoken>): Spoken => ({
    ts: ts(clock),
    user,
    text,
    files: [],
    permalink: 'https://acme.slack.com/archives/C0042/p1',
    ...message,
  })
  const hearing = (text: string, message: Partial<Spoken>) => ({
    message: spoken(text, message),
    timeZone: 'Europe/London',
    mentioned: named(text),
  })
  return {
    declare: (more: Partial<Declare> = {}) => {
      const { on: _nothingYet, ...declaring } = base()
      return { ...declaring, type: 'declare', incident: theIncident, ...outage, ...more } as const
    },
    join: () => ({ ...base(), type: 'join' }) as const,
    setSeverity: (severity: Severity) => ({ ...base(), type: 'set-severity', severity }) as const,
    setStatus: (status: OpenStatus) => ({ ...base(), type: 'set-status', status }) as const,
    rename: (title: string) => ({ ...base(), type: 'rename', title }) as const,
    setLanguage: (language: Language) => ({ ...base(), type: 'set-language', language }) as const,
    postUpdate: (text: string, nextInMs?: number) =>
      ({ ...base(), type: 'post-update', text, ...(nextInMs !== undefined && { nextInMs }) }) as const,
    addNote: (text: string, happenedAt?: Moment) =>
      ({ ...base(), type: 'add-note', text, ...(happenedAt !== undefined && { happenedAt }) }) as const,
    addFollowUp: (id: string, text: string, owner?: Who) =>
      ({
        ...base(),
        type: 'add-follow-up',
        followUp: followUpId(id),
        text,
        ...(owner !== undefined && { owner: owner.user }),
      }) as const,
    completeFollowUp: (id: string) => ({ ...base(), type: 'complete-follow-up', followUp: followUpId(id) }) as const,
    take: (role: Role) => ({ ...base(), type: 'assign-role', role, to: user, toStanding: standing }) as const,
    takeIfVacant: (role: Role) =>
      ({ ...base(), type: 'assign-role', role, to: user, toStanding: standing, ifVacant: true }) as const,
    give: (role: Role, to: Who) =>
      ({ ...base(), type: 'assign-role', role, to: to.user, toStanding: to.standing }) as const,
    release: (role: Role) => ({ ...base(), type: 'release-role', role }) as const,
    undo: (role: Role, heardIn: MessageTs) =>
      ({ ...base(), type: 'undo-role', role, heardIn, thread: heardIn }) as const,
    resolve: (answers: Partial<Resolution> = {}) =>
      ({
        ...base(),
        type: 'resolve',
        resolution: { fix: 'Rolled back 4.2', verified: '', canReturn: '', thanks: '', ...answers },
      }) as const,
    answer: (answers: LaterAnswers) => ({ ...base(), type: 'answer-resolution', answers }) as const,
    reopen: (why = 'Errors are back') => ({ ...base(), type: 'reopen', why }) as const,
    cancel: (why = 'False alarm') => ({ ...base(), type: 'cancel', why }) as const,
    report: (more: Partial<ReportCommand> = {}) => {
      const { on: _nothingYet, ...reporting } = base()
      const { title, kind, description, language } = outage
      const said = { title, kind, description, language, report: { signs: ['sync-stopped'], affected: '' } } as const
      return { ...reporting, type: 'report', incident: theIncident, ...said, ...more } as const
    },
    accept: (severity: Severity = 'sev2') => ({ ...base(), type: 'accept-report', severity }) as const,
    decline: (why = 'A password reset', pointer = '#it-help') =>
      ({ ...base(), type: 'decline-report', why, pointer }) as const,
    mergeInto: (incident: string, why = '') => ({ ...base(), type: 'merge', into: incidentId(incident), why }) as const,
    unmerge: () => ({ ...base(), type: 'unmerge' }) as const,
    /** What the incident that is kept is told, once the other is merged. */
    absorb: (from: string, number: number, members: readonly Who[] = []) =>
      ({
        ...base(),
        type: 'absorb',
        from: incidentId(from),
        number,
        channel: channelId(`C${from}`),
        members: members.map((one) => one.user),
      }) as const,
    letGo: (from: string, number: number) => ({ ...base(), type: 'let-go', from: incidentId(from), number }) as const,
    linkRecurrence: (to: string) => ({ ...base(), type: 'link-recurrence', to: incidentId(to) }) as const,
    unlinkRecurrence: () => ({ ...base(), type: 'unlink-recurrence' }) as const,
    say: (text: string, message: Partial<Spoken> = {}) =>
      ({ ...base(), type: 'hear-message', ...hearing(text, message) }) as const,
    edit: (message: MessageTs, text: string) =>
      ({ ...base(), type: 'hear-edit', ...hearing(text, { ts: message }) }) as const,
    pin: (message: MessageTs) => ({ ...base(), type: 'pin-message', ts: message }) as const,
    unpin: (message: MessageTs) => ({ ...base(), type: 'unpin-message', ts: message }) as const,
    mark: (message: MessageTs, text: string) =>
      ({ ...base(), type: 'mark-message', message: spoken(text, { ts: message }) }) as const,
    editEntry: (entry: string, text: string) =>
      ({ ...base(), type: 'edit-entry', entry: entryId(entry), text }) as const,
    backdate: (entry: string, happenedAt: Moment) =>
      ({ ...base(), type: 'backdate-entry', entry: entryId(entry), happenedAt }) as const,
    keep: (entry: string) => ({ ...base(), type: 'keep-entry', entry: entryId(entry) }) as const,
    remove: (entry: string) => ({ ...base(), type: 'remove-entry', entry: entryId(entry) }) as const,
    editProse: (section: ProseSection, text: string) => ({ ...base(), type: 'edit-prose', section, text }) as const,
    publish: () => ({ ...base(), type: 'publish-postmortem' }) as const,
    export: () => ({ ...base(), type: 'export-postmortem' }) as const,
    stateImpact: (statements: readonly ImpactStatement[], withdrawn: readonly ImpactPart[] = []) =>
      ({ ...base(), type: 'state-impact', statements, withdrawn }) as const,
    awaitVendor: (vendor: Partial<Vendor> = {}, estimate?: Moment | null) =>
      ({
        ...base(),
        type: 'await-vendor',
        vendor: { name: 'Acme', ...vendor },
        ...(estimate !== undefined && { estimate }),
      }) as const,
    recordEstimate: (estimate: Moment) => ({ ...base(), type: 'record-estimate', estimate }) as const,
    endVendorWait: () => ({ ...base(), type: 'end-vendor-wait' }) as const,
    recordChange: (id: string, text: string, more: { undo?: string; madeAt?: Moment; madeBy?: UserId } = {}) =>
      ({ ...base(), type: 'record-change', change: changeId(id), text, undo: '', ...more }) as const,
    undoChange: (id: string) => ({ ...base(), type: 'undo-change', change: changeId(id) }) as const,
    startWatch: (length: WatchLength = 'three-days', exit = 'Nothing came back') =>
      ({ ...base(), type: 'start-watch', length, exit }) as const,
    tickWatch: (...done: readonly WatchItem[]) => ({ ...base(), type: 'tick-watch', done }) as const,
    endWatch: (words = '') => ({ ...base(), type: 'end-watch', words }) as const,
    breakWatch: (why = 'It is back') => ({ ...base(), type: 'break-watch', why }) as const,
    snooze: (kind: ReminderKind, forMs: number) => ({ ...base(), type: 'snooze-reminder', kind, forMs }) as const,
    stopReminding: (kind: ReminderKind) => ({ ...base(), type: 'stop-reminder', kind }) as const,
    retry: () => ({ ...base(), type: 'retry' }) as const,
  } satisfies Record<string, (...facts: never[]) => Command>
}

/** What Slack answers and tells. */
export const slack = (clock = '13:21') => {
  const base = () => wish(clock, { kind: 'slack' })
  return {
    openChannel: (name = 'inc-0042-checkout-is-down', channel = theChannel) =>
      ({ ...base(), type: 'record-channel', channel, name }) as const,
    nameTaken: (name: string) => ({ ...base(), type: 'record-name-taken', name }) as const,
    postCard: (card = ts('13:21')) => ({ ...base(), type: 'record-card', ts: card }) as const,
    pinCard: () => ({ ...base(), type: 'record-pin' }) as const,
    announce: (message = ts('13:21', 2)) =>
      ({ ...base(), type: 'record-announcement', channel: channelId('C0NEWS'), ts: message }) as const,
    draw: (part: PostmortemPart, pages = 1, drawn = 'a') =>
      ({ ...base(), type: 'record-postmortem-part', part, ts: ts('14:00', 3), drawn, pages }) as const,
    refuse: (effect: Effect, error: string, channel?: string) =>
      ({ ...base(), type: 'record-failure', effect, error, ...(channel !== undefined && { channel }) }) as const,
    renameChannel: (name: string) => ({ ...base(), type: 'record-rename', name }) as const,
    archive: (archived = true) => ({ ...base(), type: 'record-archive', archived }) as const,
    /** Stanch itself is taken out of the channel, or let in again. */
    presence: (present: boolean) => ({ ...base(), type: 'record-presence', present }) as const,
    deleteChannel: () => ({ ...base(), type: 'record-deletion' }) as const,
    askForLead: (message: MessageTs, to: Who = noa) =>
      ({ ...base(), type: 'record-lead-question', ts: message, to: to.user }) as const,
    mend: (effect: EffectType) => ({ ...base(), type: 'record-mended', effect }) as const,
    hearDeletion: (message: MessageTs) => ({ ...base(), type: 'hear-deletion', ts: message }) as const,
    /** Another app writes in the channel. */
    hearApp: (text: string) =>
      ({
        ...base(),
        type: 'hear-message',
        message: { ts: ts(clock), text, files: [], permalink: '' },
        timeZone: 'UTC',
        mentioned: named(text),
      }) as const,
  } satisfies Record<string, (...facts: never[]) => Command>
}

/** A due time has passed. */
export const remind = (kind: DueKind, clock: string, to: Who = noa, calendar: WorkCalendar = office) =>
  ({ ...wish(clock, { kind: 'clock' }), type: 'remind', kind, to: to.user, calendar }) as const

/** Declared by noa at 13:20 as a sev1. */
export const declared = by(noa, '13:20').declare()
/** Reported by layla at 13:20: a sync has stopped. */
export const reported = by(layla, '13:20').report()
/** And its channel is there, with the card and the announcement. */
export const opened = [declared, slack().openChannel(), slack().postCard(), slack().pinCard(), slack().announce()]
/** Resolved at 14:00, and its postmortem is in the channel. */
export const resolved = [
  ...opened,
  by(noa, '14:00').resolve(),
  slack('14:00').draw('root'),
  slack('14:00').draw('summary'),
]
