import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pageFileFor } from '../../core/contract/page/page-file.ts'
import { pageHeaders } from '../../core/contract/page/page-headers.ts'

/** Where the built renderer lies: beside the sources, or beside the bundled service. Null when it is not built. */
export function findRendererFolder(): string | null {
  const candidates = [join(import.meta.dirname, '../../out/renderer'), join(import.meta.dirname, '../renderer')]
  return candidates.find((folder) => existsSync(join(folder, 'index.html'))) ?? null
}

const NOT_BUILT = 'The API answers under /api. The pages are not built yet: npm run build makes them.'

function notAllowed(): Response {
  return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } })
}

/** Serves the renderer's files; a path without an extension is a page of the app. */
export async function servePage(rendererFolder: string | null, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed()
  if (rendererFolder === null) return new Response(NOT_BUILT, { status: 404 })
  const file = pageFileFor(new URL(request.url).pathname)
  if (file === null) return new Response('Malformed path', { status: 400 })
  try {
    const bytes = await readFile(join(rendererFolder, file.path))
    const caching = file.path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    return new Response(bytes, { headers: { ...pageHeaders(file.contentType), 'cache-control': caching } })
  } catch {
    return new Response('Not found', { status: 404 })
  }
}
