import { contextBridge, ipcRenderer } from 'electron'
import { IPC_CHANNELS, IPC_EVENTS, type IpcEvent } from '../../core/contract/ipc/channel-names.ts'

type Listener = (data: unknown) => void

/** The object that pages see as `window.desktop` (typed there as `DesktopApi`): a function for each channel and event. */
function desktopApi(): Record<string, Record<string, unknown>> {
  const api: Record<string, Record<string, unknown>> = {}
  const add = (name: string, call: unknown) => {
    const [subject = '', verb = ''] = name.split('.')
    api[subject] = { ...api[subject], [verb]: call }
  }
  for (const channel of IPC_CHANNELS) add(channel, (input: unknown) => ipcRenderer.invoke(channel, input))
  for (const event of IPC_EVENTS) add(event, listenerList(event))
  return api
}

/**
 * Hands out the function with which a page listens to one event. What comes before anybody listens waits: a click on a
 * notification opens the window and says where to go before the page has drawn itself.
 */
function listenerList(event: IpcEvent): (listener: Listener) => () => void {
  const listeners = new Set<Listener>()
  let waiting: { readonly data: unknown } | undefined
  ipcRenderer.on(event, (_event, data: unknown) => {
    if (listeners.size === 0) waiting = { data }
    for (const listener of listeners) listener(data)
  })
  return (listener) => {
    listeners.add(listener)
    if (waiting !== undefined) listener(waiting.data)
    waiting = undefined
    return () => {
      listeners.delete(listener)
    }
  }
}

contextBridge.exposeInMainWorld('desktop', desktopApi())
