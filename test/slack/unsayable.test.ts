import { expect, it } from 'vitest'
import { unsayableBy } from '../../src/slack/unsayable.ts'
import { by, noa, opened } from '../domain/cast.ts'
import { given } from '../domain/specification.ts'

it('a vendor stays unsaid after the wait for it is over, and after it was called otherwise', async () => {
  const { incident } = given(
    ...opened,
    by(noa).awaitVendor({ name: 'Acme' }),
    by(noa).awaitVendor({ name: 'Acme Cloud' }),
    by(noa).endVendorWait(),
    by(noa).resolve(),
  ).world
  const nobody = { people: { find: async () => undefined }, services: { all: async () => [] } }
  const { vendors } = await unsayableBy(nobody)(incident ?? expect.fail('no incident'))
  expect(vendors).toEqual(['Acme', 'Acme Cloud'])
})
