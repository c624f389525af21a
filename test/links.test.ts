import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name))
const pages = ['README.md', 'SECURITY.md', 'sandbox/README.md', ...docs]
const read = (page: string): string => readFileSync(join(root, page), 'utf8')

/** The anchors that GitHub gives a page's headings: in lower case, without punctuation, with hyphens for spaces. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Where a page leads within this project: links and pictures, as the file and the heading in it. */
const linksOf = (page: string) =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', anchor] = link.split('#')
      return { link: `${page}: ${link}`, file: path === '' ? page : normalize(join(dirname(page), path)), anchor }
    })

it('leads from every page to what is there', () => {
  const links = pages.flatMap(linksOf)
  const lost = links.filter(
    ({ file, anchor }) => !existsSync(join(root, file)) || (anchor !== undefined && !anchorsOf(file).includes(anchor)),
  )
  expect(lost.map(({ link }) => link)).toEqual([])
  expect(links.length).toBeGreaterThan(40)
})

it('leads to every page from another one', () => {
  const led = new Set(pages.flatMap((page) => linksOf(page).flatMap(({ file }) => (file === page ? [] : [file]))))
  const byFolder = [...led].filter((file) => file.endsWith('/'))
  expect(docs.filter((page) => !led.has(page) && !byFolder.some((folder) => page.startsWith(folder)))).toEqual([])
})
