/** A letter, taken apart as a mail program does. */
export type Read = { readonly headers: ReadonlyMap<string, string>; readonly text: string; readonly html: string }

/** Reads what our own composer can write: folded headers, two parts, three encodings. */
export const readLetter = (raw: string): Read => {
  const { headers, body } = split(raw)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? ''
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r?\n/, '')))
  const of = (type: string) => {
    const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type))
    return part === undefined ? '' : decoded(part.body, part.headers.get('content-transfer-encoding'))
  }
  return { headers, text: of('text/plain'), html: of('text/html') }
}

const split = (raw: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } => {
  const end = raw.search(/\r?\n\r?\n/)
  const head = raw.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
  const headers = head.split(/\r?\n/).map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())]
  })
  return { headers: new Map(headers), body: raw.slice(end).replace(/^\r?\n\r?\n/, '') }
}

/** RFC 2047: `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`, which may follow one another. */
const words = (text: string): string => {
  const bytes = text.replace(/\?=\s+=\?/g, '?==?')
  return bytes.replace(/(?:=\?utf-8\?[qb]\?[^?]*\?=)+/gi, (run) => {
    const parts = [...run.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, kind, value = '']) =>
      kind?.toLowerCase() === 'b' ? Buffer.from(value, 'base64') : quoted(value.replaceAll('_', ' ')),
    )
    return Buffer.concat(parts).toString('utf8')
  })
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const decoded = (body: string, encoding = '7bit'): string => {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8')
    case 'quoted-printable':
      return quoted(body.replace(/=\r?\n/g, '')).toString('utf8')
    default:
      return body
  }
}
