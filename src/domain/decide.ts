import type { Command } from './commands.ts'
import { decideAnswers } from './decide/answers.ts'
import { decideCustomers } from './decide/customers.ts'
import { decideBeginning, decideEnd, decideJoin, decideReopen, decideSettings } from './decide/incident.ts'
import { decideImpact } from './decide/impact.ts'
import { decideMessage } from './decide/messages.ts'
import { decideChange } from './decide/production-changes.ts'
import { decideRecurrence } from './decide/recurrence.ts'
import { decideRemind, decideReminderAnswer } from './decide/reminders.ts'
import { decideRole } from './decide/roles.ts'
import { decideAnswer } from './decide/slack.ts'
import { decideLink, decideMerge, decideReport, decideUnmerge } from './decide/triage.ts'
import { decideEntry, decidePostmortem } from './decide/timeline.ts'
import { decideVendor } from './decide/vendor.ts'
import { decideWatch } from './decide/watch.ts'
import { decideWords } from './decide/words.ts'
import { refuseByStanding } from './standing.ts'
import type { Decision, Rules, Situation } from './situation.ts'

/**
 * What happens because of a command: happenings, or a refusal in words. Pure: time, ids and language came with the
 * command. The answer of Slack to a current claim is never refused: it is a fact, and `react` tidies up.
 */
export const decide = (command: Command, situation: Situation, rules: Rules): Decision => {
  switch (command.type) {
    case 'declare':
    case 'report':
      return refused(refuseByStanding(command, rules)) ?? decideBeginning(command, situation, rules)

    case 'hear-message':
    case 'hear-edit':
    case 'hear-deletion':
    case 'pin-message':
    case 'unpin-message':
      return situation.incident === undefined
        ? nowhere
        : decideMessage(command, { ...situation, incident: situation.incident }, rules)

    case 'record-channel':
    case 'record-name-taken':
    case 'record-card':
    case 'record-pin':
    case 'record-announcement':
    case 'record-lead-question':
    case 'record-postmortem-part':
    case 'record-failure':
    case 'record-mended':
    case 'record-rename':
    case 'record-archive':
    case 'record-deletion':
    case 'record-presence':
    case 'record-publication':
    case 'record-approval-asked':
      return situation.incident === undefined ? nowhere : decideAnswer(command, situation.incident)

    case 'absorb':
    case 'let-go':
    case 'learn-channel':
      return situation.incident === undefined ? nowhere : decideLink(command, situation.incident)

    case 'remind':
      return situation.incident === undefined ? nowhere : decideRemind(command, situation.incident)

    default: {
      const { incident } = situation
      if (incident === undefined) return nowhere
      const no = refused(refuseByStanding(command, rules))
      if (no !== undefined) return no
      switch (command.type) {
        case 'join':
          return decideJoin(command)
        case 'set-severity':
        case 'set-status':
        case 'rename':
        case 'set-language':
          return decideSettings(command, incident)
        case 'resolve':
        case 'cancel':
          return decideEnd(command, incident)
        case 'answer-resolution':
          return decideAnswers(command, incident)
        case 'accept-report':
        case 'decline-report':
          return decideReport(command, incident)
        case 'merge':
          return decideMerge(command, incident, situation.other)
        case 'unmerge':
          return decideUnmerge(command, incident)
        case 'reopen':
          return decideReopen(command, incident)
        case 'assign-role':
        case 'release-role':
        case 'undo-role':
          return decideRole(command, incident, rules)
        case 'post-update':
        case 'add-note':
        case 'add-follow-up':
        case 'complete-follow-up':
          return decideWords(command, incident)
        case 'state-impact':
          return decideImpact(command, { ...situation, incident })
        case 'await-vendor':
        case 'record-estimate':
        case 'end-vendor-wait':
          return decideVendor(command, incident)
        case 'record-change':
        case 'undo-change':
          return decideChange(command, incident)
        case 'start-watch':
        case 'tick-watch':
        case 'end-watch':
        case 'break-watch':
          return decideWatch(command, incident)
        case 'link-recurrence':
        case 'unlink-recurrence':
          return decideRecurrence(command, incident, situation.other)
        case 'mark-message':
          return decideMessage(command, { ...situation, incident }, rules)
        case 'edit-entry':
        case 'backdate-entry':
        case 'keep-entry':
        case 'remove-entry':
          return decideEntry(command, { ...situation, incident })
        case 'edit-prose':
        case 'publish-postmortem':
        case 'export-postmortem':
        case 'retry':
          return decidePostmortem(command, incident)
        case 'draft-public-update':
        case 'edit-public-update':
        case 'send-back-public-update':
        case 'withdraw-public-update':
        case 'approve-public-update':
          return decideCustomers(command, incident)
        case 'snooze-reminder':
        case 'stop-reminder':
          return decideReminderAnswer(command, incident)
      }
    }
  }
}

const nowhere: Decision = { refusal: { code: 'no-incident-here' } }

const refused = (refusal: ReturnType<typeof refuseByStanding>): Decision | undefined =>
  refusal === undefined ? undefined : { refusal }
