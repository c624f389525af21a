import { wordsIn, type Outcome, type Person } from '../../../sandbox/client.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { declaredNumber } from '../witness.ts'

/**
 * Declares by a form, from the press that opens it: it knows of no response_url, so that the declarer is answered in a
 * direct message.
 */
export const declareForms: readonly Scenario[] = [
  {
    name: 'declare-by-form',
    act: (stage, title) => declareIn(stage, title, (noa) => noa.types('/incident declare', { in: 'general' })),
  },
  {
    name: 'declare-from-message',
    ready: ({ slack }, title) => slack.as('ann').says(title, { in: 'general' }),
    async act(stage, title) {
      const said = (await stage.slack.messages('general')).findLast(({ text }) => text === title)
      return declareIn(stage, title, (noa) =>
        noa.runsMessageShortcut('Declare from message', said?.ts ?? '', { in: 'general' }),
      )
    },
  },
]

/** Whoever sees no form by then is told why not, or does it again; in ms. */
const looksForMs = 5_000

const declareIn = async (
  { slack, witness }: Stage,
  title: string,
  open: (noa: Person) => Promise<Outcome>,
): Promise<unknown> => {
  const noa = slack.as('noa')
  // What an earlier try has left open would be taken for the form that comes now.
  if ((await noa.forms()).length > 0) await (await noa.form()).close(true)
  const opened = await open(noa)
  const isThere = async (): Promise<boolean> => (await noa.forms()).length > 0
  if (!(await slack.until(isThere, { timeoutMs: looksForMs }).catch(() => false))) return opened
  const form = await noa.form()
  const tried = { title, number: undefined as number | undefined }
  witness.declared.push(tried)
  const outcome = await (await form.fill({ Title: title })).submit()
  tried.number = declaredNumber(outcome.next && wordsIn({ blocks: outcome.next.blocks }))
  return outcome
}
