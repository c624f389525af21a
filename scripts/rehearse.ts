import { setTimeout as pause } from 'node:timers/promises'
import { drawMessage, drawView } from '../sandbox/draw.ts'
import type { Form } from '../sandbox/client.ts'
import { languages, type Language } from '../src/domain/incident.ts'
import { readEnvironment } from './start/environment.ts'
import { openStage, type Stage } from './stage/stage.ts'
import { scriptIn } from './stage/script.ts'

/**
 * `npm run rehearse -- [en|he|ar|ja] [--fast]`: a scripted incident, from the first word to the postmortem, played in
 * the terminal on the real parts: Bolt, PostgreSQL, and the local workspace in place of Slack.
 */
/** Root, summary, impact, one page of timeline, lessons, root cause, follow-ups. */
const postmortemParts = 7

const [wanted = 'en', ...flags] = process.argv.slice(2)
const language = languages.find((one) => one === wanted)
if (language === undefined) {
  console.error(`${JSON.stringify(wanted)} is no language that Stanch speaks: use one of ${languages.join(', ')}`)
  process.exitCode = 1
} else {
  await rehearse(language, flags.includes('--fast') ? 0 : 1_200)
}

async function rehearse(spoken: Language, beatMs: number): Promise<void> {
  const stage = await openStage({ settings: { ...readEnvironment('.env'), DEFAULT_LANGUAGE: spoken } })
  try {
    await play(stage, spoken, beatMs)
  } finally {
    await stage.close()
  }
}

async function play(stage: Stage, spoken: Language, beatMs: number): Promise<void> {
  const { slack, settle } = stage
  const script = scriptIn(spoken)
  const [noa, layla, ann] = [slack.as('noa'), slack.as('layla'), slack.as('ann')]
  const screen = await openScreen(stage)
  const beat = async (): Promise<void> => {
    await settle()
    await screen.show()
    await pause(beatMs)
  }

  screen.act('noa', `/incident declare sev1 ${script.title}`)
  await noa.types(`/incident declare sev1 ${script.title}`, { in: 'general' })
  await beat()
  const channel = await screen.follow()
  for (const person of [layla, ann]) {
    screen.act(person.name, 'Join')
    await person.joins(channel)
  }
  for (const [who, said] of script.talk) {
    await slack.as(who).says(said, { in: channel })
    await beat()
  }
  screen.act('layla', '/incident update')
  await layla.types(`/incident update ${script.update}`, { in: channel })
  await beat()
  screen.act('noa', '/incident status monitoring')
  await noa.types('/incident status monitoring', { in: channel })
  await beat()
  screen.act('noa', '/incident resolve')
  await noa.types('/incident resolve', { in: channel })
  const form = await noa.form()
  screen.form(form)
  await (await form.fill(answersFor(form, script.resolution))).submit()
  await beat()
  await screen.thread()
}

/** The form's inputs in their order, whatever their labels say in this language. */
function answersFor(form: Form, answers: readonly string[]): Record<string, string> {
  return Object.fromEntries(form.labels().map((label, index) => [label, answers[index] ?? '']))
}

/** What a person sitting in front of Slack sees, as it appears. */
async function openScreen({ slack }: Stage) {
  const users = await slack.users()
  const names = (id: string) => users.find((user) => user.id === id)?.name
  const look = { names, width: Math.min(process.stdout.columns ?? 100, 100), colour: process.stdout.isTTY === true }
  const seen = new Map<string, string>()
  let channel = ''
  const showIn = async (place: string): Promise<void> => {
    for (const message of await slack.messages(place)) {
      const drawn = drawMessage(message, look)
      const key = `${place}/${message.ts}`
      if (seen.get(key) === drawn) continue
      console.log(`\n#${place}${seen.has(key) ? ' (edited)' : ''}\n${drawn}`)
      seen.set(key, drawn)
    }
  }
  return {
    act: (who: string, what: string): void => console.log(`\n>>> ${who}: ${what}`),
    form: (form: Form): void => console.log(`\n${drawView(form.view, look)}`),
    show: async (): Promise<void> => {
      await showIn('incidents')
      if (channel !== '') await showIn(channel)
    },
    follow: async (): Promise<string> => {
      channel = (await slack.channels()).find(({ name }) => name.startsWith('inc-'))?.name ?? ''
      if (channel === '') throw new Error('The incident has no channel')
      await showIn(channel)
      return channel
    },
    /** The postmortem: the last root of a thread. Its parts come one a second, as Slack takes them. */
    thread: async (): Promise<void> => {
      const parts = await slack.until(
        async () => {
          const roots = (await slack.messages(channel)).filter((message) => (message.reply_count ?? 0) > 0)
          const thread = await slack.thread(channel, roots.at(-1)?.ts ?? '')
          return thread.length >= postmortemParts && thread
        },
        { timeoutMs: 30_000, what: 'the postmortem' },
      )
      for (const message of parts) console.log(`\n${drawMessage(message, look)}`)
    },
  }
}
