import { setTimeout as pause } from 'node:timers/promises'
import { drawMessage, drawView } from '../sandbox/draw.ts'
import { act, follow, openStage as openSet } from '../sandbox/play/perform.ts'
import { scenesOf, type Scene } from '../sandbox/play/scenes.ts'
import { languages, scriptIn, type Language } from '../sandbox/play/script.ts'
import { readEnvironment } from './start/environment.ts'
import { openStage, type Stage } from './stage/stage.ts'

/*
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
  const { sandbox, settle } = stage
  const set = openSet(sandbox)
  const screen = await openScreen(stage, () => set.channel)
  for (const scene of scenesOf(scriptIn(spoken), spoken, false)) {
    screen.act(scene)
    const trouble = (await act(sandbox, scene, set)) ?? (await follow(sandbox, scene, set))
    if (trouble !== undefined)
      throw new Error(`The play came to a halt: ${[trouble.code, 'error' in trouble ? trouble.error : ''].join(': ')}`)
    await settle()
    await screen.show(scene)
    await pause(beatMs)
  }
  await screen.thread()
}

/** What a person sitting in front of Slack sees, as it appears. */
async function openScreen({ slack }: Stage, incident: () => string | undefined) {
  const users = await slack.users()
  const names = (id: string) => users.find((user) => user.id === id)?.name
  const look = { names, width: Math.min(process.stdout.columns ?? 100, 100), colour: process.stdout.isTTY === true }
  const seen = new Map<string, string>()
  const showIn = async (place: string): Promise<void> => {
    const { name } = await slack.channel(place)
    for (const message of await slack.messages(place)) {
      const drawn = drawMessage(message, look)
      const key = `${place}/${message.ts}`
      if (seen.get(key) === drawn) continue
      console.log(`\n#${name}${seen.has(key) ? ' (edited)' : ''}\n${drawn}`)
      seen.set(key, drawn)
    }
  }
  return {
    /** What is said appears by itself; what is typed and pressed does not. */
    act: (scene: Scene): void => {
      if (scene.does === 'command') console.log(`\n>>> ${scene.who}: ${scene.words}`)
      if (scene.does === 'join') console.log(`\n>>> ${scene.who}: Join`)
    },
    show: async (scene: Scene): Promise<void> => {
      if (scene.does === 'fill') console.log(`\n${drawView((await slack.as(scene.who).form()).view, look)}`)
      await showIn('incidents')
      const channel = incident()
      if (channel !== undefined) await showIn(channel)
    },
    /** The postmortem: the last root of a thread. Its parts come one a second, as Slack takes them. */
    thread: async (): Promise<void> => {
      const parts = await slack.until(
        async () => {
          const channel = incident() ?? ''
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
