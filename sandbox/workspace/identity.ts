/** The one workspace a sandbox stands for. */
export const team = { id: 'T0STANCH', name: 'Stanch Local', domain: 'stanch-local' } as const

/** The workspace that the person of another organisation belongs to. */
export const otherTeam = { id: 'T0NORTHWIND', name: 'Northwind Hosting', domain: 'northwind' } as const

/** The app as it is installed here. */
export const app = { id: 'A0STANCH', botId: 'B0STANCH', botUser: 'U0STANCHBOT', botName: 'stanch' } as const

/** The `token` field of every payload: deprecated by Slack, still sent, never to be relied on. */
export const verificationToken = 'deprecated-verification-token'
