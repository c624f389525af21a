import { describe, expect, it } from 'vitest'
import { checkMessage, checkView } from '../../../sandbox/block-kit/check.ts'
import { languages, textIn } from '../../../src/text/text.ts'
import { changeId, userId } from '../../../src/domain/ids.ts'
import { declareView } from '../../../src/slack/views/forms/declare.ts'
import { followUpView } from '../../../src/slack/views/forms/follow-up.ts'
import { messageView } from '../../../src/slack/views/forms/message.ts'
import { resolveView } from '../../../src/slack/views/forms/resolve.ts'
import { cancelView, renameView, reopenView } from '../../../src/slack/views/forms/settings.ts'
import { updateView } from '../../../src/slack/views/forms/update.ts'
import { helpView } from '../../../src/slack/views/help.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { declaredAt as now, incident } from './samples.ts'

const declared = incident()

const hostile = `<!channel> <@U1> \`\`\` *x* ${'長'.repeat(4000)}`
const blank = { title: '', severity: 'sev3', kind: 'other', description: '' } as const
const many = Array.from({ length: 3 }, () => ({ ...declared, title: hostile }))

const stillOpen = {
  ...declared,
  vendor: { name: hostile, since: now },
  changes: [{ id: changeId('c1'), text: hostile, by: userId('U1'), at: now, undo: '' }],
}

describe.each(languages)('in %s', (language) => {
  const t = textIn(language)

  it.each(
    Object.entries({
      declare: declareView(blank, '{}', t),
      'declare, from a message, with incidents that are alike': declareView(
        { title: hostile, severity: 'sev1', kind: 'outage', description: hostile, message: hostile },
        '{}',
        t,
        many,
      ),
      update: updateView(declared, t),
      followUp: followUpView({ ...declared, title: hostile }, t),
      resolve: resolveView(declared, hostile, t),
      'resolve, with all that is still open': resolveView(stillOpen, hostile, t),
      rename: renameView({ ...declared, title: hostile }, t),
      cancel: cancelView(declared, t),
      reopen: reopenView(declared, t),
      message: messageView('x', t),
    }),
  )('Slack takes the form: %s', (_, view) => {
    expect(checkView(view)).toEqual([])
  })

  it('Slack takes the list and the help', () => {
    const ended = Array.from({ length: 5 }, () => ({ ...declared, title: hostile }))
    const open = Array.from({ length: 15 }, () => ({ ...declared, title: hostile }))
    expect(checkMessage(structuredClone(listView(open, { openCount: 40, triageCount: 30 }, ended, now, t)))).toEqual([])
    expect(checkMessage(structuredClone(listView([], none, [], now, t)))).toEqual([])
    const lines = [{ command: '/incident declare [sev1 | sev2] [title]', does: 'x' }]
    expect(checkMessage(structuredClone(helpView(lines, { openCount: 2, triageCount: 1 }, t)))).toEqual([])
    expect(checkMessage(structuredClone(helpView(lines, { incident: declared }, t)))).toEqual([])
  })
})

const none = { openCount: 0, triageCount: 0 }

it('the list links the channels of what is over too', () => {
  const { text } = listView([], none, [{ ...declared, status: 'resolved' }], now, textIn('en'))
  expect(text).toContain(`<#${declared.channel}>`)
})

it('the first field is what must be answered, and what may be skipped says so', () => {
  const { blocks } = declareView(blank, '{}', textIn('en'))
  const fields = blocks.flatMap((block) => ('optional' in block ? [[block.block_id, block.optional]] : []))
  expect(fields).toEqual([
    ['declare-title', false],
    ['declare-severity', false],
    ['declare-description', true],
    ['declare-kind', true],
  ])
})

it('a form mentions nobody whom a title or a message names', () => {
  const shown = JSON.stringify(followUpView({ ...declared, title: '<!channel> <@U1>' }, textIn('en')))
  expect(shown).not.toContain('<!channel>')
  expect(shown).not.toContain('<@U1>')
})

it('the form that resolves shows what is still open above its questions, and asks for nothing but the fix', () => {
  const open = { ...stillOpen, vendor: { name: 'Acme', since: now } }
  const { blocks } = resolveView({ ...open, impact: { who: 'Shops' } }, '', textIn('en'))
  const shown = JSON.stringify(blocks[0]).replace(/[\u2066-\u2069]/g, '')
  expect(shown).toContain('Production changes in place (1)')
  expect(shown).toContain('Still open: since when it hurt and the wait for Acme.')
  expect(shown).not.toContain('who was affected')
  const needed = blocks.flatMap((block) => ('optional' in block && !block.optional ? [block.block_id] : []))
  expect(needed).toEqual(['resolve-fix'])
  const answered = { ...declared, impact: { who: 'Shops', since: now } }
  expect(resolveView(answered, '', textIn('en')).blocks[0]?.block_id).toBe('resolve-fix')
})
