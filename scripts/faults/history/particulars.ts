import { wordsIn } from '../../../sandbox/client.ts'
import { people, type Who } from './act.ts'
import { handIn, labelFor, oneOf, said, type Does, type Ground } from './ground.ts'

/** What is known of an incident beside its course, the watch over it, and what customers read. */
export const particulars = ({ slack, types, typesText, enter, opens }: Ground) => {
  /** Incidents that somebody wished to put under watch. */
  const watched: number[] = []
  return {
    impact: async (act) => handIn(await opens(act, () => types(act, `impact Shops, ${act.words}`))),
    vendor: async (act) => handIn(await opens(act, () => types(act, `vendor Acme ${act.nth % 2}`))),
    change: (act) => typesText(act, 'change', 'answer.change-recorded'),
    watch: async (act) => {
      await types(act, 'status contained')
      watched.push(act.incident)
      return handIn(await opens(act, () => types(act, 'watch')))
    },
    'end-watch': async (act) => {
      const place = await enter({ ...act, incident: oneOf(watched, act.nth, 'nothing is watched') })
      return said(await slack.as(act.who).presses('Operation is controlled', place))
    },
    'tell-customers': async (act) => {
      const form = await opens(act, () => types(act, 'customers'))
      const language = labelFor(act.who, 'customers.language-en')
      const body = labelFor(act.who, 'form.public-draft.body-label', { language })
      // Where one waits already, that one stands here to be approved.
      if (!form.labels().includes(body)) return `of what waits: ${await handIn(form)}`
      const title = labelFor(act.who, 'form.public-draft.title-label', { language })
      const drafted = await form.fill({ [title]: 'Orders', [body]: `Orders fail, ${act.words}.` })
      const { ok, next, error, errors } = await drafted.submit()
      if (!ok) return error ?? Object.values(errors).join()
      // Nobody else holds lead or comms: one's own word is asked for at once, and sometimes given.
      return next === undefined || act.nth % 2 === 0 ? 'drafted' : `drafted, and approved: ${await handIn(next)}`
    },
    approve: async ({ nth }) => {
      const asked: Who[] = []
      for (const who of people) {
        const approve = labelFor(who, 'customers.approve-button')
        if ((await slack.direct(who)).some((message) => wordsIn(message).includes(approve))) asked.push(who)
      }
      const who = oneOf(asked, nth, 'nobody has been asked')
      return `${who}: ${said(await slack.as(who).presses(labelFor(who, 'customers.approve-button'), { in: 'dm' }))}`
    },
  } satisfies Readonly<Record<string, Does>>
}
