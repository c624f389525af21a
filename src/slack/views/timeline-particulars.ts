import type { ParticularEvent } from '../../domain/events/particulars.ts'
import type { ImpactStatement } from '../../domain/impact.ts'
import type { T } from '../../text/text.ts'
import { countWords, detectionWords } from './impact-lines.ts'
import type { Hand } from './hand.ts'
import { kindWord } from './words.ts'

/** What was said of an impact, a vendor or a production change, on one line. */
export const particularHead = (event: ParticularEvent, who: string, t: T, hand: Hand): string => {
  switch (event.type) {
    case 'kind-changed':
      return t('timeline.kind-changed', { who, from: kindWord(event.from, t), to: kindWord(event.to, t) })
    case 'impact-stated':
      return statementHead(event.statement, who, t, hand)
    case 'impact-withdrawn':
      return t('timeline.impact-withdrawn', { who, part: t(`impact.${event.part}-label`) })
    case 'vendor-awaited':
    case 'vendor-described':
      return t(`timeline.${event.type}`, { who, vendor: hand.typed(event.vendor.name) })
    case 'vendor-estimated': {
      const facts = { who, vendor: hand.typed(event.name), at: hand.moment(event.estimate, t) }
      return t('timeline.vendor-estimated', facts)
    }
    case 'vendor-estimate-withdrawn':
    case 'vendor-returned':
      return t(`timeline.${event.type}`, { who, vendor: hand.typed(event.name) })
    case 'change-recorded':
      return t('timeline.change-recorded', { who: hand.who(event.madeBy), number: event.number })
    case 'change-undone':
      return t('timeline.change-undone', { who, number: event.number })
  }
}

const statementHead = (statement: ImpactStatement, who: string, t: T, hand: Hand): string => {
  switch (statement.part) {
    case 'who':
    case 'meaning':
      return t(`timeline.impact-${statement.part}`, { who })
    case 'count':
      return t('timeline.impact-count', { who, count: countWords(statement.to, t) })
    case 'services':
      return t('timeline.impact-services', { who, services: t.list(statement.to.map(({ name }) => hand.typed(name))) })
    case 'since':
    case 'until':
      return t(`timeline.impact-${statement.part}`, { who, at: hand.moment(statement.to, t) })
    case 'found':
      return t('timeline.impact-found', { who, found: detectionWords(statement.to, t) })
    case 'workaround':
      return t(statement.to.is === 'none' ? 'timeline.impact-no-workaround' : 'timeline.impact-workaround', { who })
  }
}

/** The words that belong under that line, as they were typed; '' where the line says it all. */
export const particularBody = (event: ParticularEvent): string => {
  switch (event.type) {
    case 'impact-stated':
      return statementBody(event.statement)
    case 'vendor-awaited':
    case 'vendor-described': {
      const { contact, ticket, statusPage } = event.vendor
      return [ticket, contact, statusPage].filter((part) => part !== undefined).join('\n')
    }
    case 'change-recorded':
      return [event.text, event.undo].filter((part) => part !== '').join('\n')
    case 'change-undone':
      return event.text
    case 'kind-changed':
    case 'impact-withdrawn':
    case 'vendor-estimated':
    case 'vendor-estimate-withdrawn':
    case 'vendor-returned':
      return ''
  }
}

const statementBody = (statement: ImpactStatement): string => {
  switch (statement.part) {
    case 'who':
    case 'meaning':
      return statement.to
    case 'workaround':
      return statement.to.is === 'none' ? '' : statement.to.how
    case 'count':
    case 'services':
    case 'since':
    case 'found':
    case 'until':
      return ''
  }
}
