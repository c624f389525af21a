import type { ActionsBlock, Button, Overflow } from '@slack/types'
import { type Incident, isOpen, openStatuses, type Role, roles, severities } from '../../domain/incident.ts'
import { type IncidentId, type Moment, incidentId } from '../../domain/ids.ts'
import { isWatchOffered } from '../../domain/watch.ts'
import type { T } from '../../text/text.ts'
import { severityWord, statusWord } from './words.ts'
import { actions, button, menu, option } from './message.ts'
import { unmergeButton } from './triage.ts'
import { planWatchButton } from './watch.ts'

/**
 * Menus; the chosen option's value is a severity, a status, a role. The incident is in the block's id
 * (`incidentOfBlock`).
 */
export const severityMenuAction = 'card-severity'
export const statusMenuAction = 'card-status'
export const roleMenuAction = 'card-role'
/** The overflow menu; its values are `cardMenu`. */
export const cardMenuAction = 'card-menu'
export const cardMenu = ['rename', 'timeline', 'cancel', 'more', 'help'] as const
/** One line of that menu. */
export type CardMenuChoice = (typeof cardMenu)[number]

/** Buttons, here and under reminders and refusals; their value is the incident's id. */
export const postUpdateAction = 'post-update'
export const addFollowUpAction = 'add-follow-up'
export const resolveAction = 'resolve'
export const reopenAction = 'reopen'
export const retryAction = 'retry'
/** One for each role, so that one card may offer two. */
export const takeRoleActions = { lead: 'take-lead', comms: 'take-comms', scribe: 'take-scribe' } as const

const blockPrefix = 'incident'

/**
 * The incident of a menu, from the `block_id` around it (menus carry no value of their own); undefined for any other
 * block.
 */
export const incidentOfBlock = (blockId: string): IncidentId | undefined => {
  const [prefix, id] = blockId.split('/')
  return prefix === blockPrefix && id !== undefined && id !== '' ? incidentId(id) : undefined
}

/** The `block_id` of menus about an incident; `shown` is unique within the message. */
export const blockOf = (incident: Incident, shown: string): string => `${blockPrefix}/${incident.id}/${shown}`

/**
 * At most two rows. Slack's clients keep what a person chose in a menu for as long as its block has the same id, even
 * if the message says otherwise since; so the menus' id changes with what they show.
 * https://docs.slack.dev/reference/block-kit/blocks/actions-block
 */
export const cardControls = (incident: Incident, now: Moment, t: T): (ActionsBlock | undefined)[] =>
  isOpen(incident)
    ? [
        actions(menus(incident, t), blockOf(incident, shownInMenus(incident))),
        actions(
          [
            postUpdateButton(incident, t),
            followUpButton(incident, t),
            resolveButton(incident, t),
            ...(isWatchOffered(incident) ? [planWatchButton(incident, t)] : []),
            rare(['more', 'timeline', 'rename', 'cancel', 'help'], t),
          ],
          blockOf(incident, 'open'),
        ),
      ]
    : [actions([...again(incident, now, t), rare(['more', 'timeline', 'help'], t)], blockOf(incident, 'ended'))]

/** What can still be done with one that is over: a merged one is not reopened but un-merged, while that is possible. */
const again = (incident: Incident, now: Moment, t: T): Button[] => {
  if (incident.status !== 'merged') return [reopenButton(incident, t), followUpButton(incident, t)]
  const undo = unmergeButton(incident, now, t)
  return undo === undefined ? [] : [undo]
}

const menus = (incident: Incident, t: T) => [
  menu(
    severityMenuAction,
    t('card.severity-placeholder'),
    severities.map((severity) => option(severityWord(severity, t), severity, t(`severity.${severity}-description`))),
    incident.severity,
  ),
  menu(
    statusMenuAction,
    t('card.status-placeholder'),
    openStatuses.map((status) => option(statusWord(status, t), status)),
    incident.status,
  ),
  menu(
    roleMenuAction,
    t('card.role-placeholder'),
    roles.map((role) => option(t(`role.${role}-option`), role)),
  ),
]

const shownInMenus = ({ severity, status, roles: held }: Incident): string =>
  [severity, status, ...roles.map((role) => held[role]?.since ?? 0)].join('-')

const rare = (choices: readonly CardMenuChoice[], t: T): Overflow => ({
  type: 'overflow',
  action_id: cardMenuAction,
  options: choices.map((choice) => option(t(`card.${choice}-option`), choice)),
})

const followUpButton = (incident: Incident, t: T): Button =>
  button(t('card.add-follow-up-button'), addFollowUpAction, incident.id)

/** *Reopen*, wherever somebody meets an incident that is over. */
export const reopenButton = (incident: Incident, t: T): Button =>
  button(t('card.reopen-button'), reopenAction, incident.id)

/** *Post update*, wherever one is wanted. */
export const postUpdateButton = (incident: Incident, t: T): Button =>
  button(t('card.post-update-button'), postUpdateAction, incident.id, 'primary')

/** *Resolve*: opens the form. */
export const resolveButton = (incident: Incident, t: T): Button =>
  button(t('card.resolve-button'), resolveAction, incident.id)

/** *Take the lead*, *Take comms*, *Take scribe*. */
export const takeRoleButton = (role: Role, incident: Incident, t: T): Button =>
  button(t(`card.take-${role}-button`), takeRoleActions[role], incident.id, role === 'lead' ? 'primary' : undefined)

/** *Try again*, under what Slack had refused. */
export const retryButton = (incident: Incident, t: T): Button =>
  button(t('card.retry-button'), retryAction, incident.id)
