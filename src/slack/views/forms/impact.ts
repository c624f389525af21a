import type { InputBlock, ModalView } from '@slack/types'
import { detections, type Impact, impactTextLimit } from '../../../domain/impact.ts'
import { type Incident, kinds } from '../../../domain/incident.ts'
import { inMenuOrder, type Service, serviceCalled } from '../../../domain/services.ts'
import { wallTimeOf } from '../../../domain/wall-clock.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { countWords, detectionWords } from '../impact-lines.ts'
import { context, option } from '../message.ts'
import { kindWord } from '../words.ts'
import { aboutIncident, choiceField, choicesField, form, textField } from './fields.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const impactForm = 'impact'
export const impactBlocks = {
  who: 'impact-who',
  count: 'impact-count',
  services: 'impact-services',
  since: 'impact-since',
  found: 'impact-found',
  until: 'impact-until',
  meaning: 'impact-meaning',
  workaround: 'impact-workaround',
  how: 'impact-how',
} as const
/** Of what kind it is: nobody is asked by a one-line declare, and it decides what is looked for and what is watched. */
export const impactKindBlock = 'impact-kind'
export type ImpactField = keyof typeof impactBlocks

/** Whether there is a workaround, as the form asks it. */
export const workaroundChoices = ['unknown', 'none', 'known'] as const

/** What stands in the form, by field, as `FormState.answer` reads it back; '' for what nobody has said. */
export type ImpactDraft = Readonly<Record<ImpactField, string>>

/** What is known of an impact, as people would type it in that zone. */
export const impactDraft = (impact: Impact, t: T, timeZone: string): ImpactDraft => {
  const { who = '', count, services = [], since, found = '', until, meaning = '', workaround } = impact
  return {
    who,
    count: count === undefined ? '' : plainly(countWords(count, t)),
    services: services.map(({ name }) => name).join(','),
    since: since === undefined ? '' : writtenFor(since, timeZone),
    found,
    until: until === undefined ? '' : writtenFor(until, timeZone),
    meaning,
    workaround: workaround?.is ?? 'unknown',
    how: workaround?.is === 'known' ? workaround.how : '',
  }
}

/** A moment as it is written into a field: `2026-03-02 13:05`, on the clock of that zone. */
export const writtenFor = (at: number, timeZone: string): string => {
  const { date, time } = wallTimeOf(at, timeZone)
  return `${date} ${time}`
}

/** A field shows no isolates and no marks of direction. */
const plainly = (text: string): string => text.replace(/\p{Cf}/gu, '')

/** Asks whom it hurts; every field may stay empty. `services`: the list to choose from, empty where there is none. */
export const impactView = (
  incident: Incident,
  {
    draft,
    services,
    metadata,
    timeZone,
  }: {
    readonly draft: ImpactDraft
    readonly services: readonly Service[]
    readonly metadata: string
    readonly timeZone: string
  },
  t: T,
): ModalView =>
  form(
    {
      callback: impactForm,
      title: t('form.impact.form-title'),
      submit: t('form.impact.form-submit'),
      metadata,
      blocks: [
        context([t('form.impact.hint', { zone: timeZone })]),
        text('who', draft, t, t('form.impact.who-placeholder')),
        text('count', draft, t, t('form.impact.count-placeholder'), 60),
        servicesField(impactBlocks.services, t('impact.services-label'), draft.services, services, t),
        choiceField({
          block: impactKindBlock,
          label: t('form.declare.kind-label'),
          options: kinds.map((kind) => option(kindWord(kind, t), kind)),
          chosen: incident.kind,
          optional: true,
        }),
        text('since', draft, t, t('form.impact.since-placeholder'), 60),
        choiceField({
          block: impactBlocks.found,
          label: t('impact.found-label'),
          options: detections.map((found) => option(detectionWords(found, t), found)),
          chosen: draft.found,
          optional: true,
        }),
        text('until', draft, t, t('form.impact.until-placeholder'), 60),
        text('meaning', draft, t, t('form.impact.meaning-placeholder')),
        choiceField({
          block: impactBlocks.workaround,
          label: t('impact.workaround-label'),
          options: workaroundChoices.map((choice) => option(t(`form.impact.workaround-${choice}-option`), choice)),
          chosen: draft.workaround,
          optional: true,
        }),
        textField({
          block: impactBlocks.how,
          label: t('form.impact.how-label'),
          placeholder: t('form.impact.how-placeholder'),
          initial: draft.how,
          lines: 'many',
          max: impactTextLimit,
          optional: true,
        }),
        aboutIncident(incident, t),
      ].filter((block) => block !== undefined),
    },
    t,
  )

type TextField = 'who' | 'count' | 'since' | 'until' | 'meaning'

const text = (field: TextField, draft: ImpactDraft, t: T, placeholder: string, max = impactTextLimit): InputBlock =>
  textField({
    block: impactBlocks[field],
    label: t(`impact.${field}-label`),
    placeholder,
    initial: draft[field],
    max,
    optional: true,
  })

/** A menu takes 100 options; whoever has more services than that types the names of the others. */
const servicesShown = limits.options

/**
 * Services to choose, or to type where there is no list; '' or their names, parted by commas. `chosen` are shown even
 * where the list no longer has them.
 */
export const servicesField = (
  block: string,
  label: string,
  chosen: string,
  services: readonly Service[],
  t: T,
): InputBlock => {
  const named = chosen.split(',').filter((name) => name !== '')
  if (services.length === 0) {
    const placeholder = t('form.impact.services-typed-placeholder')
    return textField({ block, label, placeholder, initial: named.join(', '), optional: true, max: 500 })
  }
  const known = named.map((name) => serviceCalled(services, name)?.name ?? name)
  const names = [...new Set([...known, ...inMenuOrder(services).map(({ name }) => name)])].slice(0, servicesShown)
  return choicesField({
    block,
    label,
    placeholder: t('form.impact.services-placeholder'),
    options: names.map((name) => option(name, name)),
    chosen: known,
    optional: true,
  })
}
