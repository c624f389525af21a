import type { Submitted } from '../acts/form.ts'
import type { Outcome } from '../acts/command.ts'
import { placed } from '../workspace/inputs.ts'
import type { Placed } from '../workspace/inputs.ts'
import type { Kit, View } from '../workspace/state.ts'
import { allLabels, controlNamed, labelsOf, pressable, wordsOf } from './labels.ts'
import type { Names } from './values.ts'
import { valueFor } from './values.ts'
import type { Entry } from './values.ts'
import type { Ask } from './wire.ts'

/** What comes of a submit, with the errors under the labels that a person sees. */
export type FormOutcome = Omit<Submitted, 'errors' | 'view'> & {
  errors: Record<string, string>
  /** The form that stands there afterwards; undefined when none is open. */
  next: Form | undefined
}

/** A form (or home page) as a person uses it: by its labels. */
export class Form {
  readonly view: View
  readonly #ask: Ask
  readonly #user: string
  readonly #names: () => Promise<Names>

  constructor(view: View, ask: Ask, user: string, names: () => Promise<Names>) {
    this.view = view
    this.#ask = ask
    this.#user = user
    this.#names = names
  }

  get title(): string {
    return wordsOf(this.view.title)
  }

  get blocks(): Kit[] {
    return this.view.blocks
  }

  /** The labels of the fields and buttons, from the top down. */
  labels(): string[] {
    return placed(this.view.blocks).map((control) => labelsOf(control)[0] ?? control.actionId)
  }

  /** What stands in the field with this label now: `state.values` of it. */
  value(label: string): Kit | undefined {
    const { blockId, actionId } = this.#control(label)
    return this.view.values[blockId]?.[actionId]
  }

  #control(label: string): Placed {
    const found = controlNamed(this.view.blocks, label)
    if (found === undefined)
      throw new Error(`no field "${label}" in "${this.title}"; there are: ${this.labels().join(', ')}`)
    return found
  }

  /** Puts entries in by label; resolves with this form as it then stands. */
  async fill(entries: Record<string, Entry>): Promise<Form> {
    const names = await this.#names()
    for (const [label, entry] of Object.entries(entries)) {
      const control = this.#control(label)
      const value = await this.#valueFor(control, entry, names)
      const use = { blockId: control.blockId, actionId: control.actionId, value }
      await this.#ask('fill', { user: this.#user, view: this.view.id, use })
    }
    return (await this.#now(this.view.id)) ?? this
  }

  async #valueFor(control: Placed, entry: Entry, names: Names): Promise<unknown> {
    if (!String(control.element['type']).endsWith('external_select') || typeof entry !== 'string') {
      return valueFor(control, entry, names)
    }
    const use = { blockId: control.blockId, actionId: control.actionId }
    const { options } = await this.#ask<{ options: Kit[] }>('suggest', {
      user: this.#user,
      at: { view: this.view.id },
      use,
      typed: entry,
    })
    return valueFor({ ...control, element: { type: 'static_select', options } }, entry, names)
  }

  /** Presses the form's own button. */
  async submit(): Promise<FormOutcome> {
    const {
      view,
      errors = {},
      ...outcome
    } = await this.#ask<Submitted>('submit', { user: this.#user, view: this.view.id })
    const byLabel = Object.entries(errors).map(([blockId, words]) => [this.#labelOf(blockId), words])
    return { ...outcome, errors: Object.fromEntries(byLabel), next: view === undefined ? undefined : this.#with(view) }
  }

  #labelOf(blockId: string): string {
    const block = this.view.blocks.find((one) => one['block_id'] === blockId)
    return wordsOf(block?.['label']) || blockId
  }

  /** Presses a button (or chooses from a menu that offers this) in the form. */
  async press(label: string): Promise<Outcome> {
    const found = pressable(this.view.blocks, label)
    if (found === undefined)
      throw new Error(`nothing to press called "${label}"; there are: ${allLabels(this.view.blocks).join(', ')}`)
    const { control, option } = found
    const use = { blockId: control.blockId, actionId: control.actionId, value: option }
    return this.#ask('press', { user: this.#user, at: { view: this.view.id }, use })
  }

  /** Closes it; `all` closes the whole stack, as the x does. */
  async close(all = false): Promise<Outcome> {
    return this.#ask('close', { user: this.#user, all })
  }

  #with(view: View): Form {
    return new Form(view, this.#ask, this.#user, this.#names)
  }

  async #now(id: string): Promise<Form | undefined> {
    const stack = await this.#ask<View[]>('forms', { user: this.#user })
    const view = stack.find((one) => one.id === id)
    return view === undefined ? undefined : this.#with(view)
  }
}
