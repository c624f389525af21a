import { statSync } from 'node:fs'
import type { Log, ServiceList, Services } from '../app/ports.ts'
import type { Service } from '../domain/services.ts'
import { readServicesFile } from '../services-file.ts'

/**
 * The list of services: from the file where one is named, else as people keep it by forms. The file is looked at anew when
 * it has changed, so nobody need start Stanch again; one that has become wrong is told in the log, and the list stays as it
 * was.
 */
export const openServices = (path: string | undefined, kept: ServiceList, log: Log): Services => {
  if (path === undefined) return { ...kept, file: undefined }
  let known: readonly Service[] = []
  let seen: string | undefined
  const all = (): readonly Service[] => {
    const stat = statSync(path, { throwIfNoEntry: false })
    const version = stat === undefined ? 'none' : `${stat.mtimeMs}/${stat.size}`
    if (version === seen) return known
    seen = version
    const read = readServicesFile(path)
    if (read.ok) known = read.services
    else
      log.warn(
        { event: 'services-file-wrong', file: path, mistakes: read.mistakes },
        'The list of services stays as it was',
      )
    return known
  }
  return {
    file: path,
    all: async () => all(),
    put: async () => 'elsewhere',
    remove: async () => false,
  }
}
