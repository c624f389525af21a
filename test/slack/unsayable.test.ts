import { expect, it } from 'vitest'
import type { Incident } from '../../src/domain/incident.ts'
import { unsayableBy } from '../../src/slack/unsayable.ts'
import { by, layla, noa, opened } from '../domain/cast.ts'
import { given } from '../domain/specification.ts'

/** Nobody is known, no service is listed; these incidents are on record. */
const recorded = (...incidents: readonly Incident[]) => ({
  people: { find: async () => undefined },
  services: { all: async () => [] },
  reads: { incident: async (id: string) => incidents.find((one) => one.id === id) },
})

it('a vendor stays unsaid after the wait for it is over, and after it was called otherwise', async () => {
  const { incident } = given(
    ...opened,
    by(noa).awaitVendor({ name: 'Acme' }),
    by(noa).awaitVendor({ name: 'Acme Cloud' }),
    by(noa).endVendorWait(),
    by(noa).resolve(),
  ).world
  const { vendors } = await unsayableBy(recorded())(incident ?? expect.fail('no incident'))
  expect(vendors).toEqual(['Acme', 'Acme Cloud'])
})

it('what an incident knows that was merged into it stays unsaid too: vendors, services, people', async () => {
  const other = given(
    ...opened,
    by(noa).awaitVendor({ name: 'Initech' }),
    by(noa).stateImpact([{ part: 'services', to: [{ name: 'ledger-db', vendor: 'Hooli' }] }]),
  ).world.incident
  const kept = given(...opened, by(layla).absorb('0043', 43)).world.incident
  if (other === undefined || kept === undefined) expect.fail('no incident')
  const known = recorded({ ...other, id: kept.triage?.absorbed?.[0]?.incident ?? expect.fail('nothing absorbed') })
  const asked: string[] = []
  const people = { find: async (user: string) => (asked.push(user), undefined) }
  const { vendors, services } = await unsayableBy({ ...known, people })(kept)
  expect({ vendors, services }).toEqual({ vendors: ['Initech', 'Hooli'], services: ['ledger-db'] })
  expect(asked).toContain(noa.user)
})
