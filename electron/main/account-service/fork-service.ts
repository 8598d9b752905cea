import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { FromService, ToService } from '../../bridge/messages.ts'
import type { ServiceChild } from './service-supervisor.ts'

/**
 * Starts the account service in a process of its own: it holds the database, and blocks no window while it works.
 * `restore` puts the last backup in the database's place first.
 */
export function forkService(dataFolder: string, restore: boolean): ServiceChild {
  const child = utilityProcess.fork(join(import.meta.dirname, 'service-process.js'), [], {
    serviceName: 'Daicho account service',
    stdio: 'inherit',
  })
  const start: ToService = { kind: 'start', dataFolder, restore }
  child.postMessage(start)
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', (message: FromService) => listener(message))
    },
    onExit: (listener) => {
      child.on('exit', listener)
    },
    kill: () => {
      child.kill()
    },
  }
}
