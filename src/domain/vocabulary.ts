/*
 * The words of the field, each with all that it can be. What an incident is made of is written in them.
 */

/** From the worst on. */
export const severities = ['sev1', 'sev2', 'sev3', 'sev4'] as const

/** How bad it is. */
export type Severity = (typeof severities)[number]

/** In the order in which an incident goes through them, if it goes well. */
export const openStatuses = ['investigating', 'identified', 'contained', 'monitoring'] as const

/** How far the work has come. */
export type OpenStatus = (typeof openStatuses)[number]

/** How an incident can have ended. */
export const endings = ['resolved', 'declined', 'merged', 'cancelled'] as const

/** One such end. */
export type Ending = (typeof endings)[number]

/** How it stands: reported and waiting for somebody's judgement, open, or how it ended. */
export type Status = 'triage' | OpenStatus | Ending

/** The lead is shown as incident commander. */
export const roles = ['lead', 'comms', 'scribe'] as const

/** What somebody has taken on in an incident; one holder each. */
export type Role = (typeof roles)[number]

/** In the order of the form's menu. */
export const kinds = ['outage', 'degradation', 'data', 'security', 'change', 'other'] as const

/** What sort of thing is broken. */
export type Kind = (typeof kinds)[number]

/** The languages that Stanch speaks, by their ISO 639 codes. */
export const languages = ['en', 'he', 'ar', 'ja'] as const

/** One of them: of a person, a channel or the workspace. */
export type Language = (typeof languages)[number]

/** Open means that it is an incident, and somebody may still be hurt by it: not in triage, and not over. */
export const isOpen = ({ status }: { readonly status: Status }): boolean => status !== 'triage' && !hasEnded({ status })

/** It is over, however it ended: nobody waits for anything. */
export const hasEnded = ({ status }: { readonly status: Status }): boolean => isEnding(status)

const isEnding = (status: Status): status is Ending => endings.some((ending) => ending === status)
