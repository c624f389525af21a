import { useEffect, useState } from 'preact/hooks'
import type { Acts, Language, Names, Use, Values, View } from '../seen.ts'
import { fieldOf } from '../../workspace/inputs.ts'
import { Content } from './content.tsx'
import { Form } from './form.tsx'
import { galleryForm, galleryMessage } from './gallery-blocks.ts'
import { isKit, kitsOf } from './reading.ts'

const people = ['Noa', 'Sam', 'Layla', 'Yuki', 'آدم'].map((name) => ({ id: `U0${name.toUpperCase()}`, name }))
const channels = [
  { id: 'C0INC', name: 'inc-0042-checkout-is-down', kind: 'public' as const },
  { id: 'C0GENERAL', name: 'general', kind: 'public' as const },
]
const names: Names = {
  person: (id) => people.find((one) => one.id === id)?.name,
  channel: (id) => channels.find((one) => one.id === id)?.name,
  people: () => people,
  channels: () => channels,
}
const elements = galleryForm.flatMap((block) => (isKit(block['element']) ? [block['element']] : []))

/** What was put in, as the workspace would hold it. */
const withUse = (values: Values, { blockId, actionId, value }: Use): Values => {
  const element = elements.find((one) => one['action_id'] === actionId) ?? {}
  const key = fieldOf(element)?.key ?? 'value'
  return { ...values, [blockId]: { ...values[blockId], [actionId]: { type: element['type'], [key]: value ?? null } } }
}

const zones: Readonly<Record<Language, string>> = {
  en: 'Europe/London',
  he: 'Asia/Jerusalem',
  ar: 'Asia/Amman',
  ja: 'Asia/Tokyo',
}

/** The language of the gallery that an address asks for: `?gallery=he`; undefined where it asks for none. */
export const galleryAt = (search: string): Language | undefined => {
  const asked = new URLSearchParams(search).get('gallery')
  if (asked === null) return undefined
  return asked === 'he' || asked === 'ar' || asked === 'ja' ? asked : 'en'
}

/** One of everything that blocks can draw, for makers: a message and a form, of which nothing reaches an app. */
export const Gallery = ({ language }: { language: Language }) => {
  const [values, setValues] = useState<Values>({})
  const [errors, setErrors] = useState<View['errors']>({})
  const use = (one: Use) =>
    new Promise<void>((resolve) => {
      setTimeout(() => {
        setValues((before) => withUse(before, one))
        resolve()
      }, 100)
    })
  const acts: Acts = {
    press: use,
    fill: use,
    suggest: (_, typed) => Promise.resolve(kitsOf(['api', 'web'].map((one) => option(`${typed}-${one}`)))),
    attach: ({ name, size }) => Promise.resolve({ id: name, name, size }),
    openPerson: () => undefined,
    openChannel: () => undefined,
  }
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = language === 'he' || language === 'ar' ? 'rtl' : 'ltr'
  }, [language])
  const reader = { id: 'U0SAM', language, timeZone: zones[language] }
  const view: View = {
    id: 'V1',
    submit: { type: 'plain_text', text: 'Declare' },
    blocks: galleryForm,
    values,
    errors,
  }
  const refuse = async () =>
    setErrors(
      Object.fromEntries(
        galleryForm.slice(1).map((block) => [String(block['block_id']), 'Please complete this required field.']),
      ),
    )
  return (
    <main class="kit-gallery">
      <h1>Block Kit</h1>
      <Content text="" blocks={galleryMessage} {...{ reader, names, acts, values }} />
      <Form {...{ view, reader, names, acts }} onSubmit={refuse} onClose={() => setErrors({})} />
    </main>
  )
}

const option = (text: string) => ({ text: { type: 'plain_text', text }, value: text })
