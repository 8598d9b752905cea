import { BridgeServer } from '../bridge/bridge-server.ts'
import type { FromService, ToService } from '../bridge/messages.ts'

const port = process.parentPort
const send = (message: FromService) => port.postMessage(message)

/** The service is imported late, so that a fault while it loads is told like one while it starts. */
async function openService(dataFolder: string) {
  const { startService } = await import('../../service/main.ts')
  return startService({ dataFolder, database: null, clock: null, isSandbox: false })
}

async function run(dataFolder: string): Promise<void> {
  const service = await openService(dataFolder)
  const bridge = new BridgeServer((request) => service.fetch(request), send)
  port.on('message', ({ data }: { data: ToService }) => {
    if (data.kind === 'stop') void service.stop().finally(() => process.exit(0))
    else if (data.kind !== 'start') bridge.accept(data)
  })
  send({ kind: 'ready' })
}

port.once('message', ({ data }: { data: ToService }) => {
  if (data.kind !== 'start') process.exit(1)
  run(data.dataFolder).catch((error: unknown) => {
    console.error(error)
    send({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) })
    process.exit(1)
  })
})
