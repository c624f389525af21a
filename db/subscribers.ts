import { createHash, randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Audience } from '../src/app/letters.ts'
import type { Subscribing, SubscribingInside } from '../src/app/subscribers.ts'
import type { Language } from '../src/domain/incident.ts'

/** What is stored of a key: enough to know it again, too little to use it. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The lane of everything that goes to one recipient. */
export const laneTo = (subscriber: string): string => `letter/${subscriber}`

/** Who asked for letters and did not confirm within a day, and the keys of those who are gone; resolves with how many. */
export const letGoOfStrangers = async (sql: Sql): Promise<number> => {
  const rows = await sql`
    delete from subscribers where confirmed_at is null and asked_at < now() - interval '24 hours'`
  await sql`
    delete from subscriber_keys k where made_at < now() - interval '24 hours'
      and (purpose = 'confirm' or not exists (select from subscribers s where s.id = k.subscriber))`
  return rows.count
}

/** Who gets letters, on PostgreSQL. */
export const subscribersOn = (sql: Sql): Subscribing & SubscribingInside => {
  const ask = async (address: string, audience: Audience, language: Language, person: string | null): Promise<void> => {
    // A known address takes the same road as a new one, so that nobody learns by the time it takes which of the two it
    // is. What somebody else types changes no language of who has confirmed.
    await sql`
      with asked as (
        insert into subscribers (id, address, known_as, audience, language, person)
        values (${randomUUID()}, ${address}, ${address.toLowerCase()}, ${audience}, ${language}, ${person})
        on conflict (known_as, audience) do update set
          asked_at = now(),
          language = case when subscribers.confirmed_at is null then excluded.language else subscribers.language end,
          person = case when subscribers.confirmed_at is null then excluded.person else subscribers.person end
        where subscribers.asked_at < now() - interval '10 minutes'
        returning id, asked_at
      )
      insert into letters (about, subscriber, lane)
      select 'confirm/' || extract(epoch from asked_at), id, ${laneTo('')} || id from asked`
  }

  return {
    ask: (address, language) => ask(address, 'public', language, null),
    askInside: (address, language, person) => ask(address, 'internal', language, person),
    async confirm(key) {
      const rows = await sql`
        update subscribers s set confirmed_at = coalesce(s.confirmed_at, now()), refusals = 0, unreachable_since = null
        from subscriber_keys k
        where k.hash = ${hashOf(key)} and k.purpose = 'confirm' and k.subscriber = s.id
          and k.made_at > now() - interval '24 hours'`
      return rows.count === 1
    },
    async leave(key) {
      await sql`
        with gone as (
          delete from subscribers s using subscriber_keys k
          where k.hash = ${hashOf(key)} and k.purpose = 'leave' and k.subscriber = s.id returning s.id
        ) delete from subscriber_keys where subscriber in (select id from gone)`
    },
    async leaveInside(person) {
      const rows = await sql`
        with gone as (delete from subscribers where person = ${person} and audience = 'internal' returning id),
          keys as (delete from subscriber_keys where subscriber in (select id from gone))
        select id from gone`
      return rows.count
    },
  }
}
