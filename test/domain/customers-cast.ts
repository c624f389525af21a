import type { Command } from '../../src/domain/commands.ts'
import { publicUpdateId } from '../../src/domain/ids.ts'
import type { Destination, PublicStage, PublicTexts, Wording } from '../../src/domain/public-updates.ts'
import type { Unsayable } from '../../src/domain/unsaid.ts'
import type { UnsaidKind } from '../../src/domain/unsaid/kinds.ts'
import { type Who, at, slack, wish } from './cast.ts'

export const theUpdate = publicUpdateId('p1')
const everywhere: readonly Destination[] = ['status-page', 'webhook/crm']

/** Names that only this team knows. */
export const names: Unsayable = { people: ['Noa Levi'], services: ['ledger-core'], vendors: ['Acme Cloud'] }

type Drafted = {
  readonly id?: string
  readonly stage?: PublicStage
  readonly texts?: PublicTexts
  readonly due?: string
  readonly approver?: Who
}
type Seen = { readonly id?: string; readonly version?: number }

const wordingOf = (body: string, { stage = 'investigating', texts, due }: Drafted): Wording => ({
  stage,
  texts: texts ?? { en: { title: 'Orders fail', body } },
  ...(due !== undefined && { nextUpdateDue: at(due) }),
})

const seen = ({ id = 'p1', version = 1 }: Seen) => ({ update: publicUpdateId(id), version })
const asked = ({ approver }: Drafted) => (approver === undefined ? {} : { approver: approver.user })

/** What somebody wishes for the customers, at a time of that Monday. */
export const aboutCustomers = ({ user, standing }: Who, clock = '13:30') => {
  const base = () => wish(clock, { kind: 'person', user, standing })
  return {
    draft: (body: string, more: Drafted = {}) =>
      ({
        ...base(),
        type: 'draft-public-update',
        update: publicUpdateId(more.id ?? 'p1'),
        wording: wordingOf(body, more),
        ...asked(more),
      }) as const,
    edit: (body: string, more: Drafted & Seen = {}) =>
      ({
        ...base(),
        type: 'edit-public-update',
        ...seen(more),
        wording: wordingOf(body, more),
        ...asked(more),
      }) as const,
    sendBack: (why: string, more: Seen = {}) =>
      ({ ...base(), type: 'send-back-public-update', ...seen(more), why }) as const,
    withdraw: (id = 'p1') =>
      ({ ...base(), type: 'withdraw-public-update', update: publicUpdateId(id), why: '' }) as const,
    approve: (more: Seen & { readonly kept?: readonly UnsaidKind[]; readonly to?: readonly Destination[] } = {}) =>
      ({
        ...base(),
        type: 'approve-public-update',
        ...seen(more),
        kept: more.kept ?? [],
        names,
        to: more.to ?? everywhere,
      }) as const,
  } satisfies Record<string, (...facts: never[]) => Command>
}

/** What came of a publication; with an error, that it was given up. */
export const arrived = (clock: string, to: Destination, error?: string, id = 'p1'): Command => {
  const update = publicUpdateId(id)
  if (error !== undefined) return slack(clock).refuse({ type: 'publish', update, to }, error)
  return { ...wish(clock, { kind: 'slack' }), type: 'record-publication', update, to }
}
