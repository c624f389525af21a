import { z } from 'zod'
import { Failure } from '../app/failure.ts'
import type { Call } from './call.ts'

/** Whether Slack takes our token now. False too where it cannot be asked. */
export const isTokenTaken = async (call: Call): Promise<boolean> => {
  try {
    await call('auth.test', {}, z.object({}))
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
