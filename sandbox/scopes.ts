/**
 * Every bot scope that a method or an event here asks for: what an app without a manifest is granted.
 * `chat:write.public` is not among them: it changes what posting does, so it must be granted by name.
 */
export const everyScope: readonly string[] = [
  'bookmarks:write',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'mpim:read',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
  'users:read.email',
]

/** What an app-level token may be given (docs.slack.dev/authentication/tokens). */
export const everyAppScope: readonly string[] = ['authorizations:read', 'connections:write']
