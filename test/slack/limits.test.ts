import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import type { KnownBlock } from '@slack/types'
import { charactersIn, fitsMessage, limits, splitByBudget } from '../../src/slack/limits.ts'
import { limits as stated } from '../../sandbox/block-kit/limits.ts'

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } })

describe('one message', () => {
  it('holds fifty blocks', () => {
    const blocks = Array.from({ length: 50 }, () => section('x'))
    expect(fitsMessage(blocks)).toBe(true)
    expect(fitsMessage([...blocks, section('x')])).toBe(false)
  })

  it('holds 11,000 characters, counted wherever text stands', () => {
    const blocks: KnownBlock[] = [
      section('x'.repeat(10_000)),
      { type: 'section', fields: [{ type: 'plain_text', text: 'x'.repeat(500) }] },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'x'.repeat(500) } }] },
    ]
    expect(charactersIn(blocks)).toBe(11_000)
    expect(fitsMessage(blocks)).toBe(true)
    expect(fitsMessage([...blocks, section('x')])).toBe(false)
  })
})

describe('splitting by a budget', () => {
  it('fills each group before it begins the next', () => {
    expect(splitByBudget([4, 4, 4, 9, 20, 1], (size) => size, 10)).toEqual([[4, 4], [4], [9], [20], [1]])
    expect(splitByBudget([1, 1, 1], (size) => size, 10, 2)).toEqual([[1, 1], [1]])
    expect(splitByBudget([], () => 1, 10)).toEqual([])
  })

  it('loses nothing, keeps the order, and exceeds the budget only for one item that does so alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 })), fc.integer({ min: 1, max: 40 }), (sizes, budget) => {
        const groups = splitByBudget(sizes, (size) => size, budget, 5)
        expect(groups.flat()).toEqual(sizes)
        for (const group of groups) {
          const sum = group.reduce((total, size) => total + size, 0)
          expect(group.length === 1 || (sum <= budget && group.length <= 5)).toBe(true)
        }
      }),
    )
  })
})

describe('our numbers', () => {
  it('are none of them looser than those the local workspace checks by', () => {
    expect(limits.text).toBeLessThanOrEqual(stated.text)
    expect(limits.header).toBeLessThanOrEqual(stated.header)
    expect(limits.button).toBeLessThanOrEqual(stated.button)
    expect(limits.buttonValue).toBeLessThanOrEqual(stated.buttonValue)
    expect(limits.option).toBeLessThanOrEqual(stated.option)
    expect(limits.formTitle).toBeLessThanOrEqual(stated.viewTitle)
    expect(limits.viewBytes).toBeLessThanOrEqual(stated.viewBytes)
    expect(limits.privateMetadata).toBeLessThanOrEqual(stated.privateMetadata)
  })
})
