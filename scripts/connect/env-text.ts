import { parseEnv } from 'node:util'

/**
 * The text of a settings file with these settings in it, and every other line and comment as it was. A setting that
 * stands in it is changed where it stands (the last one of that name is the one that counts), others are added at the
 * end. Undefined where the file is written so that this cannot be done without changing what else it says.
 */
export const withSettings = (text: string, settings: Readonly<Record<string, string>>): string | undefined => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = text === '' ? [] : text.split(/\r?\n/)
  // What stands behind the last line end is no line.
  if (lines.at(-1) === '') lines.pop()
  for (const [name, value] of Object.entries(settings)) {
    const at = lines.findLastIndex((line) => new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(line))
    if (at === -1) lines.push(`${name}=${value}`)
    else lines[at] = `${name}=${value}`
  }
  const changed = `${lines.join(eol)}${eol}`
  return says(changed, { ...parseEnv(text), ...settings }) ? changed : undefined
}

const says = (text: string, wanted: Readonly<Record<string, string | undefined>>): boolean => {
  const found = parseEnv(text)
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...names].every((name) => found[name] === wanted[name])
}
