import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceList } from '../src/app/ports.ts'
import { readConfig } from '../src/config.ts'
import { openServices } from '../src/main/services.ts'
import { readServicesFile } from '../src/services-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'stanch-services-'))
let files = 0
const fileWith = (text: string): string => {
  const path = join(folder, `${++files}.yml`)
  writeFileSync(path, text)
  return path
}

const read = (text: string) => readServicesFile(fileWith(text))

describe('the file of services', () => {
  it('names each with its owner, tier and vendor, of which only the name is needed', () => {
    expect(
      read('services:\n  - name: "  check  out "\n    owner: noa\n    tier: 1\n    vendor: Acme\n  - name: search\n'),
    ).toEqual({
      ok: true,
      services: [{ name: 'check out', owner: 'noa', tier: 1, vendor: 'Acme' }, { name: 'search' }],
    })
    expect(read('services: []')).toEqual({ ok: true, services: [] })
  })

  it('tells all its mistakes at once, each with its line', () => {
    const text = [
      'services:',
      '  - name: checkout',
      '    tier: 7',
      '  - owner: noa',
      '  - name: a, b',
      '    colour: red',
      '  - name: 12',
      '  - Checkout',
    ].join('\n')
    expect(read(text)).toEqual({
      ok: false,
      mistakes: [
        'line 3: a tier is one of 1, 2, 3, 4',
        'line 4: this is to be text: write it in quotes',
        'line 5: a name without commas is needed, for names are parted by commas',
        'line 5: colour: a service has a name, an owner, a tier and a vendor',
        'line 7: this is to be text: write it in quotes',
        'line 8: a service is to begin with "- name:"',
      ],
    })
  })

  it.each([
    [
      'a name twice',
      'services:\n  - name: checkout\n  - name: CheckOut\n',
      /^line 3: "CheckOut" is in the list already/,
    ],
    ['no YAML', 'services:\n  - name: "checkout\n', /^line \d: /],
    ['another list', '- checkout\n', /^line 1: the file is to begin with "services:"/],
    ['a name for what is nowhere', 'services: *all', /^line 1: Unresolved alias.*: write it out$/],
    ['nothing', '', /^line 1: a list is needed here/],
  ])('says what is wrong with %s', (_, text, words) => {
    expect(read(text)).toEqual({ ok: false, mistakes: [expect.stringMatching(words)] })
  })

  it('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { ok } = read(text)
        expect(typeof ok).toBe('boolean')
      }),
      { numRuns: 50 },
    )
  })

  it('is looked at when Stanch starts: what is wrong is told beside every other mistake', () => {
    const path = fileWith('services:\n  - name: checkout\n    tier: 9\n')
    expect(readConfig({ SERVICES_FILE: path, PORT: 'x' })).toMatchObject({
      ok: false,
      mistakes: [expect.stringMatching(/^PORT: /), 'SERVICES_FILE: line 3: a tier is one of 1, 2, 3, 4'],
    })
    expect(readConfig({ SERVICES_FILE: join(folder, 'none.yml') })).toMatchObject({
      mistakes: ['SERVICES_FILE: there is no such file: name the one that holds the list, or unset it'],
    })
    expect(readConfig({})).toMatchObject({ ok: true, config: { servicesFile: undefined } })
  })
})

describe('the list of services', () => {
  const kept: ServiceList = {
    all: async () => [{ name: 'kept' }],
    put: async () => 'done',
    remove: async () => true,
  }

  it('comes from the file where there is one, is read again when it changes, and stays as it was when it is wrong', async () => {
    const told: unknown[] = []
    const log = { info: () => undefined, warn: (facts: unknown) => told.push(facts), error: () => undefined }
    const path = fileWith('services:\n  - name: one\n')
    const services = openServices(path, kept, log)
    const after = (text: string, seconds: number) => {
      writeFileSync(path, text)
      utimesSync(path, seconds, seconds)
      return services.all()
    }
    expect(await services.all()).toEqual([{ name: 'one' }])
    expect(await after('services:\n  - name: two\n', 1_000)).toEqual([{ name: 'two' }])
    expect(await after('services: nonsense\n', 2_000)).toEqual([{ name: 'two' }])
    await services.all()
    expect(told).toMatchObject([{ event: 'services-file-wrong', mistakes: [expect.stringContaining('line 1')] }])
    expect(await services.put({ name: 'three' })).toBe('elsewhere')
    expect(await services.remove('two')).toBe(false)
    expect(services.file).toBe(path)
  })

  it('is kept by forms where there is none', async () => {
    const services = openServices(undefined, kept, { info: () => 0, warn: () => 0, error: () => 0 })
    expect(await services.all()).toEqual([{ name: 'kept' }])
    expect(services.file).toBeUndefined()
  })
})
