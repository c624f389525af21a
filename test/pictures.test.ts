import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPng, writePng } from '../scripts/pictures/palette.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), content])
  return Buffer.concat([number(content.length), body, number(crc32(body))])
}

/** An RGB picture of which each line is filtered as a browser may do it: the bytes are those that are written. */
const rgb = (width: number, lines: readonly { filter: number; bytes: readonly number[] }[]): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([number(width), number(lines.length), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.from(lines.flatMap(({ filter, bytes }) => [filter, ...bytes])))),
    chunk('IEND', Buffer.alloc(0)),
  ])

it('reads each way in which a line may be filtered', () => {
  const lines = [
    { filter: 0, bytes: [10, 20, 30, 40, 50, 60] },
    { filter: 1, bytes: [1, 1, 1, 1, 1, 1] },
    { filter: 2, bytes: [1, 1, 1, 1, 1, 255] },
    { filter: 3, bytes: [0, 0, 0, 0, 0, 0] },
    { filter: 4, bytes: [1, 0, 0, 0, 0, 1] },
  ]
  const { width, height, colours } = readPng(rgb(2, lines))
  expect([width, height]).toEqual([2, 5])
  expect([...colours].map((colour) => colour.toString(16).padStart(6, '0'))).toEqual(
    '0a141e 28323c 010101 020202 020202 030301 010101 020201 020101 020202'.split(' '),
  )
})

/** What a picture with a table shows, pixel by pixel. */
const shown = (png: Buffer): readonly number[] => {
  const found = (type: string): Buffer => {
    const at = png.indexOf(type, 0, 'latin1')
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  }
  const [table, lines] = [found('PLTE'), inflateSync(found('IDAT'))]
  const width = found('IHDR').readUInt32BE(0)
  return [...lines].flatMap((place, nth) => (nth % (width + 1) === 0 ? [] : [table.readUIntBE(place * 3, 3)]))
}

it('shows every pixel of a picture with few colours as it was', () => {
  const pixels = fc.array(fc.integer({ min: 0, max: 0xffffff }), { minLength: 1, maxLength: 250 })
  fc.assert(
    fc.property(pixels, (row) => {
      const twice = Uint32Array.from([...row, ...row])
      expect(shown(writePng({ width: row.length, height: 2, colours: twice }))).toEqual([...twice])
    }),
  )
})

it('keeps the commonest colours of a picture with many, and takes for the others what is like them', () => {
  const greys = Array.from({ length: 256 }, (_, grey) => grey * 0x010101)
  const colours = Uint32Array.from([...greys, ...greys, 0x7f7f80, 0x010000])
  const out = shown(writePng({ width: colours.length, height: 1, colours }))
  expect(out.slice(-2)).toEqual([0x7f7f7f, 0x000000])
  expect(out.slice(0, 512)).toEqual([...greys, ...greys])
})

it('refuses what is no picture of a browser', () => {
  expect(() => readPng(Buffer.from('GIF89a and so on'))).toThrow('no PNG')
  expect(() => readPng(writePng({ width: 1, height: 1, colours: Uint32Array.of(0) }))).toThrow('another kind')
})

it('is what each picture of the docs went through: none is heavy', () => {
  const sizes = readdirSync(folder).map((name) => ({ name, kilobytes: statSync(join(folder, name)).size / 1000 }))
  expect(sizes.filter(({ kilobytes }) => kilobytes > 40)).toEqual([])
  // The ninth byte of the header: a picture with a table of colours.
  expect(sizes.filter(({ name }) => readFileSync(join(folder, name))[25] !== 3)).toEqual([])
})
