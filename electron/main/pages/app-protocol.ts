import { join } from 'node:path'
import { app, net, protocol } from 'electron'
import { APP_HOST, APP_SCHEME } from './app-origin.ts'
import { pageAnswer } from './page-answer.ts'

/** One call for all schemes, before `ready`; without `supportFetchAPI` Chromium drops the bodies of XHR requests. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Serves `app://local/`: `/api/*` from the account service, everything else from the built pages. */
export function serveAppScheme(api: (request: Request) => Promise<Response>): void {
  const rendererDir = join(import.meta.dirname, '../renderer')
  protocol.handle(APP_SCHEME, (request) => {
    const { host, pathname, search } = new URL(request.url)
    if (host !== APP_HOST) return new Response('Unknown host', { status: 404 })
    if (pathname === '/api' || pathname.startsWith('/api/')) return api(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
    if (devServer) return net.fetch(`${devServer}${pathname}${search}`, { bypassCustomProtocolHandlers: true })
    return pageAnswer(rendererDir, pathname)
  })
}
