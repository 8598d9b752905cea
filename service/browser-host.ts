import { defaultDataFolder, UsageError } from './env.ts'
import { listen } from './http/listen.ts'
import { findRendererFolder } from './http/pages.ts'
import { makeStartGuard } from './http/start-link.ts'
import { startService } from './main.ts'

/** The app in the browser of this machine: what `npm start` falls back to where there is no desktop. */
export type BrowserHost = { readonly link: string; readonly stop: () => Promise<void> }

export async function startBrowserHost(
  env: Readonly<Record<string, string | undefined>>,
  restore: boolean,
): Promise<BrowserHost> {
  const port = Number(env['PORT'] ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('PORT must be a port number')
  const dataFolder = env['DAICHO_DATA'] ?? defaultDataFolder()
  const service = await startService({ dataFolder, database: null, clock: null, isSandbox: false, restore })
  const guard = makeStartGuard()
  const options = { host: '127.0.0.1', port, rendererFolder: findRendererFolder(), check: guard.check }
  const server = await listen(service, options)
  return {
    link: `${server.url}${guard.openPath}`,
    stop: async () => {
      await server.close()
      await service.stop()
    },
  }
}
