import { z } from 'zod'

/*
 * What Slack sends to an interactive request, as far as it is used; everything else is passed over. Shapes:
 * docs.slack.dev/reference/interaction-payloads and docs.slack.dev/interactivity/implementing-slash-commands. `team` is
 * null for org-wide installs; `user.team_id` names the presser's own workspace, which in a shared channel may be
 * another.
 */

const id = z.string().min(1)
/** Of a person or a channel: it will stand in markup, so nothing that could end it there is taken for one. */
const slackId = z.string().regex(/^\w{1,64}$/)
/** Slack leaves out what is not there, or says null, as it likes. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined)
const person = z.object({ id: slackId, team_id: z.string().optional() })
const team = maybe(z.object({ id, domain: z.string().optional() }))

/** A slash command, as Slack sends it. */
export const slashPayload = z.object({
  text: z.string().default(''),
  user_id: slackId,
  team_id: z.string().optional(),
  channel_id: slackId,
  trigger_id: id,
  response_url: z.string().optional(),
})

const option = z.object({ value: z.string() })

/** A filled element, or one that was pressed: each kind carries its value under its own name. */
const element = z.object({
  value: maybe(z.string()),
  selected_option: maybe(option),
  selected_options: maybe(z.array(option)),
  selected_user: maybe(slackId),
  selected_users: maybe(z.array(slackId)),
  selected_conversations: maybe(z.array(slackId)),
  selected_date: maybe(z.string()),
  selected_time: maybe(z.string()),
  selected_date_time: maybe(z.number()),
})

const values = z.record(z.string(), z.record(z.string(), element))
const view = z.object({
  id,
  callback_id: z.string(),
  private_metadata: z.string().default(''),
  hash: z.string().optional(),
  state: maybe(z.object({ values })),
})

/** A press on a button or a choice in a menu, in a message or in a form. */
export const pressPayload = z.object({
  user: person,
  team,
  channel: maybe(z.object({ id: slackId })),
  container: maybe(
    z.object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: slackId.optional(),
    }),
  ),
  message: maybe(z.object({ ts: z.string(), thread_ts: z.string().optional() })),
  view: maybe(view),
  actions: z.array(element.extend({ action_id: id, block_id: z.string().default('') })).min(1),
  trigger_id: id,
  response_url: z.string().optional(),
})

/** A form that was handed in. */
export const submitPayload = z.object({
  user: person,
  team,
  view: view.extend({ app_installed_team_id: z.string().optional() }),
})

const file = z.object({
  name: maybe(z.string()),
  title: maybe(z.string()),
  mimetype: maybe(z.string()),
  permalink: maybe(z.string()),
})

const attachment = z.object({
  title: z.string().optional(),
  text: z.string().optional(),
  fallback: z.string().optional(),
})

/** A shortcut: a global one, or one on a message. */
export const shortcutPayload = z.object({
  callback_id: id,
  user: person,
  team,
  trigger_id: id,
  response_url: z.string().optional(),
  channel: maybe(z.object({ id: slackId })),
  message: maybe(
    z.object({
      ts: id,
      thread_ts: z.string().optional(),
      user: slackId.optional(),
      bot_id: z.string().optional(),
      text: z.string().default(''),
      files: z.array(file).optional(),
      attachments: z.array(attachment).optional(),
    }),
  ),
})

/** What the handlers read of each of them. */
export type SlashPayload = z.infer<typeof slashPayload>
export type PressPayload = z.infer<typeof pressPayload>
export type AttachmentPayload = z.infer<typeof attachment>
export type SubmitPayload = z.infer<typeof submitPayload>
export type ShortcutPayload = z.infer<typeof shortcutPayload>
export type FilledElement = z.infer<typeof element>
export type FilledView = z.infer<typeof view>

/** What was typed or chosen in an element; '' for nothing, several choices joined by commas. */
export const chosenIn = (filled: FilledElement): string =>
  filled.selected_option?.value ??
  filled.selected_user ??
  filled.selected_date ??
  filled.selected_time ??
  filled.selected_date_time?.toString() ??
  filled.selected_options?.map((one) => one.value).join(',') ??
  filled.selected_users?.join(',') ??
  filled.selected_conversations?.join(',') ??
  filled.value ??
  ''

/** The answers of a view by block_id: each of our input blocks holds one element. */
export const answersOf = (filled: FilledView): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(filled.state?.values ?? {}).map(([block, elements]) => [
      block,
      Object.values(elements).map(chosenIn).join(','),
    ]),
  )
