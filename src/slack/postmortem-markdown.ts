import type { ProseSection } from '../domain/incident.ts'
import { inTurns } from '../domain/in-turns.ts'
import type { Draft, Prompt } from '../domain/postmortem.ts'
import type { Entry } from '../domain/timeline.ts'
import type { T } from '../text/text.ts'
import { withoutControls } from '../domain/clean.ts'
import { unansweredOf } from '../domain/resolution.ts'
import { questionsLine } from './views/answers.ts'
import { asked } from './views/postmortem-blocks.ts'
import { followUpLine, openFirst } from './views/postmortem-follow-ups.ts'
import {
  factLists,
  formulas,
  impactFacts,
  impactQuestions,
  lengthFacts,
  verifiedFacts,
} from './views/postmortem-particulars.ts'
import { impactSpan } from './views/postmortem-prose.ts'
import { recurrenceFact } from './views/recurrence.ts'
import { bodyOf, headOf } from './views/timeline-words.ts'
import { type Hand, named, type NameOf } from './views/hand.ts'
import { incidentName, kindWord, roleWord, severityWord } from './views/words.ts'

/** How the file names people (by name; an unknown one by their id) and in which IANA zone it states its times. */
export type MarkdownReader = { readonly timeZone: string; readonly people: NameOf }

/**
 * The whole postmortem as one Markdown file (CommonMark), nothing shortened. Times are absolute and name their zone.
 * What people typed is escaped: it can neither format nor link nor hold HTML, whoever opens the file.
 */
export const postmortemMarkdown = (draft: Draft, t: T, reader: MarkdownReader): string => {
  const page = pageOf(draft, t, reader)
  return composed(
    page,
    draft.entries.map((entry) => entryItem(entry, page)),
  )
}

/** As `postmortemMarkdown`, some entries at a time; `pause` lets others go first in between. */
export const postmortemMarkdownInTurns = async (
  draft: Draft,
  t: T,
  reader: MarkdownReader,
  pause: () => Promise<unknown>,
): Promise<string> => {
  const page = pageOf(draft, t, reader)
  const items: string[] = []
  await inTurns(draft.entries, pause, (entry) => items.push(entryItem(entry, page)))
  return composed(page, items)
}

const pageOf = (draft: Draft, t: T, { timeZone, people }: MarkdownReader): Page => ({
  draft,
  t,
  hand: {
    who: (user) => escapeMarkdown(people(user) ?? user),
    typed: (text) => escapeMarkdown(oneLine(named(text, people))),
    moment: (at) => t.moment(at, timeZone),
  },
  timeZone,
  lines: (typed) => escapeMarkdown(withoutControls(named(typed, people)).trim()).replace(/\n/g, '\\\n'),
  moment: (at) => t.moment(at, timeZone),
})

const composed = (page: Page, timeline: readonly string[]): string => {
  const { draft, t, hand, timeZone } = page
  const { incident } = draft
  const title = t('postmortem.root-header', { incident: incidentName(incident), title: hand.typed(incident.title) })
  return document([
    `# ${title}`,
    figures(page),
    ...formulas(draft, t),
    t('postmortem.export-zone', { zone: timeZone }),
    ...(['summary', 'impact'] as const).flatMap((section) => prose(section, page)),
    `## ${t('postmortem.export-timeline')}`,
    ...timeline,
    ...(['lessons', 'root-cause'] as const).flatMap((section) => prose(section, page)),
    `## ${t('postmortem.follow-ups-header')}`,
    ...followUps(page),
  ])
}

type Page = {
  readonly draft: Draft
  readonly t: T
  readonly hand: Hand
  /** The IANA zone of its times. */
  readonly timeZone: string
  /** What people typed, with its lines. */
  readonly lines: (typed: string) => string
  readonly moment: (at: number) => string
}

// Each part stands alone: a blank line between, one line end at the end.
const document = (parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n\n')}\n`

const oneLine = (text: string): string => withoutControls(text).replace(/\s+/g, ' ').trim()

/**
 * A backslash before each character where CommonMark or GitHub would read it as markup; CommonMark takes one before any
 * ASCII punctuation (https://spec.commonmark.org/0.31.2/#backslash-escapes). Addresses and mentions stay text as well
 * (https://github.github.com/gfm/#autolinks-extension-), and what is markup only at the beginning of a line stays bare
 * elsewhere.
 */
export const escapeMarkdown = (typed: string): string =>
  typed
    .replace(/^\s+/gm, '')
    .replace(/[\\`*_[\]<>~|$]|:(?=\/\/|[a-z0-9_+-]+:)|@(?=\w)|&(?=#?\w+;)|(?<=\bwww)\./gi, '\\$&')
    .replace(/^[-+=#]/gm, '\\$&')
    .replace(/^(\d+)([.)])/gm, '$1\\$2')

const figures = ({ draft, t, hand, moment }: Page): string => {
  const { incident, worst, holders, others, numbers } = draft
  const { resolved } = incident
  const facts = [
    t('postmortem.worst-severity', { severity: severityWord(worst, t) }),
    t('postmortem.kind', { kind: kindWord(incident.kind, t) }),
    t('postmortem.declared-at', { at: moment(incident.declaredAt) }),
    ...(resolved === undefined ? [] : [t('postmortem.resolved-at', { at: moment(resolved.at) })]),
    ...lengthFacts(draft, t),
  ]
  const people = holders.map(({ role, users }) =>
    t('postmortem.holders', { role: roleWord(role, t), names: t.list(users.map(hand.who)) }),
  )
  const rest = others.length === 0 ? [] : [t('postmortem.others', { names: t.list(others.map(hand.who)) })]
  const counts = t('postmortem.numbers', {
    entries: numbers.entries,
    updates: numbers.updates,
    people: numbers.people,
  })
  const again = recurrenceFact(incident, t, moment)
  const lines = [...facts, ...(again === undefined ? [] : [again]), ...people, ...rest, counts]
  // In Slack the label stands above its figure; in a list it stands before it. `**` is bold in Markdown, `*` only in
  // Slack.
  return lines.map((line) => `- ${bold(line).replace('\n', ' ')}`).join('\n')
}

/** Our own labels are bold in Slack's way. */
const bold = (text: string): string => text.replace(/^\*([^*\n]+)\*/, '**$1**')

const prose = (section: ProseSection, page: Page): string[] => {
  const { draft, t, lines } = page
  const written = draft.incident.postmortem.prose[section]
  const title = `## ${t(`postmortem.${section}-header`)}`
  const body = written === undefined ? fromRecord(section, page) : [lines(written.text)]
  return [title, ...body, ...(section === 'impact' ? particulars(page) : [])]
}

const particulars = ({ draft, t, hand }: Page): string[] =>
  factLists(draft, t, hand).flatMap(({ heading, lines }) => [
    bold(heading),
    lines.map((line) => `- ${line}`).join('\n'),
  ])

const fromRecord = (section: ProseSection, page: Page): string[] => {
  const { draft, t } = page
  switch (section) {
    case 'summary':
      return summary(page)
    case 'impact':
      return [
        impactSpan(draft, t, page.moment),
        ...impactFacts(draft, t, page.hand),
        ...impactQuestions(draft.incident, t),
      ]
    case 'lessons':
      return [
        bold(t('postmortem.well')),
        ...questions(draft.lessons.well, page),
        bold(t('postmortem.badly')),
        ...questions(draft.lessons.badly, page),
      ]
    case 'root-cause':
      return questions(draft.rootCause, page)
  }
}

const summary = ({ draft, t, lines, hand }: Page): string[] => {
  const { description, resolved } = draft.incident
  const answer = (heading: string, typed: string) => (typed === '' ? [] : [bold(heading), lines(typed)])
  return [
    ...answer(t('postmortem.what-happened'), description),
    ...answer(t('postmortem.what-fixed'), resolved?.fix ?? ''),
    ...answer(t('postmortem.how-verified'), resolved?.verified ?? ''),
    ...verifiedFacts(draft, t, hand),
    ...[questionsLine(unansweredOf(draft.incident), t)].filter((line) => line !== undefined),
  ]
}

const questions = (prompts: readonly Prompt[], page: Page): string[] =>
  prompts.map((prompt) =>
    [asked(prompt, page.t, page.hand.typed), ...prompt.entries.map((entry) => `- ${pointer(entry, page)}`)].join('\n'),
  )

const pointer = (entry: Entry, page: Page): string =>
  [headLine(entry, page), page.hand.typed(bodyOf(entry, page.t))].filter((part) => part !== '').join(': ')

const headLine = (entry: Entry, { t, hand, moment }: Page): string =>
  t('timeline.line', { when: moment(entry.at), what: headOf(entry, t, hand) })

const entryItem = (entry: Entry, page: Page): string => {
  const { t } = page
  const files = entry.files.map(({ name, mimetype, permalink }) =>
    t('timeline.file', { name: link(permalink, name), type: escapeMarkdown(mimetype) }),
  )
  const marks = [
    ...files,
    ...(entry.permalink === undefined ? [] : [link(entry.permalink, t('timeline.message-link'))]),
    ...(entry.from === undefined ? [] : [t('timeline.merged-from', { incident: incidentName(entry.from) })]),
    ...(entry.edited ? [t('timeline.edited')] : []),
    ...(entry.suggestion ? [t('timeline.suggested')] : []),
  ]
  const below = [page.lines(bodyOf(entry, t)), marks.join(' · ')].filter((part) => part !== '')
  return [`**${headLine(entry, page)}**`, ...below].join('\\\n')
}

const link = (address: string, label: string): string => {
  const shown = escapeMarkdown(oneLine(label)) || escapeMarkdown(address)
  if (!URL.canParse(address)) return shown
  const { href, protocol } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return shown
  return `[${shown}](<${href.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`
}

const followUps = ({ draft, t, hand, moment }: Page): string[] => {
  const lines = openFirst(draft.incident.followUps).map((one) => {
    const box = one.doneAt === undefined ? '[ ]' : '[x]'
    return `- ${box} ${followUpLine(one, t, hand, moment)}`
  })
  return [lines.length === 0 ? t('postmortem.no-follow-ups') : lines.join('\n')]
}
