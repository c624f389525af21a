import { expect, it } from 'vitest'
import { fill } from '../../sandbox/acts/form.ts'
import { complaints } from '../../sandbox/acts/required.ts'
import { control } from '../../sandbox/control/verbs.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { push } from '../../sandbox/workspace/views.ts'

const plain = (text: string) => ({ type: 'plain_text', text })

it('holds what is typed quietly, and tells the app of a field that asks for it only when it is used', async () => {
  const sandbox = await startSandbox({ manifest: null })
  const noa = sandbox.workspace.user('U0NOA')
  const view = push(sandbox.workspace, 'U0NOA', {
    type: 'modal',
    title: plain('Ask'),
    submit: plain('Go'),
    blocks: [
      {
        type: 'input',
        block_id: 'service',
        label: plain('Service'),
        dispatch_action: true,
        element: { type: 'plain_text_input', action_id: 'service' },
      },
    ],
  })
  if (noa === undefined || view === undefined) throw new Error('the form is not open')
  const use = { blockId: 'service', actionId: 'service', value: 'pay' }

  expect(await fill(sandbox, noa, view, use, true)).toEqual({ ok: true, ms: 0 })
  expect(view.values['service']?.['service']?.['value']).toBe('pay')
  // No app is connected here: to be told of it, and not to answer, is what it does not do.
  expect((await fill(sandbox, noa, view, use)).ok).toBe(false)
  await sandbox.stop()
})

it('keeps a file for a form, and hands it to the app as Slack does', async () => {
  const sandbox = await startSandbox({ manifest: null })
  const noa = sandbox.workspace.user('U0NOA')
  const element = { type: 'file_input', action_id: 'log', max_files: 1 }
  const view = push(sandbox.workspace, 'U0NOA', {
    type: 'modal',
    title: plain('Ask'),
    submit: plain('Go'),
    blocks: [{ type: 'input', block_id: 'log', label: plain('Log'), element }],
  })
  if (noa === undefined || view === undefined) throw new Error('the form is not open')
  expect(complaints(view)).toHaveProperty('log')
  const base64 = Buffer.from('502').toString('base64')
  const file = await control(sandbox, 'attach', { user: 'noa', name: 'error.log', mime: 'text/plain', base64 })
  await control(sandbox, 'fill', {
    user: 'noa',
    view: view.id,
    quiet: true,
    use: { blockId: 'log', actionId: 'log', value: [file] },
  })
  expect(view.values['log']?.['log']).toMatchObject({ type: 'file_input', files: [{ name: 'error.log', size: 3 }] })
  expect(complaints(view)).toEqual({})
  const { url_private: address } = file as { url_private: string }
  expect(await (await fetch(address)).text()).toBe('502')
  await sandbox.stop()
})
