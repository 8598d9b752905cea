import type { Service } from '../../service/main.ts'
import { BridgeServer } from '../bridge/bridge-server.ts'
import type { FromService, ToService } from '../bridge/messages.ts'

const port = process.parentPort
const send = (message: FromService) => port.postMessage(message)

let service: Promise<Service> | undefined
let bridge: BridgeServer | undefined

/** The service is imported late, so that a fault while it loads is told like one while it starts. */
async function openService(dataFolder: string, restore: boolean): Promise<Service> {
  const { startService } = await import('../../service/main.ts')
  const bundled = (entry: string) => new URL(`./${entry}.js`, import.meta.url)
  const workers = {
    jobWorker: bundled('job-worker'),
    pdfWorker: bundled('pdf-worker'),
    backupWorker: bundled('backup-worker'),
    checkpointWorker: bundled('checkpoint-worker'),
    checkWorker: bundled('check-worker'),
  }
  return startService({ dataFolder, database: null, clock: null, isSandbox: false, restore, ...workers })
}

async function start(dataFolder: string, restore: boolean): Promise<void> {
  try {
    service = openService(dataFolder, restore)
    const { fetch } = await service
    bridge = new BridgeServer((request) => fetch(request), send)
    send({ kind: 'ready' })
  } catch (error) {
    console.error(error)
    const canRestore = error instanceof Error && 'canRestore' in error && error.canRestore === true
    send({ kind: 'failed', detail: error instanceof Error ? error.message : String(error), canRestore })
    process.exit(1)
  }
}

/** Lets the service finish what it is writing; one that is still opening is stopped once it is open. */
async function stop(): Promise<void> {
  try {
    await (await service)?.stop()
  } finally {
    process.exit(0)
  }
}

port.on('message', ({ data }: { data: ToService }) => {
  switch (data.kind) {
    case 'start':
      void start(data.dataFolder, data.restore)
      return
    case 'stop':
      void stop()
      return
    default:
      bridge?.accept(data)
  }
})
