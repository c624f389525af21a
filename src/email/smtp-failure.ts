import { z } from 'zod'

/** What became of a letter that was not taken. */
export type SmtpFailure = {
  readonly kind: /** The recipient's server takes nothing for this address. */
    | 'address'
    /** It takes this letter never. */
    | 'letter'
    /** Not now (4xx), or the line went or fell silent in the middle: the same letter again. */
    | 'later'
    /** No letter at all goes: nobody answers or greets, or we are not let in. */
    | 'server'
  /** Never with a password in it: the server's own words, or the library's code. */
  readonly error: string
}

/** As nodemailer throws it; `response` is the server's line. */
const thrown = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  /** Which of its patiences ran out. */
  timeoutType: z.string().optional(),
  /** The system's own, where `code` is the library's. */
  originalCode: z.string().optional(),
  syscall: z.string().optional(),
})

/** Shown to operators; a server may say a whole page. */
const longest = 200

/**
 * Tells the kinds apart by the reply code, the command that was refused (RFC 5321, 4.2) and, where a server says who is
 * unknown only after the whole letter, by the enhanced code (RFC 3463: 5.1 is the address, 5.2 the mailbox).
 */
export const smtpFailureOf = (error: unknown): SmtpFailure => {
  const read = thrown.safeParse(error)
  if (!read.success) return { kind: 'server', error: 'unknown' }
  const { code = 'unknown', command = '', responseCode: reply, response = '' } = read.data
  const words = response === '' ? code : response.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, longest)
  const isAboutLetter = /^(RCPT TO|DATA)$/.test(command)
  if (reply !== undefined && reply >= 500 && isAboutLetter) {
    const isAddress = command === 'RCPT TO' || /^\d{3}[ -]5\.[12]\.\d/.test(response)
    return { kind: isAddress ? 'address' : 'letter', error: words }
  }
  // 421: the server closes; what it refuses is no letter of ours.
  if (reply !== undefined) return { kind: isAboutLetter && reply !== 421 ? 'later' : 'server', error: words }
  // Words that are no reply (RFC 5321, 4.2) refuse nothing: something in the middle spoke, not the server.
  if (response !== '') return { kind: isAboutLetter ? 'later' : 'server', error: words }
  if (code === 'EENVELOPE') return { kind: 'address', error: words }
  if (code === 'EMESSAGE') return { kind: 'letter', error: words }
  return { kind: wentInTheMiddle(read.data) ? 'later' : 'server', error: words }
}

/**
 * The line stood and then went, so it may be this letter that the server cannot bear: were it taken for the server's
 * being away, one such letter would hold up everybody's for ever. (A TLS handshake that is broken off says ECONNRESET
 * too, but of no read or write.)
 */
const wentInTheMiddle = ({ code, timeoutType, originalCode, syscall }: z.infer<typeof thrown>): boolean => {
  switch (code) {
    case 'ECONNECTION':
    case 'EABORT':
      return true
    case 'ETIMEDOUT':
      return timeoutType === 'SOCKET_TIMEOUT'
    case 'ESOCKET':
      return /^(ECONNRESET|EPIPE)$/.test(originalCode ?? '') && /^(read|write)$/.test(syscall ?? '')
    default:
      return false
  }
}
