import type { Beginning, Command } from './commands.ts'

/** Whether a command begins an incident. */
export const begins = (command: Command): command is Beginning =>
  command.type === 'declare' || command.type === 'report'
