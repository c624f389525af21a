/** The bot scopes of manifest.yml, where each has its reason; a test compares the two. */
export const requiredScopes = [
  'commands',
  'chat:write',
  'channels:manage',
  'channels:read',
  'channels:history',
  'groups:write',
  'groups:read',
  'groups:history',
  'im:write',
  'im:history',
  'users:read',
  'users:read.email',
  'pins:write',
  'reactions:read',
  'files:write',
] as const
