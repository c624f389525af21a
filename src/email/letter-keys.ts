import { createHmac } from 'node:crypto'

/** What the link in a letter is good for. */
export type Purpose = 'confirm' | 'leave'

/** Makes the key that a letter carries. */
export type KeyFor = (purpose: Purpose, recipient: string, about: string) => string

/**
 * Keys that nobody can guess and no table holds: made of secrets that every replica has in its settings and the database
 * does not, so that a letter which is sent again carries the same one. What is stored is a hash by which it is known
 * again; a key that was given stays good when the secrets change. One key ends a subscription, in all its letters; each
 * letter that asks to confirm has its own.
 */
export const keysFrom =
  (...secrets: readonly string[]): KeyFor =>
  (purpose, recipient, about) =>
    createHmac('sha256', secrets.join('\n'))
      .update(`${purpose}\n${recipient}\n${purpose === 'confirm' ? about : ''}`)
      .digest('base64url')
