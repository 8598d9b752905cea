import type { EventEmitter } from 'node:events'

/** An event that a listener may veto with `preventDefault`. */
export type PreventableEvent = { defaultPrevented: boolean; readonly preventDefault: () => void }

/** Emits such an event and tells whether anybody vetoed it. */
export function emitPreventable(emitter: EventEmitter, name: string, ...args: readonly unknown[]): boolean {
  const event: PreventableEvent = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  emitter.emit(name, event, ...args)
  return event.defaultPrevented
}
