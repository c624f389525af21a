import { isIPv4, isIPv6 } from 'node:net'
import type { IncomingHttpHeaders } from 'node:http'

/** What a request tells of whoever sends it. */
type Asking = {
  readonly socket: { readonly remoteAddress?: string | undefined }
  readonly headers: IncomingHttpHeaders
}

/**
 * Who asks, for counting alone. Behind a proxy everybody comes from the proxy: if the connection is from a private
 * address, the last entry of `X-Forwarded-For` counts, which the nearest proxy wrote itself. From the world that header
 * is not believed. Of IPv6 the first half, which is what one household has.
 */
export const clientOf = ({ socket, headers }: Asking): string => {
  const peer = plain(socket.remoteAddress ?? '')
  if (!isPrivate(peer)) return network(peer)
  const forwarded = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? ''
  const told = plain(forwarded)
  return isIPv4(told) || isIPv6(told) ? network(told) : network(peer)
}

/** `::ffff:10.0.0.1` is 10.0.0.1. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const isPrivate = (address: string): boolean =>
  /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(address) ||
  /^(::1$|f[cd]|fe80:)/i.test(address) ||
  address === ''

const network = (address: string): string => (isIPv6(address) ? groupsOf(address).slice(0, 4).join(':') : address)

/** All eight groups: `::` stands for as many zeros as are missing. */
const groupsOf = (address: string): readonly string[] => {
  const [before = [], after = []] = (address.split('%')[0] ?? '')
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
  const missing = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...missing, ...after]
}
