import type { IpcAnswer } from '../../../core/contract/ipc/answer.ts'
import type { IpcChannel } from '../../../core/contract/ipc/channel-names.ts'
import { type IpcInput, type IpcOutput, ipcContract } from '../../../core/contract/ipc/contract.ts'
import { isAppUrl } from '../pages/app-origin.ts'

/** One handler for each channel of the contract: a missing one does not compile. */
export type IpcHandlers = {
  readonly [C in IpcChannel]: (input: IpcInput<C>) => IpcAnswer<IpcOutput<C>> | Promise<IpcAnswer<IpcOutput<C>>>
}

/** The frame that calls, as far as trust goes. */
export type Sender = { readonly url: string; readonly parent: unknown }

/** Trusted frame → parsed input → handler → output cut to the contract. A bug answers `internal`, its story stays here. */
export async function answerCall<C extends IpcChannel>(
  handlers: Pick<IpcHandlers, C>,
  channel: C,
  sender: Sender | null,
  input: unknown,
): Promise<IpcAnswer<unknown>> {
  if (!isTrusted(sender)) return { ok: false, error: 'badSender' }
  const parsed = ipcContract[channel].input.safeParse(input)
  if (!parsed.success) return { ok: false, error: 'badInput' }
  try {
    const answer = await handlers[channel](parsed.data as IpcInput<C>)
    return answer.ok ? { ok: true, value: ipcContract[channel].output.parse(answer.value) } : answer
  } catch (error) {
    console.error(`The call ${channel} failed`, error)
    return { ok: false, error: 'internal' }
  }
}

/** Only the top frame of a page of ours may call. */
function isTrusted(sender: Sender | null): boolean {
  return sender !== null && sender.parent === null && isAppUrl(sender.url)
}
