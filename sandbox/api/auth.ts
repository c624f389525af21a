import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { app, team } from '../workspace/identity.ts'
import { method } from './method.ts'
import type { Method } from './method.ts'

/** Who the token is, where the socket is, what the workspace is called. */
export const authMethods: Method[] = [
  method({
    name: 'auth.test',
    tier: 'free',
    args: z.unknown(),
    run: () => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: app.botName,
      team_id: team.id,
      user_id: app.botUser,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  }),
  method({
    name: 'apps.connections.open',
    scopes: ['connections:write'],
    tier: 'free',
    token: 'app',
    args: z.unknown(),
    run: (parts: Parts, _args, token) => ({ url: parts.delivery.socket.ticket(parts.workspace.url, token) }),
  }),
  method({
    name: 'team.info',
    scopes: ['team:read'],
    tier: 't3',
    args: z.unknown(),
    run: () => ({
      team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: { image_default: true } },
    }),
  }),
  method({
    name: 'bots.info',
    scopes: ['users:read'],
    tier: 't3',
    args: z.object({ bot: z.string().optional() }),
    run: () => ({
      bot: {
        id: app.botId,
        deleted: false,
        name: app.botName,
        updated: 0,
        app_id: app.id,
        user_id: app.botUser,
        icons: {},
      },
    }),
  }),
]
