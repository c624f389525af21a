import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { cleanLine } from '../../domain/clean.ts'
import { type Service, serviceCalled, serviceNameLimit, tiers } from '../../domain/services.ts'
import { refuseStanding } from '../../domain/standing.ts'
import { refusalText } from '../views/refusal.ts'
import { messageView } from '../views/forms/message.ts'
import {
  addServiceAction,
  serviceBlocks,
  serviceDeeds,
  serviceForm,
  serviceMenuActions,
  servicesView,
  serviceView,
} from '../views/services.ts'
import { given, givenJson } from './given.ts'
import type { Answer, Asked, FormAnswer, Handler, House, Pressed, Submitted } from './handler.ts'
import { sayNo } from './say.ts'

/** `/incident services`: the list of what incidents can hurt, and the forms by which it is kept. */
export const services: Handler = {
  slash: {
    word: 'services',
    aliases: ['service', 'catalogue', 'catalog', 'שירותים', 'שירות', 'الخدمات', 'خدمات', 'サービス', 'サービス一覧'],
    usage: '',
    where: 'anywhere',
    async answer(said, house) {
      const refusal = refuseStanding(said.by.standing, { guests: house.guests })
      return refusal === undefined ? { open: await listed(said, house) } : sayNo(refusal, said.t)
    },
  },
  presses: {
    [addServiceAction]: (pressed, house) => forMembers(pressed, house, async () => emptyForm(pressed)),
    ...Object.fromEntries(serviceMenuActions.map((action) => [action, choose])),
  },
  submits: { [serviceForm]: handIn },
}

const listed = async ({ t }: Asked, { services: list }: House): Promise<ModalView> =>
  servicesView(await list.all(), list.file, t)

/** Whoever may not act may not change the list either; a form has no other place to say so. */
const forMembers = async (asked: Asked, house: House, view: () => Promise<ModalView>): Promise<Answer> => {
  const refusal = refuseStanding(asked.by.standing, { guests: house.guests })
  return { redraw: refusal === undefined ? await view() : messageView(refusalText(refusal, asked.t), asked.t) }
}

/** `was`: the name of the service that is edited. `at` tells one form from the next in the same window. */
const metadata = z.object({ at: z.number(), was: z.string().optional() })

const emptyForm = ({ at, t }: Asked): ModalView => serviceView(undefined, JSON.stringify({ at }), t)

const choice = z.templateLiteral([z.enum(serviceDeeds), ':', z.string()])

async function choose(pressed: Pressed, house: House): Promise<Answer> {
  const { t, at } = pressed
  return forMembers(pressed, house, async () => {
    const [deed, ...rest] = given(choice, pressed.value).split(':')
    const service = serviceCalled(await house.services.all(), rest.join(':'))
    if (service === undefined) return messageView(t('services.gone'), t)
    if (deed === 'edit') return serviceView(service, JSON.stringify({ at, was: service.name }), t)
    await house.services.remove(service.name)
    return listed(pressed, house)
  })
}

async function handIn(submitted: Submitted, house: House): Promise<FormAnswer> {
  const { t } = submitted
  const refusal = refuseStanding(submitted.by.standing, { guests: house.guests })
  if (refusal !== undefined) return { errors: { [serviceBlocks.name]: refusalText(refusal, t) } }
  const { was } = givenJson(metadata, submitted.metadata)
  const service = serviceIn(submitted)
  if (service === undefined) {
    return { errors: { [serviceBlocks.name]: t('services.name-missing', { limit: serviceNameLimit }) } }
  }
  const done = await house.services.put(service, was)
  switch (done) {
    case 'done':
      return { show: await listed(submitted, house) }
    case 'taken':
      return { errors: { [serviceBlocks.name]: t('services.name-taken') } }
    case 'gone':
      return { errors: { [serviceBlocks.name]: t('services.gone') } }
    case 'elsewhere':
      return { errors: { [serviceBlocks.name]: t('services.from-file', { file: house.services.file ?? '' }) } }
  }
}

/** What the form comes to; undefined without a name that can be one. Names are parted by commas, so none is in them. */
const serviceIn = ({ answer }: Submitted): Service | undefined => {
  const name = cleanLine(answer(serviceBlocks.name).replace(/[,،、]/gu, ' '))
  if (name === '' || name.length > serviceNameLimit) return undefined
  const owner = answer(serviceBlocks.owner)
  const tier = tiers.find((one) => String(one) === answer(serviceBlocks.tier))
  const vendor = cleanLine(answer(serviceBlocks.vendor))
  return {
    name,
    ...(owner !== '' && { owner }),
    ...(tier !== undefined && { tier }),
    ...(vendor !== '' && { vendor }),
  }
}
