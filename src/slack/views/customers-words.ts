import { channelIn, type Destination, type PublicStage } from '../../domain/public-updates.ts'
import type { UnsaidKind } from '../../domain/unsaid/kinds.ts'
import type { T } from '../../text/text.ts'
import { channelLink, escape } from '../mrkdwn.ts'

/** A public stage in the catalogue's words. */
export const stageWord = (stage: PublicStage, t: T): string => t(`public.stage-${stage}`)

/** What is marked, in the catalogue's words. */
export const unsaidWord = (kind: UnsaidKind, t: T): string => t(`unsaid.${kind}`)

/** A way to customers by its name, in mrkdwn; a channel as a link. */
export const destinationWord = (to: Destination, t: T): string => {
  const channel = channelIn(to)
  return channel !== undefined && isId.test(channel) ? channelLink(channel) : destinationPlain(to, t)
}

/** Where a public update goes, in a line. */
export const goesToLine = (to: readonly Destination[], t: T): string =>
  t('form.public-draft.goes-to', { to: t.list(to.map((one) => destinationWord(one, t))) })

/** The same without links, for a document outside Slack. */
export const destinationPlain = (to: Destination, t: T): string => {
  if (to === 'status-page' || to === 'email') return t(`destination.${to}`)
  const channel = channelIn(to)
  if (channel === undefined) return t('destination.webhook', { id: escape(to.slice('webhook/'.length)) })
  return isId.test(channel) ? t('destination.channel') : `#${escape(channel)}`
}

/* A channel is set up by its name or its id, which is in capitals. */
const isId = /^[CG][A-Z0-9]+$/
