// Bundles the local workspace's page (sandbox/page) into dist/page: one script, one style sheet. JavaScript for the reason
// that run.mjs gives.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const sources = join(root, 'sandbox', 'page')

/** What the script is made into, the style sheet beside it; the sandbox serves both from there. */
export const pageOutput = join(root, 'dist', 'page', 'main.js')

/** Makes the page. Needs no network: fonts are the reader's own. */
export async function bundlePage() {
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: { main: join(sources, 'main.tsx'), page: join(sources, 'css', 'page.css') },
    outdir: dirname(pageOutput),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {},
    charset: 'utf8',
    legalComments: 'none',
    minify: true,
    logLevel: 'warning',
  })
  // Its own process would stay beside the bot for as long as that lives.
  await esbuild.stop()
  await mkdir(dirname(pageOutput), { recursive: true })
  // Renamed whole, for another process may be serving it.
  for (const file of outputFiles) {
    const aside = `${file.path}.${process.pid}`
    await writeFile(aside, file.contents)
    await rename(aside, file.path)
  }
}
