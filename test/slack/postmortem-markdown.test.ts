import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, postmortemMarkdown } from '../../src/slack/postmortem-markdown.ts'
import { textIn } from '../../src/text/text.ts'
import { typed } from '../typed.ts'
import { longDraft, nameOf, publishedDraft, resolvedDraft } from './views/postmortem-samples.ts'

const en = textIn('en')
const reader = { timeZone: 'Asia/Jerusalem', people: nameOf }

describe('the exported postmortem', () => {
  it('is one Markdown file, in English and in Hebrew', () => {
    expect(postmortemMarkdown(publishedDraft(), en, reader)).toMatchSnapshot()
    expect(postmortemMarkdown(resolvedDraft(), textIn('he'), reader)).toMatchSnapshot()
  })

  it('states absolute times with their zone', () => {
    const file = postmortemMarkdown(resolvedDraft(), en, reader)
    expect(file).toContain('Asia/Jerusalem')
    expect(file).toContain('GMT+2')
    expect(file).not.toContain('<!date')
  })

  it('holds all of a long timeline', () => {
    const file = postmortemMarkdown(
      longDraft(2000, (index) => `entry ${index} ${'z'.repeat(50)}`),
      en,
      reader,
    )
    for (let index = 0; index < 2000; index++) expect(file).toContain(`entry ${index} z`)
  })

  it('lets nothing that people typed become markup', () => {
    expect(
      escapeMarkdown('# <b>*x*</b> [a](b) `c` | ~d~ _e_ :fire: https://a.example www.a.example @noa &lt; 1 & 2: c#'),
    ).toBe(
      '\\# \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\`c\\` \\| \\~d\\~ \\_e\\_ \\:fire: https\\://a.example www\\.a.example \\@noa \\&lt; 1 & 2: c#',
    )
    expect(escapeMarkdown('- a\n1. b\n    c\n===')).toBe('\\- a\n1\\. b\nc\n\\===')
    fc.assert(
      fc.property(typed, (text) => {
        expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)(?:\\\\)*[<>`*_[\]|~]/)
      }),
    )
  })
})
