import type { Language } from '../seen.ts'

/** A sentence with places for what it names, `{name}`. */
export const filled =
  <Name extends string>(sentence: string) =>
  (values: Readonly<Record<Name, string>>): string =>
    // Only the names that the type asks for stand in the sentence; a test says so for every language.
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name as Name] ?? whole)

/** A sentence about a number `{n}`, in the forms that the language has (CLDR); digits are 0-9 in every language. */
export const counted = (
  language: Language,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
) => {
  const rules = new Intl.PluralRules(language)
  return (n: number): string => (forms[rules.select(n)] ?? forms.other).replace('{n}', String(n))
}
