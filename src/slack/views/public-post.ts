import type { KnownBlock } from '@slack/types'
import type { Moment } from '../../domain/ids.ts'
import type { PublicText, Wording } from '../../domain/public-updates.ts'
import type { T } from '../../text/text.ts'
import { escape, escapeLines } from '../mrkdwn.ts'
import { stageWord } from './customers-words.ts'
import { bold, context, message, type MessageView, section, typedSections } from './message.ts'
import { when } from './moments.ts'

/** What customers read in one language, as a Slack channel shows it; `t` is of that language. */
export const publicPost = (wording: Wording, text: PublicText, now: Moment, t: T): MessageView =>
  message(
    [escape(text.title), stageWord(wording.stage, t), escapeLines(text.body), promise(wording, now, t)],
    publicBlocks(wording, text, now, t),
  )

/** The same as blocks, for a preview among others. */
export const publicBlocks = (wording: Wording, text: PublicText, now: Moment, t: T): (KnownBlock | undefined)[] => [
  section([bold(escape(text.title)), stageWord(wording.stage, t)]),
  ...typedSections(text.body),
  context([promise(wording, now, t)]),
]

const promise = ({ nextUpdateDue }: Wording, now: Moment, t: T): string | undefined =>
  nextUpdateDue === undefined ? undefined : t('public.next-update', { at: when(nextUpdateDue, now, t) })
