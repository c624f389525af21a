import type { Person } from '../app/ports.ts'

/**
 * What Slack itself shows of a person: the display name they chose, else their full name; the handle only where there
 * is neither.
 */
export const shownName = ({ displayName, realName, name }: Pick<Person, 'displayName' | 'realName' | 'name'>): string =>
  displayName || realName || name
