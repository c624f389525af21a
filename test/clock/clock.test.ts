import { describe, expect, it } from 'vitest'
import { DatabaseAway } from '../../src/app/ports.ts'
import { openHouseClock, type HouseClock } from '../../src/clock.ts'

const noon = Date.UTC(2026, 2, 2, 12)
const hour = 3_600_000

/** Three clocks in a test's hands: the database's, the machine's on the wall, and its monotonic one. */
class Clocks {
  database = noon
  wall = noon
  steady = 1_000
  /** How long an answer of the database's takes, in ms. */
  answerMs = 0
  away = false
  readonly logged: string[] = []

  pass(ms: number): void {
    this.database += ms
    this.wall += ms
    this.steady += ms
  }

  open(): Promise<HouseClock> {
    const note = ({ event, whose, aheadMs, byMs }: Readonly<Record<string, unknown>>): void =>
      void this.logged.push([event, whose, aheadMs ?? byMs].filter((one) => one !== undefined).join(' '))
    return openHouseClock({
      ask: async () => {
        if (this.away) throw new DatabaseAway('away')
        this.pass(this.answerMs / 2)
        const answer = this.database
        this.pass(this.answerMs / 2)
        return answer
      },
      log: { info: note, warn: note, error: note },
      wall: () => this.wall,
      steady: () => this.steady,
    })
  }

  /** The `Date` header of Slack's, whose clock is ahead of the database's by so much. */
  slackSays(aheadMs: number): string {
    return new Date(this.database + aheadMs).toUTCString()
  }
}

describe("the house's clock", () => {
  it("is the database's, whatever the machine's shows", async () => {
    const clocks = new Clocks()
    clocks.wall += 5 * hour
    const clock = await clocks.open()
    expect(clock.now()).toBe(noon)
    clocks.pass(1_234)
    expect(clock.now()).toBe(noon + 1_234)
  })

  it.each([hour, -hour])('goes on when the machine’s is set by %i ms', async (jump) => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.wall += jump
    clocks.pass(10)
    expect(clock.now()).toBe(noon + 10)
    await clock.look()
    expect(clock.now()).toBe(noon + 10)
  })

  it('takes the middle of the question and the answer for the moment of the answer', async () => {
    const clocks = new Clocks()
    clocks.answerMs = 80
    expect((await clocks.open()).now()).toBe(clocks.database)
  })

  it('follows the database when that is set, and says so', async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.database += hour
    clocks.pass(31_000)
    await clock.look()
    expect(clock.now()).toBe(noon + hour + 31_000)
    expect(clocks.logged).toContain(`clock-moved ${hour}`)
    clocks.database -= hour
    clocks.pass(31_000)
    await clock.look()
    expect(clock.now()).toBe(noon + 62_000)
  })

  it('never turns back for a correction of some milliseconds', async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.pass(31_000)
    const before = clock.now()
    clocks.database -= 300
    await clock.look()
    expect(clock.now()).toBe(before)
    clocks.pass(301)
    expect(clock.now()).toBe(before + 1)
  })

  it('believes no answer that took long', async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.pass(31_000)
    clocks.database += 2_000
    clocks.answerMs = 3_000
    await clock.look()
    expect(clock.now()).toBe(noon + 34_000)
  })

  it('asks at once after the machine has slept, when the monotonic clock slept too', async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.database += hour
    clocks.wall += hour
    await clock.look()
    expect(clock.now()).toBe(noon + hour)
    expect(clock.wrong()).toEqual([])
  })

  it('goes on without the database', async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.away = true
    clocks.pass(60_000)
    await clock.look()
    expect(clock.now()).toBe(noon + 60_000)
    expect(clocks.logged).toEqual([])
  })
})

describe('a wrong clock', () => {
  it("of the machine's is told once, and once more when it is right again", async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.wall -= 40_000
    await clock.look()
    await clock.look()
    expect(clock.wrong()).toEqual([{ whose: 'machine', aheadMs: -40_000 }])
    clocks.wall += 40_000
    await clock.look()
    expect(clocks.logged).toEqual(['clock-wrong machine -40000', 'clock-right machine'])
  })

  it("of the database's is seen by Slack's", async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    for (const _ of [1, 2, 3]) clock.heardFromSlack(clocks.slackSays(hour))
    await clock.look()
    expect(clock.wrong()).toEqual([{ whose: 'database', aheadMs: expect.closeTo(-hour, -4) }])
    clocks.pass(600_000)
    expect(clock.wrong()).toHaveLength(1)
    clock.heardFromSlack(clocks.slackSays(0))
    expect(clock.wrong()).toEqual([])
  })

  it('is not seen in one old answer, nor in none', async () => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clock.heardFromSlack(null)
    clock.heardFromSlack('yesterday')
    clock.heardFromSlack(clocks.slackSays(0))
    clock.heardFromSlack(clocks.slackSays(-hour))
    expect(clock.wrong()).toEqual([])
  })

  it.each([
    ['the machine’s, by Slack’s five minutes and more', 301_000, 0, true],
    ['the machine’s, the other way', -301_000, 0, true],
    ['the machine’s, by less', 290_000, 0, false],
    ['the database’s, where the machine’s is Slack’s', 3_600_000, 3_600_000, false],
  ])('refuses Slack’s requests where it is %s', async (_name, machineAhead, slackAhead, refuses) => {
    const clocks = new Clocks()
    const clock = await clocks.open()
    clocks.wall += machineAhead
    clock.heardFromSlack(clocks.slackSays(slackAhead))
    expect(clock.refusesSlack()).toBe(refuses)
  })
})
