import { authMethods } from './auth.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { historyMethods } from './history.ts'
import { markMethods } from './marks.ts'
import { memberMethods } from './members.ts'
import type { Method } from './method.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

/** Every Web API method the sandbox serves, by name. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...authMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...historyMethods,
    ...markMethods,
    ...memberMethods,
    ...userMethods,
    ...viewMethods,
  ].map((one) => [one.name, one]),
)
