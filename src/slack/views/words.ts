import type { Incident, Kind, Role, Severity, Status } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'

/** sev1 … sev4, the same in every language. */
export const severityWord = (severity: Severity, t: T): string => t(`severity.${severity}`)
/** A status as a label. */
export const statusWord = (status: Status, t: T): string => t(`status.${status}`)
/** A role as a label, named by the work and not by the person; the lead is shown as incident commander. */
export const roleWord = (role: Role, t: T): string => t(`role.${role}`)
/** What kind of incident, as a label. */
export const kindWord = (kind: Kind, t: T): string => t(`kind.${kind}`)

/** The one emoji there is. It repeats what the word beside it says, so that nobody needs to tell colours apart. */
export const severityMark = (severity: Severity): string =>
  ({ sev1: '🔴', sev2: '🟠', sev3: '🟡', sev4: '⚪' })[severity]

/** INC-42: the name of an incident in every language. */
export const incidentName = (incident: Pick<Incident, 'number'> | number): string =>
  `INC-${typeof incident === 'number' ? incident : incident.number}`
