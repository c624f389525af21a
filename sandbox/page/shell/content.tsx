import { useMemo } from 'preact/hooks'
import type { SeenMessage, SeenView } from '../answers.ts'
import { Away } from '../data/wire.ts'
import { Content } from '../kit/content.tsx'
import { Form } from '../kit/form.tsx'
import type { Acts, Kit, Use } from '../seen.ts'
import { type Tools, useTools } from '../tools.ts'
import { base64Of } from './sending.ts'

/** Where a control stands, as the control API names it. */
type At = { readonly view: string } | { readonly channel: string; readonly ts: string }

/** Rejects with words that a person can read, wherever they are shown. */
const saidWhy = async <Answer,>(tools: Tools, asked: Promise<Answer>): Promise<Answer> =>
  asked.catch((error: unknown) => {
    throw error instanceof Away ? new Error(tools.words.away, { cause: error }) : error
  })

const actsAt = (tools: Tools, at: At): Acts => {
  const { desk } = tools
  const use = async (verb: string, request: object): Promise<void> => {
    await saidWhy(tools, desk.act(verb, request))
  }
  return {
    press: (one: Use) => use('press', { at, use: one }),
    // Outside of forms there is no field that the app would not hear of.
    fill: (one: Use) =>
      'view' in at ? use('fill', { view: at.view, use: one, quiet: true }) : use('press', { at, use: one }),
    async suggest(one, typed) {
      const answer = await saidWhy(tools, desk.act<{ options: Kit[] }>('suggest', { at, use: one, typed }))
      return answer.options
    },
    attach: async (file) => {
      const request = { name: file.name, mime: file.type || undefined, base64: await base64Of(file) }
      return saidWhy(tools, desk.act<Kit>('attach', request))
    },
    openPerson: () => desk.beside('members'),
    openChannel: (channel) => desk.go({ channel }),
  }
}

/** What a message says: its blocks or its text, and its files. A press on it is told to the app. */
export const MessageContent = ({ message, channel }: { message: SeenMessage; channel: string }) => {
  const tools = useTools()
  const acts = useMemo(() => actsAt(tools, { channel, ts: message.ts }), [tools, channel, message.ts])
  return (
    <Content
      text={message.text}
      blocks={message.blocks}
      files={message.files}
      values={message.chosen}
      reader={tools.reader}
      names={tools.names}
      acts={acts}
    />
  )
}

/** What stands in a form, with its buttons. */
export const FormContent = ({ view }: { view: SeenView }) => {
  const tools = useTools()
  const acts = useMemo(() => actsAt(tools, { view: view.id }), [tools, view.id])
  return (
    <Form
      view={view}
      reader={tools.reader}
      names={tools.names}
      acts={acts}
      onSubmit={async () => {
        await saidWhy(tools, tools.desk.act('submit', { view: view.id }))
      }}
      onClose={() => void tools.desk.attempt('close')}
    />
  )
}
