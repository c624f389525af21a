import { describe, expect, it } from 'vitest'
import { actions, button, input, modal, mrkdwn, of, plain, section } from './block-samples.ts'
import { checkView } from '../../sandbox/block-kit/check.ts'

const line = { type: 'plain_text_input', action_id: 'title', max_length: 150 }

describe('a view that Slack takes', () => {
  it.each<[string, object]>([
    [
      'a form',
      modal([
        input(line, { hint: plain('a'), optional: true }),
        input({ type: 'file_input', action_id: 'f', max_files: 3 }),
      ]),
    ],
    [
      'a form with every kind of question',
      modal([
        input({ type: 'number_input', action_id: 'n', is_decimal_allowed: false, initial_value: '3' }),
        input({ type: 'datetimepicker', action_id: 'w', initial_date_time: 1_795_000_000 }),
        input({ type: 'checkboxes', action_id: 'c', options: [{ text: mrkdwn('*a*'), value: 'a' }] }),
        input({ type: 'multi_users_select', action_id: 'u', max_selected_items: 3 }),
        input({ type: 'email_text_input', action_id: 'e' }),
        input({ type: 'rich_text_input', action_id: 'r', initial_value: { type: 'rich_text', elements: [] } }),
      ]),
    ],
    ['a modal that only tells', { type: 'modal', title: plain('Help'), blocks: [section('x')] }],
    ['a hundred blocks', modal(of(100, () => section('x')))],
    ['an empty Home', { type: 'home', blocks: [] }],
    ['a Home', { type: 'home', blocks: [section('x'), actions(button('a'))], private_metadata: '{}' }],
  ])('%s', (_, view) => {
    expect(checkView(view)).toEqual([])
  })
})

describe('a view that Slack refuses', () => {
  it.each<[string, unknown, string]>([
    ['no view', null, 'must provide an object [json-pointer:/]'],
    ['another kind of view', { type: 'page', blocks: [] }, 'unsupported type: page [json-pointer:/type]'],
    ['no title', { type: 'modal', blocks: [section('x')] }, 'missing required field: title [json-pointer:/]'],
    [
      'a long title',
      modal([section('x')], { title: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/title/text]',
    ],
    [
      'a form without submit',
      { type: 'modal', title: plain('a'), blocks: [input(line)] },
      'missing required field: submit (a modal with input blocks needs one) [json-pointer:/]',
    ],
    ['101 blocks', modal(of(101, () => section('x'))), 'no more than 100 items allowed [json-pointer:/blocks]'],
    [
      'long metadata',
      modal([section('x')], { private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/private_metadata]',
    ],
    [
      'a long callback_id',
      modal([section('x')], { callback_id: 'x'.repeat(256) }),
      'must be less than 256 characters [json-pointer:/callback_id]',
    ],
    [
      'a Home with a title',
      { type: 'home', title: plain('a'), blocks: [] },
      'invalid additional property: title [json-pointer:/]',
    ],
    [
      'files asked for on a Home',
      { type: 'home', blocks: [input({ type: 'file_input', action_id: 'f' })] },
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'markdown in a modal',
      modal([{ type: 'markdown', text: 'x' }]),
      'unsupported type: markdown [json-pointer:/blocks/0/type]',
    ],
    [
      'a button as a question',
      modal([input(button('a'))]),
      'unsupported type: button [json-pointer:/blocks/0/element/type]',
    ],
    [
      'a question without a label',
      modal([{ type: 'input', element: line }]),
      'missing required field: label [json-pointer:/blocks/0]',
    ],
    [
      'a long answer beforehand',
      modal([input({ ...line, initial_value: 'x'.repeat(3001) })]),
      'must be less than 3001 characters [json-pointer:/blocks/0/element/initial_value]',
    ],
    [
      'a long placeholder',
      modal([input({ ...line, placeholder: plain('x'.repeat(151)) })]),
      'must be less than 151 characters [json-pointer:/blocks/0/element/placeholder/text]',
    ],
    [
      'two questions under one action_id',
      modal([input(line), input(line)]),
      '`action_id` "title" already exists [json-pointer:/blocks/1/element/action_id]',
    ],
    [
      'two that want the focus',
      modal([input({ ...line, focus_on_load: true }), input({ ...line, action_id: 'b', focus_on_load: true })]),
      'only one element may have focus_on_load [json-pointer:/blocks]',
    ],
    [
      'more than 250 KB',
      modal(of(90, () => section('x'.repeat(3000)))),
      'view_too_large: must be no more than 250 KB [json-pointer:/]',
    ],
  ])('%s', (_, view, reason) => {
    expect(checkView(view)).toContain(reason)
  })
})
