import { z } from 'zod'
import type { Person } from '../../app/ports.ts'
import { type UserId, messageTs, userId } from '../../domain/ids.ts'
import { type Incident, type Role, roles } from '../../domain/incident.ts'
import { decode, escape, mention } from '../mrkdwn.ts'
import { roleWished } from '../slash-words.ts'
import { roleMenuAction, takeRoleActions } from '../views/card-controls.ts'
import { giveLeadAction, undoRoleAction } from '../views/post-role.ts'
import { incidentName, roleWord } from '../views/words.ts'
import { given } from './given.ts'
import { type Answer, type Handler, type House, type Pressed, type Said, aloud, quietly, wish } from './handler.ts'
import { type Unfound, idIn, incidentHere, partsOf, personMeant, pressedOn } from './meant.ts'
import { answered, noIncident, say } from './say.ts'

const example = '/incident role comms @name'
const releaseExample = '/incident role release comms'

/**
 * `/incident role comms`, `role comms @noa`, `role release comms`, `role`; the card's menu, *Take …*, *Give*, *Undo*.
 */
export const role: Handler = {
  slash: {
    word: 'role',
    aliases: ['roles', 'תפקיד', 'תפקידים', 'الدور', 'دور', 'الأدوار', '役割', '担当'],
    usage: 'lead | comms | scribe [@name] | release lead',
    where: 'incident',
    answer: (said, house) => (said.raw === '' ? showRoles(said, house) : changeRole(said, house)),
  },
  presses: {
    [roleMenuAction]: (pressed, house) => take(given(z.enum(roles), pressed.value), pressed, house),
    [takeRoleActions.lead]: (pressed, house) => takeVacant('lead', pressed, house),
    [takeRoleActions.comms]: (pressed, house) => takeVacant('comms', pressed, house),
    [takeRoleActions.scribe]: (pressed, house) => takeVacant('scribe', pressed, house),
    [giveLeadAction]: (pressed, house) =>
      pressed.value === '' ? Promise.resolve('done') : assign('lead', userId(pressed.value), pressed, house),
    [undoRoleAction]: undo,
  },
}

const showRoles = async (said: Said, house: House): Promise<Answer> => {
  const incident = await incidentHere(said, house)
  if (incident === undefined) return noIncident(said)
  return say(...roles.map((one) => roleLine(one, incident, said)))
}

const roleLine = (one: Role, incident: Incident, { t }: Said): string => {
  const holder = incident.roles[one]?.holder
  return holder === undefined
    ? t('answer.role-empty-line', { role: roleWord(one, t), example: `/incident role ${one}` })
    : t('answer.role-held-line', { role: roleWord(one, t), who: mention(holder) })
}

const changeRole = async (said: Said, house: House): Promise<Answer> => {
  const { t, channel } = said
  const { named, rest } = await personMeant(said.raw, house)
  const { role: one, release, unknown, behind } = roleWished(rest)
  if (one === undefined) {
    if (unknown === '') return say(t('answer.role-which', { example: release ? releaseExample : example }))
    const known = t.list(roles.map((each) => `${each} (${roleWord(each, t)})`))
    return say(t('answer.role-unknown', { typed: escape(unknown, 40), known }))
  }
  const on = { channel }
  if (release) {
    const outcome = await house.door({ ...wish(said), type: 'release-role', on, role: one }, quietly(said))
    return answered(outcome, said, (incident) =>
      t('answer.role-released', { incident: incidentName(incident), role: roleWord(one, t) }),
    )
  }
  const to = named === 'nobody' ? await holderTyped(behind, said, house) : holderNamed(named)
  if ('typed' in to) return say(t('answer.person-unknown', { typed: escape(to.typed, 60) }))
  const outcome = await house.door(
    { ...wish(said), type: 'assign-role', on, role: one, to: to.id, toStanding: to.standing },
    quietly(said),
  )
  return answered(outcome, said, (incident) => {
    const facts = { incident: incidentName(incident), role: roleWord(one, t) }
    return to.id === said.user
      ? t('answer.role-yours', facts)
      : t('answer.role-given', { ...facts, who: mention(to.id) })
  })
}

type Holder = Pick<Person, 'id' | 'standing'> | { readonly typed: string }

/** Whom we do not know, though Slack gave their id, is of another organisation: its list offers those too. */
const holderNamed = (named: Person | Unfound): Holder =>
  'typed' in named && named.id !== undefined ? { id: named.id, standing: 'outsider' } : named

/** Without an @: the person who types, unless a name stands behind the role. */
const holderTyped = async (behind: string, said: Said, house: House): Promise<Holder> => {
  const typed = decode(behind)
  if (typed === '') return { id: said.user, standing: said.by.standing }
  return (await house.people.named(typed)) ?? { typed }
}

const take = (one: Role, pressed: Pressed, house: House): Promise<Answer> => assign(one, pressed.user, pressed, house)

/** These buttons are offered where nobody holds the role, and may be pressed later, or by two people at once. */
const takeVacant = (one: Role, pressed: Pressed, house: House): Promise<Answer> =>
  assign(one, pressed.user, pressed, house, { ifVacant: true })

const assign = async (
  one: Role,
  to: UserId,
  pressed: Pressed,
  house: House,
  condition: { readonly ifVacant?: true } = {},
): Promise<Answer> => {
  const on = pressedOn(pressed)
  if (on === undefined) return noIncident(pressed)
  const toStanding =
    // Slack's menu offers people of other organisations too; whom we do not know is one of those.
    to === pressed.user ? pressed.by.standing : ((await house.people.find(to))?.standing ?? 'outsider')
  await house.door(
    { ...wish(pressed), type: 'assign-role', on, role: one, to, toStanding, ...condition },
    aloud(pressed),
  )
  return 'done'
}

async function undo(pressed: Pressed, house: House): Promise<Answer> {
  const [id = '', one, heardIn = ''] = partsOf(pressed.value)
  const incident = idIn(id)
  if (incident === undefined) return noIncident(pressed)
  await house.door(
    {
      ...wish(pressed),
      type: 'undo-role',
      on: { incident },
      role: given(z.enum(roles), one),
      heardIn: messageTs(heardIn),
      thread: messageTs(pressed.message?.threadTs ?? heardIn),
    },
    aloud(pressed),
  )
  return 'done'
}
