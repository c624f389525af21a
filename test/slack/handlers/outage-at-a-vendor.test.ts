import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { openIncident, seen } from './open-incident.ts'

const minute = 60_000

/** The team's own list: who answers for payments, and on whom they depend. */
const servicesFile = (): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'stanch-services-')), 'services.yml')
  writeFileSync(
    path,
    'services:\n  - name: 決済\n    owner: ann\n    tier: 1\n    vendor: アクメ決済\n  - name: 検索\n',
  )
  return path
}

const cardIn = async (team: Team, channel: string): Promise<string> => {
  await team.settle()
  const [pin] = await team.slack.pins(channel)
  const card = (await team.slack.messages(channel)).find(({ ts }) => ts === pin?.ts)
  return seen(card && wordsIn(card))
}

/** The replies to the card. */
const threadOf = async (team: Team, channel: string): Promise<string[]> => {
  const [pin] = await team.slack.pins(channel)
  return (await team.slack.thread(channel, pin?.ts ?? '')).slice(1).map((one) => seen(wordsIn(one)))
}

test(
  'an outage at a vendor, in Japanese: named, waited on, asked again, contained, back, watched',
  { timeout: 120_000 },
  async () => {
    const team = await openTeam({ DEFAULT_LANGUAGE: 'ja', SERVICES_FILE: servicesFile() })
    const { slack, settle, later } = team
    const [noa, haruki, ann] = [slack.as('noa'), slack.as('haruki'), slack.as('ann')]
    for (const person of [noa, haruki, ann]) await person.types('/incident language ja', { in: 'general' })

    // Declared in the form, where the team's services are offered: whoever answers for payments is told, once.
    await noa.types('/incident declare', { in: 'general' })
    const declaring = await noa.form()
    const declared = await declaring.fill({ 件名: '決済ができない', 重大度: 'sev1', 影響のあるサービス: ['決済'] })
    expect((await declared.submit()).errors).toEqual({})
    await settle()
    const channel = await slack.until(
      async () => (await slack.channels()).find(({ name }) => name.startsWith('inc-0001'))?.name,
      { what: 'the channel' },
    )
    await settle()
    const here = { in: channel }
    const told = () => slack.direct('ann').then((all) => all.filter((one) => wordsIn(one).includes('決済')))
    expect(await told()).toHaveLength(1)
    expect(await slack.members(channel)).toContain('ann')

    const cardMenu = async (item: string) => {
      const [pin] = await slack.pins(channel)
      await noa.presses('その他…', { ...here, ts: pin?.ts ?? '' })
      await (await noa.form()).press(item)
      return noa.form()
    }

    // First how bad it is: from the card, each part when it is known.
    const impact = await cardMenu('影響')
    const wrong = await impact.fill({
      影響を受ける方: 'カードで支払うお客様',
      おおよその数: 'たくさん',
      いつから: '明日 09:00',
      影響のあるサービス: ['決済'],
    })
    expect(Object.keys((await wrong.submit()).errors)).toEqual(['おおよその数'])
    const future = await (await wrong.fill({ おおよその数: '約٣٬٠٠٠' })).submit()
    expect(future.errors['いつから']).toContain('まだ来ていない')
    const right = await wrong.fill({ いつから: '20分前', 発見のきっかけ: 'お客様からの連絡' })
    expect(await right.submit()).toMatchObject({ errors: {} })
    expect(await cardIn(team, channel)).toMatch(/カードで支払うお客様（約3,000）[^]*決済[^]*お客様からの連絡/)

    // It is somebody else's: the vendor is proposed, a link that is none is refused.
    const vendor = await cardMenu('ベンダーの対応待ち')
    expect(vendor.value('ベンダー')).toMatchObject({ value: 'アクメ決済' })
    const filled = await vendor.fill({
      先方の見込み: '30分後',
      先方のチケット: 'AC-4711',
      ベンダーの稼働状況ページ: 'javascript:alert(1)',
    })
    expect(Object.keys((await filled.submit()).errors)).toEqual(['ベンダーの稼働状況ページ'])
    const mended = await filled.fill({ ベンダーの稼働状況ページ: 'https://status.acme.example/' })
    expect(await mended.submit()).toMatchObject({ errors: {} })
    const waiting = await cardIn(team, channel)
    expect(waiting).toContain('アクメ決済の対応待ち')
    expect(waiting).toContain('チケット AC-4711')
    expect(waiting).toContain('アクメ決済の見込み：')

    // Meanwhile something is changed in production, and undone again.
    const changed = await haruki.types('/incident change "銀行振込だけにする"', here)
    expect(seen(changed.text)).toContain('本番環境の変更1を記録')
    expect(await cardIn(team, channel)).toContain('1. 銀行振込だけにする')

    // The estimate passes: the card says so, and one person is asked in its thread to ask again.
    later(31 * minute)
    await settle()
    expect(await cardIn(team, channel)).toMatch(/アクメ決済の見込み（.*）を過ぎています/)
    const asked = (await threadOf(team, channel)).filter((words) => words.includes('アクメ決済'))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain('U0NOA')

    // The form under it asks for another one: what has passed does not stand there, and leaving it so keeps the record.
    const [pin] = await slack.pins(channel)
    const reminder = (await slack.thread(channel, pin?.ts ?? '')).findLast((one) => wordsIn(one).includes('アクメ決済'))
    await noa.presses('新しい見込み', { ...here, ts: reminder?.ts ?? '' })
    const anew = await noa.form()
    expect(anew.value('先方の見込み')).toMatchObject({ value: null })
    expect(await anew.submit()).toMatchObject({ errors: {} })
    expect(await cardIn(team, channel)).toMatch(/アクメ決済の見込み（.*）を過ぎています/)

    // A new estimate that has passed already is refused; a true one is recorded.
    expect(seen((await noa.types('/incident vendor 見込み 5分前', here)).text)).toContain('もう過ぎています')
    expect(seen((await noa.types('/incident vendor eta いつか', here)).text)).toContain('時刻として読み取れません')
    expect(seen((await noa.types('/incident vendor 見込み 1時間後', here)).text)).toContain('見込みを記録しました')
    expect(await cardIn(team, channel)).toContain('アクメ決済の見込み：')

    // Contained, back, watched.
    expect(seen((await noa.types('/incident status 拡大防止済み', here)).text)).toContain('拡大防止済み')
    later(20 * minute)
    expect(seen((await haruki.types('/incident vendor 復旧', here)).text)).toContain('対応待ちを終了')
    expect(seen((await noa.types('/incident vendor back', here)).text)).toContain('対応待ちではありません')
    expect(seen((await haruki.types('/incident change undo 1', here)).text)).toContain('元に戻したと記録')
    expect(seen((await haruki.types('/incident change undo 1', here)).text)).toContain('元に戻しました')
    await noa.types('/incident status 経過観察中', here)
    const after = await cardIn(team, channel)
    expect(after).not.toContain('対応待ち')
    expect(after).not.toContain('銀行振込だけにする')
    later(3 * 60 * minute)
    await settle()
    expect((await threadOf(team, channel)).filter((words) => words.includes('アクメ決済'))).toHaveLength(1)
    expect(await told()).toHaveLength(1)

    // What was promised and what came stand in the postmortem, with the time it took to contain.
    await noa.types('/incident resolve', here)
    const form = await noa.form()
    const [fix = ''] = form.labels()
    expect((await (await form.fill({ [fix]: '先方が復旧した。' })).submit()).errors).toEqual({})
    await settle()
    const postmortem = await slack.until(
      async () => {
        const root = (await slack.messages(channel)).findLast((one) => wordsIn(one).includes('振り返り：'))
        const parts = root === undefined ? [] : await slack.thread(channel, root.ts)
        return parts.length === 7 && seen(parts.map(wordsIn).join('\n'))
      },
      { what: 'seven messages of the postmortem', timeoutMs: 30_000 },
    )
    expect(postmortem).toContain('拡大防止までの時間')
    expect(postmortem).toMatch(/アクメ決済：.*対応待ち/)
    expect(postmortem).toMatch(/時点の見込み：[^]*時点の見込み：/)
    expect(postmortem).toContain('銀行振込だけにする')
    expect(team.complaints()).toEqual([])
  },
)

test(
  'services are kept in Slack by members, and named by nobody else than the list has',
  { timeout: 120_000 },
  async () => {
    const team = await openTeam()
    const { slack, settle } = team
    const channel = await openIncident(team)
    const here = { in: channel }
    const [noa, maya] = [slack.as('noa'), slack.as('maya')]

    await noa.types('/incident services', { in: 'general' })
    await (await noa.form()).press('Add a service')
    const adding = await (await noa.form()).fill({ Name: 'checkout, EU', 'The vendor it depends on': 'Acme' })
    expect((await adding.submit()).errors).toEqual({})
    expect(JSON.stringify((await noa.form()).blocks)).toContain('checkout EU')
    expect(seen((await maya.types('/incident services', { in: 'general' })).text)).toContain(
      'ask a member of this workspace',
    )

    await noa.types('/incident impact Customers in the EU', here)
    const impact = await noa.form()
    expect(impact.value('Who is affected')).toMatchObject({ value: 'Customers in the EU' })
    // A one-line declare asks for no kind: it is said here, and chooses what is looked for and what is watched.
    const hurt = await impact.fill({ 'Which services': ['checkout EU'], 'What kind': 'Data' })
    expect((await hurt.submit()).errors).toEqual({})
    await settle()

    expect(seen((await noa.types('/incident timeline', here)).text)).toContain('Kind changed from Other to Data')

    // What somebody else has changed since is not put back by a form of before.
    await noa.types('/incident impact', here)
    const old = await noa.form()
    const ann = slack.as('ann')
    await ann.types('/incident impact Everybody', here)
    expect((await (await ann.form()).submit()).errors).toEqual({})
    expect((await (await old.fill({ 'How many, about': '12' })).submit()).errors).toEqual({})
    await settle()
    const card = (await slack.messages(channel)).map((one) => seen(wordsIn(one))).join('\n')
    expect(card).toContain('Affected: Everybody (12)')

    // An empty form, where nothing is known, is told so.
    const other = await openIncident(team, 'Search is slow', 'sev3')
    await noa.types('/incident impact', { in: other })
    expect(Object.values((await (await noa.form()).submit()).errors).join()).toContain('Nothing is filled in yet')

    // The vendor of an affected service is proposed; the services of the list go with it.
    await noa.types('/incident vendor', here)
    expect((await noa.form()).value('Vendor')).toMatchObject({ value: 'Acme' })
    await noa.types('/incident services', { in: 'general' })
    await (await noa.form()).press('Remove')
    expect(JSON.stringify((await noa.form()).blocks)).toContain('No service is in the list yet')
    expect(team.complaints()).toEqual([])
  },
)
