import type { ModalView } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { checkView } from '../../../sandbox/block-kit/check.ts'
import { drawMessage } from '../../../sandbox/draw.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { draft } from '../../../src/domain/postmortem.ts'
import type { Service } from '../../../src/domain/services.ts'
import { type Watch, watchTemplate } from '../../../src/domain/watch.ts'
import { impactDraft, impactView } from '../../../src/slack/views/forms/impact.ts'
import { recurrenceView } from '../../../src/slack/views/forms/recurrence.ts'
import { changesView, changeView } from '../../../src/slack/views/forms/production-change.ts'
import { vendorDraft, vendorView } from '../../../src/slack/views/forms/vendor.ts'
import { checklistView, startWatchView } from '../../../src/slack/views/forms/watch.ts'
import { recurrenceWords } from '../../../src/slack/views/recurrence.ts'
import { moreView } from '../../../src/slack/views/more.ts'
import { postmortemPart } from '../../../src/slack/views/postmortem.ts'
import { servicesView, serviceView } from '../../../src/slack/views/services.ts'
import { postmortemMarkdown } from '../../../src/slack/postmortem-markdown.ts'
import { card } from '../../../src/slack/views/card.ts'
import { type T, textIn } from '../../../src/text/text.ts'
import { at, by, minute, noa as noaInChannel, slack } from '../../domain/cast.ts'
import { given } from '../../domain/specification.ts'
import { changes, declaredAt, earlier, hour, impact, incident, kenji, noa, states } from './samples.ts'
import { expectTaken, mentioned, seen, voices } from './saying.ts'

const hostile = `<!channel> <@U1> \`\`\` *x* ${'長'.repeat(900)}`
const services: readonly Service[] = [
  { name: 'search', tier: 2 },
  { name: 'checkout', owner: kenji, tier: 1, vendor: 'Acme <Pay>' },
  { name: 'mail', owner: 'layla' },
]
const manyServices = Array.from({ length: 300 }, (_, nth) => ({ name: `service ${nth} ${'x'.repeat(40)}` }))
const manyChanges = Array.from({ length: 60 }, (_, nth) => ({ ...changes[0]!, text: hostile, undo: hostile, at: nth }))
const hurt = states['an outage at a vendor, with all that is known of it']
const blank = {
  who: '',
  count: '',
  services: '',
  since: '',
  found: '',
  until: '',
  meaning: '',
  workaround: '',
  how: '',
}
const plan: Watch = {
  by: noa,
  since: declaredAt,
  until: declaredAt + 72 * 60 * minute,
  exit: hostile,
  items: watchTemplate('outage').map((item) =>
    item === 'load' ? { item, ticked: { by: kenji, at: declaredAt } } : { item },
  ),
}
const resolvedBefore = { ...states.resolved, id: earlier.incident, number: earlier.number, title: hostile }
const again = states['the trouble of an earlier one']
const zone = { metadata: '{}', timeZone: 'Asia/Jerusalem' }
const drawnAt = declaredAt

const forms = (t: T): Readonly<Record<string, ModalView>> => ({
  'impact, nothing known': impactView(incident(), { draft: blank, services: [], ...zone }, t),
  'impact, all known': impactView(hurt, { draft: impactDraft(impact, t, zone.timeZone), services, ...zone }, t),
  'impact, with more services than a menu takes': impactView(
    hurt,
    { draft: { ...impactDraft(impact, t, 'UTC'), who: hostile, how: hostile }, services: manyServices, ...zone },
    t,
  ),
  vendor: vendorView(incident(), vendorDraft(undefined, 'Acme', { timeZone: 'UTC', now: drawnAt }), '{}', 'UTC', t),
  'vendor, waiting': vendorView(hurt, vendorDraft(hurt.vendor, '', { timeZone: 'UTC', now: drawnAt }), '{}', 'UTC', t),
  'a production change': changeView(hurt, { text: hostile, by: noa, metadata: '{}' }, t),
  changes: changesView(hurt, t),
  'no changes': changesView(incident(), t),
  'many changes': changesView(incident({ changes: manyChanges }), t),
  more: moreView(hurt, t),
  'more, when it is over': moreView(states.resolved, t),
  'a watch, to begin': startWatchView(states.resolved, t),
  'a watch that goes on': checklistView(states.resolved, plan, t),
  'it was here before': recurrenceView(incident(), [resolvedBefore, states.resolved], resolvedBefore, t),
  'it was here before, and is known': recurrenceView(again, [resolvedBefore], undefined, t),
  services: servicesView(services, undefined, t),
  'services from a file': servicesView(services, '/etc/stanch/services.yml', t),
  'no services': servicesView([], undefined, t),
  'many services': servicesView(manyServices, undefined, t),
  service: serviceView(services[1], '{}', t),
})

const drawn = (view: ModalView): string =>
  drawMessage({ text: '', blocks: view.blocks }, { names: (id) => id, width: 80 })

describe.each(voices)('in %s', (_, t) => {
  it.each(Object.entries(forms(t)))('Slack takes the form: %s', (_name, view) => {
    expect(checkView(view)).toEqual([])
  })
})

describe('a form about what is beside the status', () => {
  it.each(['en', 'he'] as const)('reads so, in %s', (language) => {
    const shown = forms(textIn(language))
    const read = [
      'impact, all known',
      'vendor, waiting',
      'changes',
      'more',
      'it was here before, and is known',
      'services from a file',
    ] as const
    for (const name of read) expect(drawn(shown[name]!), name).toMatchSnapshot()
  })

  it('offers waiting on a vendor only while it is open', () => {
    expect(JSON.stringify(moreView(incident(), textIn('en')))).toContain('more-vendor')
    expect(JSON.stringify(moreView(states.resolved, textIn('en')))).not.toContain('more-vendor')
  })

  it('shows services that were named even where the list no longer has them, and the most depended-on first', () => {
    const named = impactView(
      incident(),
      { draft: { ...blank, services: 'Checkout,gone' }, services, ...zone },
      textIn('en'),
    )
    const field = named.blocks.find((block) => block.block_id === 'impact-services')
    const values = JSON.stringify(field).match(/"value":"[^"]+"/g) ?? []
    expect(values.slice(0, 4)).toEqual(['"value":"checkout"', '"value":"gone"', '"value":"search"', '"value":"mail"'])
    expect(values.slice(4)).toEqual(['"value":"checkout"', '"value":"gone"'])
  })

  it('cannot change a list that comes from a file', () => {
    const shown = JSON.stringify(servicesView(services, 'services.yml', textIn('en')))
    expect(shown).not.toContain('service-add')
    expect(shown).not.toContain('overflow')
  })
})

describe('the card', () => {
  it('says that an estimate has passed only once it has', () => {
    const { vendor } = hurt
    const words = (now: number) => seen(card(incident({ vendor }), now, textIn('en')))
    expect(words(declaredAt + 19 * minute)).toContain('Acme Pay estimates')
    expect(words(declaredAt + 20 * minute)).toContain('The estimate of Acme Pay passed at')
  })

  it('links nothing that a browser would run, and mentions nobody but whoever made a change', () => {
    const vendor = { name: '<!here>', contact: '<@U1>', statusPage: 'javascript:alert(1)', since: declaredAt }
    const view = card(
      incident({ impact: { who: hostile }, vendor, changes: changes.slice(0, 1) }),
      declaredAt,
      textIn('en'),
    )
    expectTaken(view)
    expect(mentioned(view)).toEqual(new Set([noa]))
    expect(JSON.stringify(view)).not.toContain('javascript')
  })
})

const nameOf = () => 'Noa'

describe('the postmortem', () => {
  const { world } = given(
    by(noaInChannel, '13:20').declare(),
    slack().openChannel(),
    by(noaInChannel, '13:25').stateImpact([
      { part: 'who', to: 'Everybody' },
      { part: 'since', to: at('13:00') },
      { part: 'found', to: 'monitor' },
    ]),
    by(noaInChannel, '13:26').awaitVendor({ ticket: 'AC-1' }, at('14:00')),
    by(noaInChannel, '13:27').recordChange('c1', 'Pool *size* 50', { undo: 'Set it to 20' }),
    by(noaInChannel, '13:30').setStatus('identified'),
    by(noaInChannel, '13:40').setStatus('contained'),
    by(noaInChannel, '14:30').endVendorWait(),
    by(noaInChannel, '14:31').setStatus('monitoring'),
    by(noaInChannel, '14:32').take('lead'),
    by(noaInChannel, '14:50').resolve(),
  )
  const made = () => draft(world.incident ?? incident(), world.events)

  it.each(['en', 'he'] as const)('tells whom it hurt, what was promised and what was changed, in %s', (language) => {
    const t = textIn(language)
    expect(seen(postmortemPart('impact', made(), t, nameOf))).toMatchSnapshot()
    expect(seen(postmortemPart('root', made(), t, nameOf))).toMatchSnapshot()
    expect(seen(postmortemPart('timeline-1', made(), t, nameOf))).toMatchSnapshot()
  })

  it.each(voices)('is taken by Slack, in %s', (_, t) => {
    for (const part of ['root', 'impact', 'timeline-1'] as const) expectTaken(postmortemPart(part, made(), t, nameOf))
  })

  it('keeps what was promised and changed where somebody words the impact', () => {
    const { postmortem } = made().incident
    const prose = { impact: { text: 'Nobody could pay.', by: noa, at: declaredAt } }
    const worded = { ...made(), incident: { ...made().incident, postmortem: { ...postmortem, prose } } }
    const words = seen(postmortemPart('impact', worded, textIn('en'), nameOf))
    expect(words).toContain('Nobody could pay.')
    expect(words).toContain('came 30 min later than first promised')
    expect(words).toContain('still in place')
    expect(words).not.toContain('Who was affected')
  })
})

const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

describe('a stabilisation plan', () => {
  const t = textIn('en')
  const watched = { ...states.resolved, watch: plan }

  it('stands on the card while it goes on', () => {
    expect(bare(seen(card(watched, declaredAt, t)))).toContain('1 of 6 points ticked')
    expect(bare(seen(card(states.resolved, declaredAt, t)))).not.toContain('points ticked')
    const ended = { ...plan, ended: { by: noa, at: declaredAt, cameBack: false } }
    expect(bare(seen(card({ ...watched, watch: ended }, declaredAt, t)))).not.toContain('points ticked')
  })

  it.each(voices)('stands in the postmortem, taken by Slack, in %s', (_, voice) => {
    const ended = { ...plan, ended: { by: noa, at: declaredAt, cameBack: true } }
    const shown = postmortemPart('impact', draft({ ...watched, watch: ended }, []), voice, () => 'Noa')
    expectTaken(shown)
    expect(bare(seen(shown))).toContain(bare(voice('timeline.watch-came-back', { who: 'Noa' })))
    expect([...mentioned(shown)]).toEqual([])
  })

  it('shows in its form what is ticked', () => {
    expect(JSON.stringify(checklistView(watched, plan, t))).toMatch(/"initial_options":\[[^\]]*"value":"load"/)
  })
})

const words = (one: Incident) => bare(seen(card(one, declaredAt, textIn('en'))))

describe('the trouble of an earlier incident', () => {
  const t = textIn('en')

  it('is told with what fixed it then, how long ago that was, and where it can be read', () => {
    const told = (now: number, postmortem?: string) => bare(recurrenceWords(earlier, now, postmortem, t))
    expect(told(declaredAt)).toBe(
      'The same trouble as INC-12 (<#C0EARLIER>), resolved 9 days ago. What fixed it then: Restarted the queue',
    )
    expect(told(earlier.resolvedAt + 23 * hour)).toContain('resolved less than a day ago')
    expect(told(declaredAt, 'https://acme.slack.com/p1')).toContain('\n<https://acme.slack.com/p1|its postmortem>')
    const { channel: _none, ...channelless } = earlier
    expect(bare(recurrenceWords(channelless, declaredAt, undefined, t))).toContain('The same trouble as INC-12, ')
  })

  it('leaves the card of what turned out to be none', () => {
    expect(words(again)).toContain('The same trouble as INC-12')
    expect(words({ ...states.resolved, recurrence: { of: earlier } })).toContain('The same trouble as INC-12')
    expect(words({ ...states['cancelled as a false alarm'], recurrence: { of: earlier } })).not.toContain('INC-12')
    expect(words({ ...again, recurrence: {} })).not.toContain('The same trouble')
  })

  it.each(voices)('asks in the postmortem why the cure did not last, and is taken by Slack, in %s', (_, voice) => {
    const made = draft({ ...states.resolved, recurrence: { of: earlier } }, [])
    const shown = (part: 'root' | 'root-cause') => postmortemPart(part, made, voice, nameOf)
    for (const part of [shown('root'), shown('root-cause')]) {
      expectTaken(part)
      expect(bare(seen(part))).toContain('INC-12')
    }
    expect(bare(seen(shown('root-cause')))).toContain('Restarted the queue')
    const file = postmortemMarkdown(made, voice, { timeZone: 'UTC', people: nameOf })
    expect(bare(file).match(/INC-12/g)).toHaveLength(2)
  })
})
