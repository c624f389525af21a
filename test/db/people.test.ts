import { expect, test } from 'vitest'
import type { Person } from '../../src/app/ports.ts'
import { userId } from '../../src/domain/ids.ts'
import { openHouse } from './house.ts'

const noa: Person = {
  id: userId('U0NOA'),
  name: 'noa',
  displayName: 'ＮＯＡ ☕',
  realName: 'Noa Levi',
  standing: 'member',
  timeZone: 'Asia/Jerusalem',
  language: 'he',
}
const ken: Person = {
  id: userId('U0KEN'),
  name: 'ken.sato',
  realName: '佐藤 健',
  standing: 'guest',
  timeZone: 'Asia/Tokyo',
  language: undefined,
}

test('people are known as Slack last described them', async () => {
  const { database } = await openHouse()
  await database.people.save([noa, ken])
  await database.people.save([{ ...ken, standing: 'member', name: 'ken' }])
  expect(await database.people.find(noa.id)).toEqual(noa)
  expect(await database.people.find(ken.id)).toEqual({ ...ken, standing: 'member', name: 'ken' })
  expect(await database.people.find(userId('U0NOBODY'))).toBeUndefined()
  expect(await database.people.named('ken.sato')).toBeUndefined()
})

test('a name is a handle, a display name or a real name, in any case and width', async () => {
  const { database } = await openHouse()
  await database.people.save([noa, ken])
  for (const name of ['noa', '@Noa', 'NOA LEVI', 'noa ☕', ' ｎｏａ ']) {
    expect(await database.people.named(name), name).toMatchObject({ id: noa.id })
  }
  expect(await database.people.named('佐藤 健')).toMatchObject({ id: ken.id })
  expect(await database.people.named('levi')).toBeUndefined()
  expect(await database.people.named('@')).toBeUndefined()
})

test('a name that two people bear names nobody', async () => {
  const { database } = await openHouse()
  await database.people.save([noa, { ...ken, realName: 'Noa' }])
  expect(await database.people.named('noa')).toBeUndefined()
})

test('the language somebody chose outlives what Slack says, and may be chosen before Slack says anything', async () => {
  const { database } = await openHouse()
  await database.people.chooseLanguage(noa.id, 'ja')
  await database.people.save([noa])
  expect(await database.people.find(noa.id)).toMatchObject({ language: 'ja' })
  await database.people.chooseLanguage(noa.id, 'ar')
  await database.people.save([noa])
  expect(await database.people.find(noa.id)).toMatchObject({ language: 'ar' })
})

test('a whole workspace is saved at once', async () => {
  const { database } = await openHouse()
  await database.people.save(Array.from({ length: 2_500 }, (_, n) => ({ ...ken, id: userId(`U${n}`), name: `u${n}` })))
  expect(await database.people.named('u2499')).toMatchObject({ id: 'U2499' })
})

test('the calendar is that of the zone, unless the workspace has settled hours and days', async () => {
  const { database } = await openHouse({ work: { hours: { startMinute: 480, endMinute: 960 } } })
  await database.people.save([noa])
  expect(await database.people.calendar(noa.id)).toEqual({
    timeZone: 'Asia/Jerusalem',
    startMinute: 480,
    endMinute: 960,
    days: [1, 2, 3, 4, 7],
  })
  expect(await database.people.calendar(userId('U0NOBODY'))).toMatchObject({ timeZone: 'UTC' })
})
