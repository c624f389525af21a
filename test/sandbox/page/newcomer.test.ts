import { expect, it } from 'vitest'
import { newcomer } from '../../../sandbox/page/data/newcomer.ts'
import { freshPeople } from '../../../sandbox/workspace/people.ts'

it.each([
  [['en-US', 'en'], 'ann'],
  [['he-IL', 'en'], 'noa'],
  [['iw'], 'noa'],
  [['ar'], 'layla'],
  [['ja-JP'], 'haruki'],
  [['fr-FR', 'ja'], 'haruki'],
  [['fr-FR'], 'ann'],
  [[], 'ann'],
] as const)('a browser that asks for %j begins as %s', (wanted, name) => {
  expect(freshPeople().find(({ id }) => id === newcomer(wanted))?.name).toBe(name)
})
