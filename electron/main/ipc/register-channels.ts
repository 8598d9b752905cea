import { ipcMain } from 'electron'
import { IPC_CHANNELS } from '../../../core/contract/ipc/channel-names.ts'
import { answerCall, type IpcHandlers } from './answer-call.ts'

/** Opens every channel of the contract, and no other. */
export function registerChannels(handlers: IpcHandlers): void {
  for (const channel of IPC_CHANNELS) {
    ipcMain.handle(channel, (event, input: unknown) => answerCall(handlers, channel, event.senderFrame, input))
  }
}
