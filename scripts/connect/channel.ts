import { z } from 'zod'
import { Failure } from '../../src/app/failure.ts'
import { isWell } from '../../src/domain/health.ts'
import type { Call } from '../../src/slack/call.ts'
import { checkAnnouncements } from '../../src/slack/checks.ts'
import { announceChannel } from '../../src/slack/perform/announcement.ts'
import { printed } from '../doctor/line.ts'
import { lineOf } from '../doctor/words.ts'
import type { Identity } from './ask-slack.ts'
import { agrees, type Terminal } from './terminal.ts'

const created = z.object({ channel: z.object({ id: z.string() }) })

/**
 * Looks whether incidents can be announced, and offers to create the channel where Stanch is in none of that name. It
 * cannot go into one by itself: that takes a scope which it has no other use for, so somebody invites it. Resolves with
 * whether it stands.
 */
export const settleChannel = async (parts: {
  readonly call: Call
  readonly wanted: string
  readonly who: Identity
  readonly terminal: Terminal
}): Promise<boolean> => {
  const { call, wanted, who, terminal } = parts
  const look = () =>
    // A bot of its own each time: what was found of a name is remembered for as long as the bot's object lives.
    checkAnnouncements({
      call,
      announceChannel: () => announceChannel({ call, announceChannel: wanted, bot: { ...who.bot } }),
      announceName: wanted,
    })
  for (let mayCreate = isName(wanted); ;) {
    const check = await look()
    terminal.say(printed(lineOf(check, {})))
    if (isWell(check)) return true
    if (!terminal.isInteractive) return false
    if (mayCreate && check.error === 'channel_not_found') {
      mayCreate = false
      if (await agrees(terminal, `Shall Stanch create #${wanted} now? It is public, and you can join it in Slack.`)) {
        terminal.say(await create(wanted, call))
        continue
      }
    }
    const answer = await terminal.ask('When that is done press Enter, to look again; or type skip: ')
    if (/^\s*s/i.test(answer)) return false
  }
}

/** ANNOUNCE_CHANNEL may be an id, which nobody can create. */
const isName = (wanted: string): boolean => !/^[CG][A-Z0-9]{6,}$/.test(wanted)

/** What came of it, in words. Slack does not say which channels there are that the bot is not in, but that one is. */
const create = async (name: string, call: Call): Promise<string> => {
  try {
    await call('conversations.create', { name, is_private: false }, created)
    return `#${name} is there.`
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.code === 'name_taken'
      ? `There is a #${name} already: type /invite @Stanch in it.`
      : `Slack did not create it (${error.code}): create #${name} yourself and type /invite @Stanch in it.`
  }
}
