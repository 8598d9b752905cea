import type { IpcAnswer } from './answer.ts'
import type { IpcChannel, IpcEvent } from './channel-names.ts'
import type { IpcEventData, IpcInput, IpcOutput } from './contract.ts'

type Subject = IpcChannel extends `${infer S}.${string}` ? S : never
type VerbOf<S extends Subject> = Extract<IpcChannel, `${S}.${string}`> extends `${string}.${infer V}` ? V : never
type EventOf<S extends Subject> = Extract<IpcEvent, `${S}.${string}`> extends `${string}.${infer V}` ? V : never

type Call<C extends IpcChannel> =
  undefined extends IpcInput<C>
    ? () => Promise<IpcAnswer<IpcOutput<C>>>
    : (input: IpcInput<C>) => Promise<IpcAnswer<IpcOutput<C>>>

/** Starts listening and gives back the function that stops it. */
type Listen<E extends IpcEvent> = (listener: (data: IpcEventData<E>) => void) => () => void

/**
 * `window.desktop`, frozen and put there by the preload script, e.g. `desktop.theme.choose({ source: 'dark' })` or
 * `desktop.service.onChanged((state) => …)`. It is undefined in a browser: test for it.
 */
export type DesktopApi = {
  readonly [S in Subject]: {
    readonly [V in VerbOf<S>]: `${S}.${V}` extends IpcChannel ? Call<`${S}.${V}`> : never
  } & {
    readonly [V in EventOf<S>]: `${S}.${V}` extends IpcEvent ? Listen<`${S}.${V}`> : never
  }
}
