import type { SeenMessage, SeenView } from '../answers.ts'
import { typedText } from '../data/typed-text.ts'
import { useTools } from '../tools.ts'

/** What a message says: its blocks, or its text. */
export const MessageContent = ({ message }: { message: SeenMessage; channel: string }) => {
  const { names } = useTools()
  return (
    <p class="plain-text" dir="auto">
      {typedText(message.text, names)}
    </p>
  )
}

/** What stands in a form, with its buttons. */
export const FormContent = ({ view }: { view: SeenView }) => <pre>{JSON.stringify(view.blocks, null, 2)}</pre>
