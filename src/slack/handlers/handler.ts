import type { CustomerChannels } from '../customer-channels.ts'
import type { KnownBlock, ModalView } from '@slack/types'
import type { Alongside, Door } from '../../app/handle.ts'
import type { Meter } from '../../app/measure.ts'
import type { Clock, Inbox, Log, Outbox, People, Reads, ReplyAddress, Services } from '../../app/ports.ts'
import type { Actor, Standing } from '../../domain/commands/wish.ts'
import type { Report } from '../../domain/health.ts'
import {
  type ChannelId,
  type CommandId,
  type MessageTs,
  type Moment,
  type UserId,
  commandId,
} from '../../domain/ids.ts'
import type { Incident, Language, SourceMessage } from '../../domain/incident.ts'
import type { LettersInside } from './letters-inside.ts'
import type { Destination } from '../../domain/public-updates.ts'
import type { Rules } from '../../domain/situation.ts'
import type { Unsayable } from '../../domain/unsaid.ts'
import type { T, TextKey } from '../../text/text.ts'
import type { Home } from '../profiles.ts'

/** Views are opened by the handlers' edge alone, for a trigger lives three seconds; they are the only direct calls. */
export type Forms = {
  /** `views.open`. One try: a trigger is good for one use (https://docs.slack.dev/surfaces/modals). */
  open(trigger: string, view: ModalView): Promise<void>
  /** `views.push`, onto the view in which a button was pressed. */
  push(trigger: string, view: ModalView): Promise<void>
  /** `views.update`; with `hash`, only if nobody changed the view meanwhile. */
  update(viewId: string, hash: string | undefined, view: ModalView): Promise<void>
  /** Answers through a response_url, for the person who asked alone. One try. */
  respond(url: string, words: Words): Promise<void>
}

/** How everything stands, and the ways to begin anew what was given up. */
export type Health = {
  look(): Promise<Report>
  /** Why the database was found away last, at once; undefined while it is not known to be. */
  whyNoDatabase(): string | undefined
  readonly outbox: Pick<Outbox, 'parked' | 'tryAgain' | 'isWaiting'>
  readonly inbox: Pick<Inbox, 'parked' | 'tryAgain'>
  /** Asks Slack at once whether it takes the token again; if so, what was held goes out. */
  askToken(): Promise<boolean>
  /** There may be work. */
  nudge(): void
}

/** How customers are reached, in which languages they read, and what they must not. */
export type CustomerReach = {
  /** At least one. */
  readonly languages: readonly Language[]
  /** Every way out that is set up. */
  readonly to: readonly Destination[]
  readonly channels: CustomerChannels
  readonly unsayable: (incident: Incident) => Promise<Unsayable>
}

/** What the rooms beside Slack lend to every handler; built once, by `main`. */
export type House = {
  readonly door: Door
  readonly reads: Reads
  readonly people: People
  readonly services: Services
  readonly clock: Clock
  readonly newId: () => string
  /**
   * The workspace that Stanch serves: who belongs to another one is an outsider. `domain` is the `acme` of
   * acme.slack.com.
   */
  readonly team: Home & { readonly domain: string }
  /** Our own bot: its user id in messages, its bot id in posts. */
  readonly bot: { readonly user: UserId; readonly id: string }
  readonly guests: Rules['guests']
  /** Where routine support belongs, as the settings say; a declined report points there unless somebody says otherwise. */
  readonly supportPointer: string | undefined
  readonly defaultLanguage: Language
  /** `SLACK_API_URL`: a response_url on its host is answered too. */
  readonly slackApiUrl: string
  readonly forms: Forms
  /** Letters to colleagues; undefined where e-mail is off. */
  readonly letters: LettersInside | undefined
  /** How customers of this workspace are reached. */
  readonly customers: CustomerReach
  readonly health: Health
  /** Slack's code while it takes no token of ours: what is asked is recorded, and nothing of it shows. */
  readonly held: () => string | undefined
  readonly meter: Meter
  readonly log: Log
}

/** Who asks for something: the same for words, presses, forms and shortcuts. */
export type Asked = {
  /** Names this request: the command that comes of it carries the same id (`wish`). */
  readonly id: CommandId
  readonly at: Moment
  readonly by: Extract<Actor, { kind: 'person' }>
  readonly user: UserId
  /** The reader's own language, for everything that they alone see. */
  readonly language: Language
  readonly t: T
  /** IANA zone of the person. */
  readonly timeZone: string
  /** Where it was asked; absent in forms and global shortcuts. */
  readonly channel?: ChannelId
  readonly reply?: ReplyAddress
}

/** A slash command, with its first word taken off. */
export type Said = Asked & {
  readonly channel: ChannelId
  /** What stands behind the word, as Slack sends it: entities, `<@U1|name>` tokens. Read people from here. */
  readonly raw: string
  /** The same as a person reads it: decoded once, inert. Record this. */
  readonly text: string
}

/** A press on a button, or a choice in a menu. */
export type Pressed = Asked & {
  /**
   * The button's value, the chosen option's value or the chosen person; '' when there is none. Looked up, never
   * trusted.
   */
  readonly value: string
  /** The block_id around it. */
  readonly block: string
  /** The message that it stands in. */
  readonly message?: { readonly channel: ChannelId; readonly ts: string; readonly threadTs?: string }
  /** The form that it stands in, with its `private_metadata` and what was filled in so far. */
  readonly form?: FormState & { readonly id: string; readonly hash?: string }
}

/** What stands in an open form. */
export type FormState = {
  readonly metadata: string
  /** What was typed or chosen, by block_id; '' when left empty. Several choices are joined by commas. */
  answer(block: string): string
}

/** A form that was handed in. */
export type Submitted = Asked & FormState

/** A shortcut: on a message (then with it), or from anywhere. */
export type Called = Asked & { readonly message?: SourceMessage & { readonly threadTs?: MessageTs } }

/** Said to one person, privately. `blocks` repeat the text and add buttons. */
export type Words = { readonly text: string; readonly blocks?: readonly KnownBlock[] }

/** What comes back from a word, a press or a shortcut; a `view` is opened with the trigger that came along. */
export type Answer =
  | { readonly say: Words }
  | { readonly open: ModalView }
  /** Only for a press inside a form: another form over it, or the same one redrawn. */
  | { readonly push: ModalView }
  | { readonly redraw: ModalView }
  /** What was done shows by itself. */
  | 'done'

/** What comes back from a form: it closes, says what is wrong under a block, or shows another view in its place. */
export type FormAnswer = 'close' | { readonly errors: Readonly<Record<string, string>> } | { readonly show: ModalView }

/** A word that has a help line in the catalogue: a word without one does not compile. */
type WordWithHelp = Extract<TextKey, `help.${string}`> extends `help.${infer Word}` ? Word : never

/** A word after `/incident`, with its help line's usage. */
export type SlashWord = {
  /** The English word; it names the help line `help.<word>` and stands in every answer. */
  readonly word: WordWithHelp
  /** The same word in the other languages, and other names that people try. */
  readonly aliases: readonly string[]
  /** What follows the word, for the help: `sev1 | sev2 | sev3 | sev4`. Latin in every language. */
  readonly usage: string
  /** Where it makes sense, for the help: in an incident's channel only, or anywhere. */
  readonly where: 'incident' | 'anywhere'
  answer(said: Said, house: House): Promise<Answer>
  /**
   * What it says while the database is away, instead of that nothing is recorded: for words that ask how Stanch is.
   * Nobody knows who asks then.
   */
  readonly whileAway?: (house: House, t: T) => string
}

/**
 * One thing a person can do: its slash word, its buttons, its forms, its shortcuts; whichever it has. Keys are the
 * action_id and callback_id constants of the views that draw them. No handler catches anything, acknowledges anything
 * or knows Bolt: `edge.ts` does, and it acknowledges when the promise resolves, so whatever the answer says is
 * committed.
 */
export type Handler = {
  readonly slash?: SlashWord
  readonly presses?: Readonly<Record<string, (pressed: Pressed, house: House) => Promise<Answer>>>
  readonly submits?: Readonly<Record<string, (submitted: Submitted, house: House) => Promise<FormAnswer>>>
  readonly shortcuts?: Readonly<Record<string, (called: Called, house: House) => Promise<Answer>>>
}

/** The part of a command that says who wishes it. Two commands of one press differ in `part`. */
export const wish = (asked: Asked, part?: string): { id: CommandId; at: Moment; by: Asked['by'] } => ({
  id: part === undefined ? asked.id : commandId(`${asked.id}/${part}`),
  at: asked.at,
  by: asked.by,
})

/** For a press: its acknowledgement carries no words, so a refusal goes to the presser through the outbox. */
export const aloud = (asked: Asked): Alongside => ({ reply: asked.reply, aloud: true })

/** For a slash word: its acknowledgement carries the answer; the address is for what comes later. */
export const quietly = (asked: Asked): Alongside => ({ reply: asked.reply })

/**
 * How a person stands: who comes from another workspace is an outsider, whatever is known of them; unless both are of
 * one Enterprise organisation, whose colleagues are known by their profile (`personFrom`).
 */
export const standingOf = (known: Standing | undefined, team: string | undefined, home: Home): Standing => {
  const isElsewhere = team !== undefined && team !== home.id
  if (isElsewhere && home.enterprise === undefined) return 'outsider'
  if (known !== undefined) return known
  // Not in our list yet (joined a moment ago): Slack's own word that they are of this workspace counts.
  return team === home.id ? 'member' : 'outsider'
}
