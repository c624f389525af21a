/** What a person does in Slack's pages, one step at a time. `link`: opens them with the manifest filled in. */
export const createStep = (link: string, manifestCommand: string): string => `
1. Create the app. Open this in a browser in which you are signed in to your Slack:

${link}

   Choose your workspace, then Next, then Create. If Slack shows an empty manifest there, put in its place what
   ${manifestCommand} prints.`

/** The bot's token. */
export const installStep = `
2. Install it. On the page of the app that has opened: Install App, Install to Workspace, Allow. Then copy the Bot User
   OAuth Token, which begins with xoxb-.
`

/** The app-level token, for Socket Mode. */
export const socketStep = `
3. Let it listen. Basic Information, App-Level Tokens, Generate Token and Scopes: any name, Add Scope,
   connections:write, Generate. Then copy the token, which begins with xapp-.
`

/** The signing secret, for signed HTTP. */
export const signingStep = `
3. Let it recognise Slack. Basic Information, App Credentials, Signing Secret: Show, and copy it (not the Client Secret
   above it).
`

/** Whoever cannot be asked reads what to set. */
export const unattended = (names: readonly string[]): string =>
  `Nobody can be asked here, and ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing: set ` +
  `${names.length === 1 ? 'it' : 'them'} in the environment (or NAME_FILE, the path of a file), or run this in a terminal.`
