/** HTML (or XML) that is right as it stands: made by `markup` alone, so that nobody can forget to escape. */
export type Markup = { readonly markup: string }

type Value = Markup | string | readonly Markup[] | undefined

/**
 * A template whose strings are escaped and whose `Markup` stands as it is; undefined leaves nothing. Fit for HTML's
 * text and quoted attributes, and for XML 1.0: characters that it has no place for are left out.
 */
export const markup = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: parts.reduce((all, part, nth) => `${all}${written(values[nth - 1])}${part}`),
})

/** What is right already and comes from nobody: a style sheet, a whole document's first line. */
export const asItIs = (text: string): Markup => ({ markup: text })

const written = (value: Value): string => {
  if (value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  return 'markup' in value ? value.markup : value.map((one) => one.markup).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Neither HTML nor XML 1.0 can hold them, not even escaped (https://www.w3.org/TR/xml/#charsets). */
const unfit = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu
/** A half of a pair without the other; the `u` flag leaves whole pairs alone. */
const halves = /[\ud800-\udfff]/gu

const escaped = (text: string): string =>
  text
    .replace(unfit, '')
    .replace(halves, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
