import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

/**
 * Refuses a channel name as conversations.create and .rename do. Letters of any script are taken, as Slack's Japanese
 * help page says; an archived or private channel holds its name as well.
 */
export const checkName = (parts: Parts, name: string | undefined): string => {
  if (name === undefined || name === '') throw new Refusal('invalid_name_required')
  if ([...name].length > 80) throw new Refusal('invalid_name_maxlength')
  if (/^[\p{P}]+$/u.test(name)) throw new Refusal('invalid_name_punctuation')
  if (/\p{Lu}/u.test(name) || !/^[\p{L}\p{M}\p{N}_-]+$/u.test(name)) throw new Refusal('invalid_name_specials')
  if (parts.workspace.state.channels.some((channel) => channel.kind !== 'im' && channel.name === name)) {
    throw new Refusal('name_taken')
  }
  return name
}
