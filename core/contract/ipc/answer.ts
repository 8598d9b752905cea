/**
 * Why the shell refused a call. `badSender`, `badInput` and `internal` can answer any call, the rest belong to the
 * channel that documents them.
 */
export const IPC_REFUSALS = [
  'badSender',
  'badInput',
  'internal',
  'linkRefused',
  'pathRefused',
  'saveFailed',
  'addressMalformed',
  'addressInsecure',
  'serverUnreachable',
  'serverUnknown',
  'notSupported',
] as const
export type IpcRefusal = (typeof IPC_REFUSALS)[number]

/** Every answer of the shell is data: Electron would flatten a thrown error to one line of text. */
export type IpcAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: IpcRefusal }
