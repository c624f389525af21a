import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { ArmedList } from './armed-list.tsx'
import { FaultForm } from './fault-form.tsx'
import type { Armed } from './traffic.ts'
import type { Act } from './watch.ts'
import type { DrawerWords } from './words-en.ts'

/** Everything that can be made to go wrong, what is armed, and the way back. */
export const FaultPanel = ({ armed, act, words }: { armed: Armed | undefined; act: Act; words: DrawerWords }) => {
  if (armed === undefined) return null
  return (
    <div class="faults">
      <ArmedList {...{ armed, act, words }} />
      <Group name={words.failing}>
        <FaultForm methods={armed.methods} act={act} words={words} />
      </Group>
      <Group name={words.pace}>
        <Switch name={words.limits} isOn={armed.limits.on} onChange={(on) => act('limits', { on })} />
        {armed.limits.on && (
          <p class="drawer-note">
            {words.limitsCount({ refused: String(armed.limits.refused), impatient: String(armed.limits.impatient) })}
          </p>
        )}
        <label class="fault-field">
          <span>{words.delay}</span>
          <input
            type="number"
            min="0"
            max="60000"
            step="100"
            value={armed.delayMs}
            onChange={(event) => act('delay', { ms: Math.max(0, Number(event.currentTarget.value) || 0) })}
          />
        </label>
      </Group>
      <Group name={words.sockets}>
        <p class="fault-buttons">
          <button type="button" class="button" onClick={() => act('cut-sockets', { which: 'one' })}>
            {words.cut1}
          </button>
          <button type="button" class="button" onClick={() => act('cut-sockets', { which: 'all' })}>
            {words.cutAll}
          </button>
          <button type="button" class="button" onClick={() => act('silence-sockets', { which: 'one' })}>
            {words.silence1}
          </button>
          <button type="button" class="button" onClick={() => act('silence-sockets', { which: 'all' })}>
            {words.silenceAll}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => act('farewell', { reason: 'refresh_requested', which: 'one' })}
          >
            {words.refresh}
          </button>
          {armed.sockets.isOff ? (
            <button type="button" class="button" onClick={() => act('allow-sockets')}>
              {words.switchOn}
            </button>
          ) : (
            <button type="button" class="button" onClick={() => act('farewell', { reason: 'link_disabled' })}>
              {words.switchOff}
            </button>
          )}
        </p>
      </Group>
      <Group name={words.events}>
        <Switch
          name={words.twice}
          isOn={armed.copies > 1}
          onChange={(isOn) => act('delivery', { copies: isOn ? 2 : 1 })}
        />
        <Switch
          name={words.hold}
          isOn={armed.held !== null}
          onChange={(isOn) => act(isOn ? 'hold-events' : 'release-events')}
        />
        {armed.held !== null && (
          <p class="fault-buttons">
            <span>{words.held({ count: String(armed.held) })}</span>
            <button type="button" class="button" onClick={() => act('release-events', { order: 'sent' })}>
              {words.release}
            </button>
            <button type="button" class="button" onClick={() => act('release-events', { order: 'reversed' })}>
              {words.releaseReversed}
            </button>
          </p>
        )}
      </Group>
      <Group name={words.tokens}>
        {(['bot', 'app'] as const).map((kind) => (
          <Switch
            key={kind}
            name={kind === 'bot' ? words.refuseBot : words.refuseApp}
            isOn={armed.tokens[kind] !== null}
            onChange={(isOn) => act('refuse-tokens', { kind, error: isOn ? 'invalid_auth' : null })}
          />
        ))}
        <Scopes {...{ armed, act, words }} />
      </Group>
    </div>
  )
}

const Scopes = ({ armed, act, words }: { armed: Armed; act: Act; words: DrawerWords }) => {
  const granted = armed.scopes.filter(({ isGranted }) => isGranted).map(({ name }) => name)
  return (
    <details class="fault-scopes">
      <summary>
        {words.scopes} ({granted.length}/{armed.scopes.length})
      </summary>
      {armed.scopes.map(({ name, isGranted }) => (
        <Switch
          key={name}
          name={name}
          isOn={isGranted}
          onChange={(isOn) =>
            act('grant', { scopes: isOn ? [...granted, name] : granted.filter((one) => one !== name) })
          }
        />
      ))}
    </details>
  )
}

const Group = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <fieldset class="fault-group">
    <legend>{name}</legend>
    {children}
  </fieldset>
)

const Switch = ({ name, isOn, onChange }: { name: string; isOn: boolean; onChange: (isOn: boolean) => void }) => {
  const id = useId()
  return (
    <p class="fault-switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{name}</label>
    </p>
  )
}
