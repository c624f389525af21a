import { crc32, deflateSync, inflateSync } from 'node:zlib'

/*
 * A browser writes each pixel of a picture in three bytes; one byte and a table of 256 colours are enough for a page of
 * text and buttons, and make a third of the file (https://www.w3.org/TR/png-3/).
 */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A picture pixel by pixel, from the left above: colours as 0xRRGGBB. */
export type Pixels = { readonly width: number; readonly height: number; readonly colours: Uint32Array }

/**
 * Reads a PNG as Chromium writes it: eight bits a channel, RGB or RGBA with nothing to be seen through, not interlaced.
 * Throws for any other.
 */
export const readPng = (png: Buffer): Pixels => {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('This is no PNG')
  const data: Buffer[] = []
  let header = png.subarray(0, 0)
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8)
    const content = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    if (type === 'IHDR') header = content
    if (type === 'IDAT') data.push(content)
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const [depth, kind, , , interlace] = header.subarray(8)
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlace !== 0) throw new Error('This PNG is of another kind')
  const bytes = kind === 2 ? 3 : 4
  const raw = unfiltered(inflateSync(Buffer.concat(data)), { width: width * bytes, height, bytes })
  const colours = Uint32Array.from({ length: width * height }, (_, nth) => raw.readUIntBE(nth * bytes, 3))
  return { width, height, colours }
}

/** Each line of a PNG is written as what differs from its neighbours, in one of five ways. */
const unfiltered = (data: Buffer, { width, height, bytes }: Record<'width' | 'height' | 'bytes', number>): Buffer => {
  const out = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (width + 1)]
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const left = x < bytes ? 0 : (out[at - bytes] ?? 0)
      const above = y === 0 ? 0 : (out[at - width] ?? 0)
      const corner = x < bytes || y === 0 ? 0 : (out[at - width - bytes] ?? 0)
      out[at] = ((data[y * (width + 1) + 1 + x] ?? 0) + foretold(filter, left, above, corner)) & 255
    }
  }
  return out
}

const foretold = (filter: number | undefined, left: number, above: number, corner: number): number => {
  switch (filter) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4: {
      const whole = left + above - corner
      const nearest = [left, above, corner].toSorted((a, b) => Math.abs(whole - a) - Math.abs(whole - b))
      return nearest[0] ?? 0
    }
    default:
      throw new Error(`PNG knows no filter ${filter}`)
  }
}

/** Writes it with a table of 256 colours, or as many as it has: the commonest stay, the others take the nearest of them. */
export const writePng = ({ width, height, colours }: Pixels): Buffer => {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const table = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => colour)
  const places = new Map([...counts.keys()].map((colour) => [colour, table.indexOf(nearestOf(colour, table))] as const))
  const lines = Buffer.alloc((width + 1) * height)
  for (const [nth, colour] of colours.entries()) {
    lines[Math.floor(nth / width) * (width + 1) + 1 + (nth % width)] = places.get(colour) ?? 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const palette = Buffer.from(table.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const data = deflateSync(lines, { level: 9 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const nearestOf = (colour: number, table: readonly number[]): number =>
  table.reduce((best, one) => (distance(one, colour) < distance(best, colour) ? one : best), table[0] ?? 0)

const distance = (one: number, other: number): number =>
  ((one >> 16) - (other >> 16)) ** 2 +
  (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
  ((one & 255) - (other & 255)) ** 2

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
