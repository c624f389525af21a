import { arrayContains, eq, getTableColumns, inArray, type SQL, sql as raw } from 'drizzle-orm'
import type { Sql, TransactionSql } from 'postgres'
import { calendarOf, type WorkOverrides } from '../src/app/calendar.ts'
import type { People, Person } from '../src/app/ports.ts'
import type { Language } from '../src/domain/incident.ts'
import type { Client } from './client.ts'
import { personRow } from './rows/person-row.ts'
import { chosenLanguages, people } from './schema.ts'

/**
 * Who is who, asked of PostgreSQL each time: a look by key costs less than being wrong on the second replica. Only each
 * person's language is kept in memory too (some 10 MB for 100,000 people), to tell them that PostgreSQL is away.
 * `work`: the hours and days that the workspace has settled for everybody.
 */
export const peopleOn = ({ db, sql }: Client, work: WorkOverrides): People => {
  const languages = new Map<string, Language>()
  const remember = (person: Person): Person => {
    if (person.language !== undefined) languages.set(person.id, person.language)
    return person
  }

  const everybody = () =>
    db
      .select({
        id: people.id,
        name: people.name,
        realName: people.realName,
        displayName: people.displayName,
        standing: people.standing,
        timeZone: people.timeZone,
        language: people.language,
        chosen: chosenLanguages.language,
      })
      .from(people)
      .leftJoin(chosenLanguages, eq(chosenLanguages.person, people.id))

  const find = async (user: string): Promise<Person | undefined> => {
    const [row] = await personRows(sql, user)
    return row && remember(personRow.parse(row))
  }

  return {
    find,
    remembered: (user) => languages.get(user),
    async named(name) {
      const folded = fold(name)
      if (folded === '') return undefined
      const [row, another] = await everybody()
        .where(arrayContains(people.knownAs, [folded]))
        .limit(2)
      return row === undefined || another !== undefined ? undefined : personRow.parse(row)
    },
    async save(known) {
      for (let from = 0; from < known.length; from += saveAtOnce) {
        const rows = known.slice(from, from + saveAtOnce).map(rowOf)
        await db
          .insert(people)
          .values(rows)
          .onConflictDoUpdate({
            target: people.id,
            set: Object.fromEntries(renewed),
          })
        // What they chose comes before what Slack's locale says, and stands elsewhere.
        const saved = await everybody().where(
          inArray(
            people.id,
            rows.map(({ id }) => id),
          ),
        )
        for (const row of saved) remember(personRow.parse(row))
      }
    },
    async chooseLanguage(user, language) {
      await db
        .insert(chosenLanguages)
        .values({ person: user, language })
        .onConflictDoUpdate({ target: chosenLanguages.person, set: { language } })
      languages.set(user, language)
    },
    async calendar(user) {
      return calendarOf((await find(user))?.timeZone ?? 'UTC', work)
    },
  }
}

/** Prepared, for every request begins with it: drizzle would have it parsed anew each time, in two round trips. */
export const personRows = (sql: Sql | TransactionSql, user: string) => sql`
  select p.id, p.name, p.real_name as "realName", p.display_name as "displayName", p.standing,
    p.time_zone as "timeZone", p.language, c.language as chosen
  from people p left join chosen_languages c on c.person = p.id where p.id = ${user}`

/** PostgreSQL takes 65,535 parameters in a statement. */
const saveAtOnce = 1_000

/** What a newer profile replaces: everything but the id. */
const { id: _key, ...columns } = getTableColumns(people)
const renewed = Object.entries(columns).map(([key, { name }]): [string, SQL] => [key, raw.raw(`excluded.${name}`)])

const rowOf = ({ id, name, realName, displayName, standing, timeZone, language }: Person) => ({
  id,
  name: clean(name),
  realName: clean(realName),
  displayName: displayName === undefined ? null : clean(displayName),
  standing,
  timeZone,
  language: language ?? null,
  knownAs: [...new Set([name, realName, displayName ?? ''].map(fold))].filter((known) => known !== ''),
})

/** For comparison: full-width and half-width alike, upper and lower case alike, with or without the @. */
const fold = (name: string): string => clean(name).normalize('NFKC').toLowerCase().trim().replace(/^@/, '')

/** PostgreSQL's text cannot hold NUL. */
const clean = (name: string): string => name.replaceAll('\u0000', '')
