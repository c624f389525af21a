import { refuseStanding } from '../../domain/standing.ts'
import { listView } from '../views/list.ts'
import type { Handler } from './handler.ts'
import { sayNo } from './say.ts'

const openShown = 15
const endedShown = 5

/** `/incident list`: what is open, and what ended lately. */
export const list: Handler = {
  slash: {
    word: 'list',
    aliases: ['ls', 'incidents', 'רשימה', 'אירועים', 'قائمة', 'القائمة', 'الحوادث', '一覧', 'リスト'],
    usage: '',
    where: 'anywhere',
    async answer(said, house) {
      // It names incidents of channels in which its reader is not: for the workspace's own people, its guests too.
      const refusal = refuseStanding(said.by.standing, { guests: 'members' })
      if (refusal !== undefined) return sayNo(refusal, said.t)
      const [open, openCount, triageCount, ended] = await Promise.all([
        house.reads.open(openShown),
        house.reads.openCount(),
        house.reads.triageCount(),
        house.reads.recentlyEnded(endedShown),
      ])
      return { say: listView(open, { openCount, triageCount }, ended, said.at, said.t) }
    },
  },
}
