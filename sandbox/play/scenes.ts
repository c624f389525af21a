import type { Language, Script } from './script.ts'

/** Where a scene is set: the room in which people hear of it first, or the incident's own channel. */
export type Place = 'general' | 'incident'

/** One thing that one person does. */
export type Scene =
  | {
      readonly does: 'command'
      readonly who: string
      readonly words: string
      readonly in: Place
      readonly brings: Follows
    }
  | { readonly does: 'join'; readonly who: string }
  | { readonly does: 'say'; readonly who: string; readonly words: string }
  | { readonly does: 'fill'; readonly who: string; readonly answers: readonly string[] }
  | { readonly does: 'submit'; readonly who: string }

/** What must be there before the next scene: the incident's channel, a form before the person, or nothing. */
export type Follows = 'channel' | 'form' | 'nothing'

/**
 * The script as scenes, in their order. `chooses`: the lead first chooses the language, for themselves and for the
 * channel; without it the app must speak the script's language by its own settings.
 */
export const scenesOf = (script: Script, language: Language, chooses: boolean): readonly Scene[] => {
  const { cast } = script
  return [
    ...(chooses ? [types(cast.lead, `language ${language}`, 'general')] : []),
    types(cast.lead, `declare sev1 ${script.title}`, 'general', 'channel'),
    ...(chooses ? [types(cast.lead, `language channel ${language}`, 'incident')] : []),
    { does: 'join', who: cast.comms },
    { does: 'join', who: cast.digs },
    ...script.talk.map(([part, words]): Scene => ({ does: 'say', who: cast[part], words })),
    types(cast.comms, `update ${script.update}`, 'incident'),
    types(cast.lead, 'status monitoring', 'incident'),
    types(cast.lead, 'resolve', 'incident', 'form'),
    { does: 'fill', who: cast.lead, answers: script.resolution },
    { does: 'submit', who: cast.lead },
  ]
}

const types = (who: string, words: string, place: Place, brings: Follows = 'nothing'): Scene => ({
  does: 'command',
  who,
  words: `/incident ${words}`,
  in: place,
  brings,
})
