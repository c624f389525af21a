import process from 'node:process'

// The local workspace as a process of its own. Started by another, it ends with it, however that one ends: a leftover
// would hold the port against the next start.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// Listening for the end of the channel must not itself keep the process alive.
process.channel?.unref()

await import('../sandbox/main.ts')
