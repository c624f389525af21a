import type { Place } from './place.ts'

/** Looks at one value and says at its place what Slack would object to; silence means it is fine. */
export type Check = (value: unknown, at: Place) => void

/** Fields by name. */
export type Fields = Readonly<Record<string, Check>>

/** Narrows to a JSON object: not null, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with these required and optional fields and no others. */
export function shape(required: Fields, optional: Fields = {}): Check {
  return (value, at) => {
    if (!isObject(value)) return at.say('must provide an object')
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) at.say(`missing required field: ${name}`)
    }
    for (const [name, held] of Object.entries(value)) {
      const check = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name)
          ? optional[name]
          : undefined
      if (check === undefined) at.say(`invalid additional property: ${name}`)
      else if (held !== undefined) check(held, at.into(name))
    }
  }
}

/** Chooses the check by the object's `type`; a type that is not in `byType` is unsupported there. */
export function typed(byType: Fields): Check {
  return (value, at) => {
    if (!isObject(value)) return at.say('must provide an object')
    const { type } = value
    if (type === undefined) return at.say('missing required field: type')
    const check = typeof type === 'string' && Object.hasOwn(byType, type) ? byType[type] : undefined
    if (check === undefined) return at.into('type').say(`unsupported type: ${String(type)}`)
    check(value, at)
  }
}

/** An array of `min` to `max` items that each pass. */
export function list(item: Check, { min = 1, max = Infinity }: { min?: number; max?: number } = {}): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return at.say('must be an array')
    if (value.length < min) at.say(`no fewer than ${min} items allowed`)
    if (value.length > max) at.say(`no more than ${max} items allowed`)
    value.forEach((one, index) => item(one, at.into(index)))
  }
}

/** A string of `min` to `max` characters. */
export function string({ min = 1, max = Infinity }: { min?: number; max?: number } = {}): Check {
  return (value, at) => {
    if (typeof value !== 'string') return at.say('must be a string')
    if (value.length < min) at.say(`must be more than ${min - 1} characters`)
    if (value.length > max) at.say(`must be less than ${max + 1} characters`)
  }
}

/** A string in a written form, such as a date; `form` is what the reason names. */
export function written(pattern: RegExp, form: string): Check {
  return (value, at) => {
    if (typeof value !== 'string' || !pattern.test(value)) at.say(`must match format: ${form}`)
  }
}

/** An absolute http(s) address (Slack also opens `mailto:` and its own `slack:` from buttons and links). */
export function url(max: number, schemes: readonly string[] = ['http:', 'https:', 'mailto:', 'slack:']): Check {
  return (value, at) => {
    string({ max })(value, at)
    if (typeof value !== 'string') return
    if (!URL.canParse(value) || !schemes.includes(new URL(value).protocol)) at.say('must be a valid URL')
  }
}

/** One of a closed set of words. */
export function word(...words: readonly string[]): Check {
  return (value, at) => {
    if (typeof value !== 'string' || !words.includes(value)) at.say(`must be one of: ${words.join(', ')}`)
  }
}

/** A whole number within bounds, both included. */
export function whole(min: number, max: number): Check {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return at.say('must be an integer')
    if (value < min || value > max) at.say(`must be between ${min} and ${max}`)
  }
}

/** `true` or `false`. */
export const flag: Check = (value, at) => {
  if (typeof value !== 'boolean') at.say('must be a boolean')
}

/** Several checks of the same value, in order. */
export function all(...checks: readonly Check[]): Check {
  return (value, at) => checks.forEach((check) => check(value, at))
}

/** Exactly one of these fields must be there. */
export function oneOf(...names: readonly string[]): Check {
  return (value, at) => {
    if (!isObject(value)) return
    const held = names.filter((name) => value[name] !== undefined)
    if (held.length !== 1) at.say(`must provide exactly one of: ${names.join(', ')}`)
  }
}
