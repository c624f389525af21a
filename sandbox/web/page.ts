import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { sendText } from './reply.ts'

/** Where `scripts/page.mjs` puts what it makes of `sandbox/page`. */
const made = new URL('../../dist/page/', import.meta.url)

/** Nothing but this server's own script, styles and pictures; in nobody's frame; nothing is sent anywhere else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#7a1f2b"/><path d="M16 6v20M6 16h20" stroke="#fff" stroke-width="6" stroke-linecap="round"/></svg>`

const front = `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Stanch Local</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/page.css">
<script type="module" src="/page/main.js"></script>
</head>
<body><noscript>This page needs JavaScript; the workspace can also be driven from code: see sandbox/README.md.</noscript></body>
</html>
`

const types: Readonly<Record<string, string>> = {
  'main.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
}

const headers = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

const sendMade = async (response: ServerResponse, name: string, type: string): Promise<void> => {
  try {
    const bytes = await readFile(new URL(name, made))
    response.writeHead(200, { ...headers, 'content-type': type })
    response.end(bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    sendText(response, 503, 'the page is not built yet: npm run build')
  }
}

/** The page in the browser: at `/` and at every message's address, with its script, styles and icon under `/page/`. */
export const servePage = async (response: ServerResponse, { pathname }: URL): Promise<void> => {
  const name = /^\/page\/([\w.]+)$/.exec(pathname)?.[1] ?? ''
  const type = types[name]
  if (type !== undefined) return sendMade(response, name, type)
  if (name === 'icon.svg' || pathname === '/favicon.ico') {
    response.writeHead(200, { ...headers, 'content-type': 'image/svg+xml' })
    response.end(icon)
    return undefined
  }
  if (pathname !== '/' && !/^\/archives\/[A-Z0-9]+(\/p\d+)?$/.test(pathname))
    return sendText(response, 404, 'not found')
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
  response.end(front)
  return undefined
}
