import { useTools } from '../tools.ts'

type To = { readonly channel: string; readonly thread: string | undefined; readonly isBroadcast: boolean }

/** A file's bytes as the control API takes them. */
export const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')))
    reader.readAsDataURL(file)
  })

/**
 * Sends what was written: a slash command, a message, or files with a word about them. Resolves with whether it arrived;
 * why it did not, the page has said.
 */
export const useSending = ({ channel, thread, isBroadcast }: To) => {
  const { desk } = useTools()
  return async (text: string, files: readonly File[]): Promise<boolean> => {
    const where = { channel, ...(thread === undefined ? {} : { thread }) }
    if (files.length === 0 && thread === undefined && /^\/\S/.test(text)) {
      return (await desk.attempt('command', { channel, text })) !== undefined
    }
    if (files.length === 0) {
      const said = await desk.attempt('say', { ...where, text: text.trim(), broadcast: isBroadcast })
      return said !== undefined
    }
    for (const [nth, file] of files.entries()) {
      const request = { ...where, name: file.name, mime: file.type || undefined, base64: await base64Of(file) }
      const said = await desk.attempt('upload', { ...request, text: nth === 0 ? text.trim() : '' })
      if (said === undefined) return false
    }
    return true
  }
}
