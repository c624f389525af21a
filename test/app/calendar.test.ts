import { expect, test } from 'vitest'
import { calendarOf } from '../../src/app/calendar.ts'

const mondayToFriday = [1, 2, 3, 4, 5]
const sundayToThursday = [1, 2, 3, 4, 7]

test.each([
  ['Asia/Jerusalem', sundayToThursday],
  ['Asia/Riyadh', sundayToThursday],
  ['Africa/Cairo', sundayToThursday],
  ['Asia/Dubai', mondayToFriday],
  ['Europe/Berlin', mondayToFriday],
  ['America/New_York', mondayToFriday],
  ['Asia/Tokyo', mondayToFriday],
  ['Etc/UTC', mondayToFriday],
])('%s works on ISO weekdays %j, from 09:00 to 18:00', (timeZone, days) => {
  expect(calendarOf(timeZone)).toEqual({ timeZone, startMinute: 540, endMinute: 1080, days })
})

test('an old name of a zone is as good as its new one', () => {
  expect(calendarOf('Israel').days).toEqual(sundayToThursday)
})

test('what the workspace has settled holds everywhere', () => {
  const settled = { hours: { startMinute: 600, endMinute: 900 }, days: [6, 7] }
  expect(calendarOf('Asia/Riyadh', settled)).toEqual({ timeZone: 'Asia/Riyadh', ...settled.hours, days: [6, 7] })
})

test('a zone that nobody knows is taken for UTC', () => {
  expect(calendarOf('Mars/Olympus')).toEqual({
    timeZone: 'UTC',
    startMinute: 540,
    endMinute: 1080,
    days: mondayToFriday,
  })
})
