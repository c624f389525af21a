import { readConfig } from '../../src/config.ts'
import { languages } from '../../src/text/text.ts'
import { supportChannel } from './support-channel.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The settings of a start. The local workspace has defaults of its own, for somebody who looks at a terminal and a page:
 * the language is that of the machine, where Stanch speaks it, the log is kept for what is wrong, and what customers are
 * told can be read in a channel. Whatever is set wins.
 */
export function readStartConfig(environment: Environment): ReturnType<typeof readConfig> {
  const read = readConfig(environment)
  if (!read.ok || read.config.slack.mode !== 'local') return read
  const isSet = (name: string): boolean => (environment[name] ?? '').trim() !== ''
  return readConfig({
    ...environment,
    ...(isSet('DEFAULT_LANGUAGE') ? {} : { DEFAULT_LANGUAGE: languageOfMachine(environment) }),
    ...(isSet('LOG_LEVEL') ? {} : { LOG_LEVEL: 'warn' }),
    ...(isSet('CUSTOMER_CHANNELS') ? {} : { CUSTOMER_CHANNELS: supportChannel }),
  })
}

/** The first of these that is set speaks (POSIX, 8.2 Internationalization Variables): `he_IL.UTF-8`, or `C` for none. */
function languageOfMachine(environment: Environment): string | undefined {
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name] ?? '').find((one) => one !== '')
  const spoken = locale?.split(/[_.@-]/)[0]?.toLowerCase()
  return languages.find((one) => one === spoken)
}
