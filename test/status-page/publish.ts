import type { Database } from '../../db/database.ts'
import { publicUpdateId } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { PublicStage, PublicTexts } from '../../src/domain/public-updates.ts'
import { ann, go, noting } from '../db/house.ts'
import { noon } from './published.ts'

let updates = 0

/** Publishes it as an approval does, without one. */
export const publish = async (
  { ledger }: Database,
  incident: Incident,
  texts: PublicTexts,
  stage: PublicStage = 'investigating',
  before: Parameters<typeof go>[0] = [],
): Promise<void> => {
  updates += 1
  const update = publicUpdateId(`update-${updates}`)
  const published = {
    type: 'public-update-published',
    update,
    version: 1,
    draftedBy: ann.user,
    alone: true,
    kept: [],
    to: ['status-page'],
    stage,
    texts,
  } as const
  await ledger.transact({ ...noting(incident, ''), at: noon }, go([...before, published]))
}

/** In English alone. */
export const plain = (title: string, body = 'We are working on it.'): PublicTexts => ({ en: { title, body } })
