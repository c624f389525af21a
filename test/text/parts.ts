import { IntlMessageFormat } from 'intl-messageformat'

/** A message taken apart: words, a placeholder, or a choice among messages. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'plural' | 'select'; readonly name: string; readonly options: Readonly<Record<string, Part[]>> }

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** The parts of an ICU message. */
export function partsOf(message: string, language: string): Part[] {
  return new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst().map(part)
}

function part(element: Element): Part {
  if ('options' in element) {
    const options = Object.entries(element.options).map(([name, option]) => [name, option.value.map(part)])
    return {
      kind: 'offset' in element ? 'plural' : 'select',
      name: element.value,
      options: Object.fromEntries(options),
    }
  }
  if (!('value' in element)) return { kind: 'count' }
  // In the parser's tree 0 is a literal; every other type with a value is a placeholder.
  return element.type === 0 ? { kind: 'text', text: element.value } : { kind: 'value', name: element.value }
}

/** The names of every placeholder, sorted, each once. */
export function placeholders(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap(names))].toSorted()
}

function names(one: Part): string[] {
  switch (one.kind) {
    case 'text':
    case 'count':
      return []
    case 'value':
      return [one.name]
    case 'plural':
    case 'select':
      return [one.name, ...Object.values(one.options).flatMap(placeholders)]
  }
}

/** The forms of each plural in a message. */
export function pluralForms(parts: readonly Part[]): string[][] {
  return parts.flatMap((one) => {
    if (one.kind !== 'plural' && one.kind !== 'select') return []
    const inner = Object.values(one.options).flatMap(pluralForms)
    return one.kind === 'plural' ? [Object.keys(one.options), ...inner] : inner
  })
}

/** The message as long as it gets, with each value at its usual length: twelve characters, two for a number. */
export function atLength(parts: readonly Part[]): string {
  return parts.map(usual).join('')
}

function usual(one: Part): string {
  switch (one.kind) {
    case 'text':
      return one.text
    case 'value':
      return '0'.repeat(12)
    case 'count':
      return '00'
    case 'plural':
    case 'select':
      return Object.values(one.options)
        .map(atLength)
        .reduce((longest, next) => (next.length > longest.length ? next : longest), '')
  }
}
